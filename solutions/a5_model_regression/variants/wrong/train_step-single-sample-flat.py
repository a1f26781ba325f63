# TASK: train_step
# MISTAKE: none
# WHY: A single sample is taken for a mistake and skipped.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    if len(X) == 1:
        return 0.0
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
