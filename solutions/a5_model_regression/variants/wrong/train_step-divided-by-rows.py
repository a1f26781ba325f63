# TASK: train_step
# MISTAKE: divided-by-rows
# WHY: The sum of squares is divided by the number of samples.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X) - Y) ** 2).sum() / len(X)
    loss.backward()
    optimizer.step()
    return loss.item()
