# TASK: manual_gradients
# MISTAKE: dropped-two
# WHY: The weight is right, the bias lacks its 2.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": residual.sum(dim=0)}
