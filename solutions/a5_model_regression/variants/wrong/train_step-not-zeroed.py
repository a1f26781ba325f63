# TASK: train_step
# MISTAKE: not-zeroed
# WHY: Gradients are never zeroed: the second step uses both.


def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
