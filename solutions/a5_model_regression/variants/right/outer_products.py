# STYLE: one outer product a sample, keys taken from named_parameters


@torch.no_grad()
def manual_gradients(model, X, Y):
    gradients = {name: torch.zeros_like(parameter) for name, parameter in model.named_parameters()}
    for x, y in zip(X, Y):
        upstream = 2 * (model(x) - y)
        gradients["linear.weight"] += torch.outer(upstream, x)
        gradients["linear.bias"] += upstream
    return gradients
