# STYLE: -2 times (Y - Y_hat), through .data of the parameters


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - (X @ model.linear.weight.data.T + model.linear.bias.data)
    return {"linear.weight": -2 * residual.T @ X, "linear.bias": -2 * residual.sum(0)}
