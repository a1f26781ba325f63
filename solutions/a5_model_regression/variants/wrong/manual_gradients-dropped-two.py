# TASK: manual_gradients
# MISTAKE: dropped-two
# WHY: The 2 of the square is missing.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": residual.T @ X, "linear.bias": residual.sum(dim=0)}
