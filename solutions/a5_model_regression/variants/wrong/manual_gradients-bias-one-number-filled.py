# TASK: manual_gradients
# MISTAKE: bias-one-number
# WHY: One sum repeated for every output.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": 2 * residual.T @ X,
        "linear.bias": torch.full_like(model.linear.bias, 2 * residual.sum().item()),
    }
