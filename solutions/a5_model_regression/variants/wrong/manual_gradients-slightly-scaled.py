# TASK: manual_gradients
# MISTAKE: none
# WHY: Off by a factor of 1.001.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2.002 * residual.T @ X, "linear.bias": 2.002 * residual.sum(dim=0)}
