# TASK: manual_gradients
# MISTAKE: bias-times-input
# WHY: The bias gradient is multiplied by X.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": (2 * residual.T @ X).sum(dim=1)}
