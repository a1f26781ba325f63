# TASK: fit
# MISTAKE: not-zeroed
# WHY: Its own loop never zeroes the gradients.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
