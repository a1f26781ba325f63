# TASK: train_step
# MISTAKE: raised
# WHY: X is turned into float64, so a float32 model cannot be trained.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X.double()), Y.double(), reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()
