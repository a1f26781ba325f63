# TASK: train_step
# MISTAKE: bias-not-updated
# WHY: The bias loses its gradient before the step.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    model.linear.bias.grad = None
    optimizer.step()
    return loss.item()
