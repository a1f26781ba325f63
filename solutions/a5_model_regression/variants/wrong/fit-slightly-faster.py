# TASK: fit
# MISTAKE: none
# WHY: The rate is off by a factor of 1.001.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1.001 * lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
