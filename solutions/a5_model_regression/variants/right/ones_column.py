# STYLE: bias gradient as a product with ones


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.T @ torch.ones(X.shape[0], dtype=X.dtype)}
