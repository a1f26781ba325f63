# TASK: train_step
# MISTAKE: none
# WHY: The loss is off by a factor of 1.001.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = 1.001 * F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
