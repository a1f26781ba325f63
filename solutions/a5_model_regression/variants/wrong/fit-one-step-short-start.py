# TASK: fit
# MISTAKE: one-step-short
# WHY: The first entry is the starting loss without a step, so one step is missing.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [F.mse_loss(model(X), Y, reduction="sum").item()] if epochs else []
    for _ in range(epochs - 1):
        train_step(model, optimizer, X, Y)
        losses.append(F.mse_loss(model(X), Y, reduction="sum").item())
    return losses
