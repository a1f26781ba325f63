# TASK: fit
# MISTAKE: mean-for-sum
# WHY: Its own loop takes the mean of the squares.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
