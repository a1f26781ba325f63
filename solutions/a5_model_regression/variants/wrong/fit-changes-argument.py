# TASK: fit
# MISTAKE: changes-argument
# WHY: The rows of X and Y are shuffled in place.
# LOSES: edges


def fit(model, X, Y, lr, epochs):
    order = torch.arange(len(X)).flip(0)
    X.copy_(X[order])
    Y.copy_(Y[order])

    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
