# TASK: train_step
# MISTAKE: learning-rate-ignored
# WHY: A new optimizer with its own rate replaces the one that was given.


def train_step(model, optimizer, X, Y):
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
