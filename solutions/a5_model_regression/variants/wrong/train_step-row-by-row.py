# TASK: train_step
# MISTAKE: none
# WHY: One step for each sample in place of one for the batch.


def train_step(model, optimizer, X, Y):
    total = 0.0
    for x, y in zip(X, Y):
        optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).sum()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total
