# TASK: manual_gradients
# MISTAKE: doubled
# WHY: One 2 too many.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 4 * residual.T @ X, "linear.bias": 4 * residual.sum(dim=0)}
