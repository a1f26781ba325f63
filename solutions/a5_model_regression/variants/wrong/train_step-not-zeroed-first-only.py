# TASK: train_step
# MISTAKE: not-zeroed
# WHY: zero_grad is called on a fresh copy of nothing: only when no gradient exists yet.


def train_step(model, optimizer, X, Y):
    if all(parameter.grad is None for parameter in model.parameters()):
        optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
