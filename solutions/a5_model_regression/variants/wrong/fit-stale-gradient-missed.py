# TASK: fit
# MISTAKE: stale-gradient-missed
# WHY: The bias is updated with a gradient taken after the weight moved.


def fit(model, X, Y, lr, epochs):
    weight_only = torch.optim.SGD([model.linear.weight], lr=lr)
    bias_only = torch.optim.SGD([model.linear.bias], lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, weight_only, X, Y))
        model.zero_grad()
        train_step(model, bias_only, X, Y)
    return losses
