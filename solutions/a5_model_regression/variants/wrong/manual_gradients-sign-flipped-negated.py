# TASK: manual_gradients
# MISTAKE: sign-flipped
# WHY: A minus too many.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": -2 * residual.T @ X, "linear.bias": -2 * residual.sum(dim=0)}
