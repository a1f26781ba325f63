# TASK: fit
# MISTAKE: mean-for-sum
# WHY: The right steps, but the mean loss is recorded.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) / Y.numel() for _ in range(epochs)]
