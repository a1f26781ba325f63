# TASK: manual_gradients
# MISTAKE: divided-by-elements
# WHY: The gradient of the mean, which is torch's default loss.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X / Y.numel(), "linear.bias": 2 * residual.sum(dim=0) / Y.numel()}
