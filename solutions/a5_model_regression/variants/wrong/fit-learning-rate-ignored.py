# TASK: fit
# MISTAKE: learning-rate-ignored
# WHY: A fixed rate in place of lr.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
