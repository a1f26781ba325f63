# TASK: train_step
# MISTAKE: not-squared
# WHY: The residuals are summed without the square.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = (model(X) - Y).sum()
    loss.backward()
    optimizer.step()
    return loss.item()
