# STYLE: fit repeats the step in its own loop, with enumerate-free appends


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses
