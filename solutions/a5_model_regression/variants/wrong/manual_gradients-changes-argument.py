# TASK: manual_gradients
# MISTAKE: changes-argument
# WHY: The residual is written into Y.
# LOSES: edges


@torch.no_grad()
def manual_gradients(model, X, Y):
    Y -= model(X)
    return {"linear.weight": -2 * Y.T @ X, "linear.bias": -2 * Y.sum(dim=0)}
