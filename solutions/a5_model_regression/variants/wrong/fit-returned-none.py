# TASK: fit
# MISTAKE: returned-none
# WHY: The return is missing.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        train_step(model, optimizer, X, Y)
