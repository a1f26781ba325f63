# TASK: manual_gradients
# MISTAKE: bias-averaged
# WHY: The bias gradient is the mean over samples.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.mean(dim=0)}
