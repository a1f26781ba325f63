# TASK: train_step
# MISTAKE: wrong-type
# WHY: The loss is returned as a tensor with its graph.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss
