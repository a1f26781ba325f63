# TASK: fit
# MISTAKE: not-deterministic
# WHY: The parameters are drawn anew, the ones given are lost.


def fit(model, X, Y, lr, epochs):
    model.linear.reset_parameters()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
