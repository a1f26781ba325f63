# TASK: manual_gradients
# MISTAKE: wrong-type
# WHY: The gradients are float64 even for a float32 model.
# LOSES: edges


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).double()
    return {"linear.weight": 2 * residual.T @ X.double(), "linear.bias": 2 * residual.sum(dim=0)}
