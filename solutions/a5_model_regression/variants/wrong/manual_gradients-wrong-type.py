# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: NumPy arrays where tensors are due.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).numpy()
    return {"linear.weight": 2 * residual.T @ X.numpy(), "linear.bias": 2 * residual.sum(axis=0)}
