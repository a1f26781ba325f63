# TASK: fit
# MISTAKE: one-step-long
# WHY: The loop takes one step too many.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs + 1)]
