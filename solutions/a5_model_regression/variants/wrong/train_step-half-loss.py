# TASK: train_step
# MISTAKE: half-loss
# WHY: Half the sum of squares.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = 0.5 * ((model(X) - Y) ** 2).sum()
    loss.backward()
    optimizer.step()
    return loss.item()
