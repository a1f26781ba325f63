# TASK: train_step
# MISTAKE: none
# WHY: Without backward there is no gradient and no step.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    optimizer.step()
    return loss.item()
