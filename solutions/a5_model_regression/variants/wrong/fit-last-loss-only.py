# TASK: fit
# MISTAKE: wrong-type
# WHY: Only the last loss is returned.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y) for _ in range(epochs)]
    return losses[-1] if losses else 0.0
