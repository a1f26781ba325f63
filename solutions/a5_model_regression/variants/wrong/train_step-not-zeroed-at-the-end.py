# TASK: train_step
# MISTAKE: not-zeroed
# WHY: Zeroing only after the step lets gradients from before the first call count.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()
