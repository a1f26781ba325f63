# TASK: train_step
# MISTAKE: doubled
# WHY: The optimizer steps twice in one call.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()
