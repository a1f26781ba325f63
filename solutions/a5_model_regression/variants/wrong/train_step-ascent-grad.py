# TASK: train_step
# MISTAKE: ascent
# WHY: The gradients' sign is turned before the step.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    for parameter in model.parameters():
        parameter.grad.neg_()
    optimizer.step()
    return loss.item()
