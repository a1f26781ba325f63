# STYLE: the model's zero_grad in place of the optimizer's


def train_step(model, optimizer, X, Y):
    model.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
