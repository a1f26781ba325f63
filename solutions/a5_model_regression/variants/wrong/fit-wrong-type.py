# TASK: fit
# MISTAKE: wrong-type
# WHY: The losses are tensors, each with its graph.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses
