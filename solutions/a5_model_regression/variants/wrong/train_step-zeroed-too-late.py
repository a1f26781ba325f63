# TASK: train_step
# MISTAKE: none
# WHY: Gradients are zeroed between backward and step, so nothing moves.


def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
