# TASK: forward
# MISTAKE: bias-omitted
# WHY: The running total starts at zero instead of at b[m].


def forward(X, W, b):
    Y_hat = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for m in range(W.shape[0]):
            for d in range(X.shape[1]):
                Y_hat[n, m] += X[n, d] * W[m, d]
    return Y_hat
