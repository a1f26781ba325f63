# TASK: manual_gradients
# MISTAKE: absolute-error
# WHY: The sign of the residual.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": residual.sign().T @ X, "linear.bias": residual.sign().sum(dim=0)}
