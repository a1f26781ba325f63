# TASK: fit
# MISTAKE: wrong-type
# WHY: The losses come as one tensor.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return torch.tensor([train_step(model, optimizer, X, Y) for _ in range(epochs)])
