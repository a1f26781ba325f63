# TASK: manual_gradients
# MISTAKE: sign-flipped
# WHY: Y - Y_hat without the minus.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - model(X)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
