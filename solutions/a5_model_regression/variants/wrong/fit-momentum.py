# TASK: fit
# MISTAKE: none
# WHY: Momentum is not plain gradient descent.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
