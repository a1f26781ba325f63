# TASK: manual_gradients
# MISTAKE: reshaped-not-transposed
# WHY: X^T R reshaped in place of transposed.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": (2 * X.T @ residual).reshape(model.linear.weight.shape),
        "linear.bias": 2 * residual.sum(dim=0),
    }
