# TASK: fit
# MISTAKE: none
# WHY: Each step sees one sample only.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X[t % len(X) :][:1], Y[t % len(X) :][:1]) for t in range(epochs)]
