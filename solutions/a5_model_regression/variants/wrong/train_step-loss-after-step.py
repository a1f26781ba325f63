# TASK: train_step
# MISTAKE: loss-after-step
# WHY: The loss is computed again after the step.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        return F.mse_loss(model(X), Y, reduction="sum").item()
