# TASK: manual_gradients
# MISTAKE: sign-flipped+dropped-two
# WHY: Y - Y_hat without the minus, and no 2.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - model(X)
    return {"linear.weight": residual.T @ X, "linear.bias": residual.sum(dim=0)}
