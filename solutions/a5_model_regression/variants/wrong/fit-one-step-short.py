# TASK: fit
# MISTAKE: one-step-short
# WHY: The loop ends one step early.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(1, epochs)]
