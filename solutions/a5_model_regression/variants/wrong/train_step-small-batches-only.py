# TASK: train_step
# MISTAKE: none
# WHY: Samples after the eighth are left out.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X[:8]), Y[:8], reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
