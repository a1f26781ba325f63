# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: The keys are those of a3.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"dW": 2 * residual.T @ X, "db": 2 * residual.sum(dim=0)}
