# TASK: fit
# MISTAKE: none
# WHY: Adam in place of SGD.


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
