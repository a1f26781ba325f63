# TASK: manual_gradients
# MISTAKE: used-target
# WHY: Y where the residual is due.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
