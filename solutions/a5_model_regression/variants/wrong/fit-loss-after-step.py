# TASK: fit
# MISTAKE: loss-after-step
# WHY: Each entry is the loss after its step.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(F.mse_loss(model(X), Y, reduction="sum").item())
    return losses
