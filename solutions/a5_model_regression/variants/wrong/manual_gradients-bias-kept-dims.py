# TASK: manual_gradients
# MISTAKE: bias-kept-dims
# WHY: keepdim leaves the shape (1, n_out).


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0, keepdim=True)}
