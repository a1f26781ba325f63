# TASK: train_step
# MISTAKE: changes-argument
# WHY: The residual is written into Y.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = (Y.sub_(model(X)) ** 2).sum()
    Y.detach_()
    loss.backward()
    optimizer.step()
    return loss.item()
