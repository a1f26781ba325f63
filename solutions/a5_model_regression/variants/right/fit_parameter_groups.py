# STYLE: one parameter group each for weight and bias, while loop


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD([{"params": [model.linear.weight]}, {"params": [model.linear.bias]}], lr)
    losses = []
    while len(losses) < epochs:
        losses.append(train_step(model, optimizer, X, Y))
    return losses
