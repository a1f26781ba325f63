# TASK: manual_gradients
# MISTAKE: bias-wrong-axis
# WHY: Summed over outputs.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=1)}
