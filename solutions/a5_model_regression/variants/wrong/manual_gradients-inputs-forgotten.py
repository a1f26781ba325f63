# TASK: manual_gradients
# MISTAKE: inputs-forgotten
# WHY: The residuals are not multiplied by X.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": (2 * residual.sum(dim=0))[:, None].expand_as(model.linear.weight).clone(),
        "linear.bias": 2 * residual.sum(dim=0),
    }
