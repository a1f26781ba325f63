# TASK: manual_gradients
# MISTAKE: returned-none
# WHY: The return is missing.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    2 * residual.T @ X
