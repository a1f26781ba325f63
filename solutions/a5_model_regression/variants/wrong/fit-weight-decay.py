# TASK: fit
# MISTAKE: none
# WHY: Weight decay changes the problem that is solved.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.01)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
