# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: A tuple where a dict is due.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return 2 * residual.T @ X, 2 * residual.sum(dim=0)
