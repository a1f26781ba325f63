# TASK: manual_gradients
# MISTAKE: divided-by-rows
# WHY: Divided by the number of samples.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X / len(X), "linear.bias": 2 * residual.sum(dim=0) / len(X)}
