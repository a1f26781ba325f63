# TASK: train_step
# MISTAKE: changes-argument
# WHY: Y is negated in place.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = (model(X) + Y.neg_()).square().sum()
    loss.backward()
    optimizer.step()
    return loss.item()
