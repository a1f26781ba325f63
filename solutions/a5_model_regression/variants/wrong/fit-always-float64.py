# TASK: fit
# MISTAKE: wrong-type
# WHY: The model is turned into float64 whatever it was.
# LOSES: edges


def fit(model, X, Y, lr, epochs):
    model.double()
    X, Y = X.double(), Y.double()

    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
