# TASK: train_step
# MISTAKE: doubled
# WHY: backward is called twice, so the gradient counts double.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward(retain_graph=True)
    loss.backward()
    optimizer.step()
    return loss.item()
