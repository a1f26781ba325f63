# TASK: manual_gradients
# MISTAKE: used-prediction
# WHY: Y_hat where the residual is due.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
