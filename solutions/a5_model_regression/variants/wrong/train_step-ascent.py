# TASK: train_step
# MISTAKE: ascent
# WHY: The negative loss is differentiated, so the step goes uphill.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    (-loss).backward()
    optimizer.step()
    return loss.item()
