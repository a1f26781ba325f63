# STYLE: plain loops over rows, units and inputs


def tanh_forward(Z):
    Z = np.asarray(Z, dtype=float)
    out = np.empty(Z.shape)
    for index in np.ndindex(Z.shape):
        out[index] = np.tanh(Z[index])
    return out


def tanh_backward(G, A):
    out = np.empty(np.shape(A))
    for index in np.ndindex(out.shape):
        out[index] = G[index] * (1 - A[index] ** 2)
    return out


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dW1, db1 = np.zeros(W1.shape), np.zeros(W1.shape[0])
    dW2, db2 = np.zeros(W2.shape), np.zeros(W2.shape[0])
    dX = np.zeros(X.shape)
    for n in range(len(X)):
        for m in range(len(W2)):
            db2[m] += G[n, m]
            for h in range(len(W1)):
                dW2[m, h] += G[n, m] * A1[n, h]
                dz = G[n, m] * W2[m, h] * (1 - A1[n, h] ** 2)
                db1[h] += dz
                for d in range(X.shape[1]):
                    dW1[h, d] += dz * X[n, d]
                    dX[n, d] += dz * W1[h, d]
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "X": dX}
