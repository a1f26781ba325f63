# TASK: train_step
# MISTAKE: mean-for-sum
# WHY: The mean of the squares where the sum is due.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X) - Y) ** 2).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
