# TASK: manual_gradients
# MISTAKE: transposed
# WHY: X^T R has the shape (n_in, n_out).


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * X.T @ residual, "linear.bias": 2 * residual.sum(dim=0)}
