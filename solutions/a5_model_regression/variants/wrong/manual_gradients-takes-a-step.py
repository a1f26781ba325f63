# TASK: manual_gradients
# MISTAKE: changes-argument
# WHY: The parameters are moved as well.
# LOSES: edges


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    gradients = {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
    model.linear.weight -= 1e-3 * gradients["linear.weight"]
    return gradients
