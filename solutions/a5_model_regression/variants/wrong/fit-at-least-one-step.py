# TASK: fit
# MISTAKE: wrong-shape
# WHY: A first step is taken even when no epoch is asked for.
# LOSES: edges


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y)]
    while len(losses) < epochs:
        losses.append(train_step(model, optimizer, X, Y))
    return losses
