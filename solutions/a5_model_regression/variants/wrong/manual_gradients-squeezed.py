# TASK: manual_gradients
# MISTAKE: wrong-shape
# WHY: squeeze removes the axis of a single output.
# LOSES: edges


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": (2 * residual.T @ X).squeeze(), "linear.bias": 2 * residual.sum(dim=0)}
