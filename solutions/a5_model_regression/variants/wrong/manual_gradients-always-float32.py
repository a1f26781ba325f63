# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: Computed in float32 even for a float64 model.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).float()
    return {"linear.weight": 2 * residual.T @ X.float(), "linear.bias": 2 * residual.sum(dim=0)}
