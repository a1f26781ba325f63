# STYLE: a 1-d array of losses; a new SGD for each step, which has no memory


def fit(model, X, Y, lr, epochs):
    losses = torch.zeros(epochs, dtype=torch.float64).numpy()
    for t in range(epochs):
        losses[t] = train_step(model, torch.optim.SGD(model.parameters(), lr=lr), X, Y)
    return losses
