# TASK: train_step
# MISTAKE: absolute-error
# WHY: Absolute values where squares are due.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.l1_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
