# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: The keys lack the layer's name.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"weight": 2 * residual.T @ X, "bias": 2 * residual.sum(dim=0)}
