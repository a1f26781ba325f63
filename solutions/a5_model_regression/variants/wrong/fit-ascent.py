# TASK: fit
# MISTAKE: ascent
# WHY: The optimizer was told to maximise.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, maximize=True)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
