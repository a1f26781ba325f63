# TASK: fit
# MISTAKE: wrong-shape
# WHY: The loss after the last step is appended too.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y) for _ in range(epochs)]
    return [*losses, F.mse_loss(model(X), Y, reduction="sum").item()]
