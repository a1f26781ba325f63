# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: The dict has no entry for the bias.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X}
