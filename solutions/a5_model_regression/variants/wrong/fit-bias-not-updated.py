# TASK: fit
# MISTAKE: bias-not-updated
# WHY: The optimizer was given the weight alone.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD([model.linear.weight], lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
