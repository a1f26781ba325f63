# STYLE: the formulas of a3 in NumPy, turned back into tensors


def manual_gradients(model, X, Y):
    inputs = X.numpy()
    residual = model(X).detach().numpy() - Y.numpy()
    return {
        "linear.weight": torch.from_numpy(2 * residual.T @ inputs),
        "linear.bias": torch.from_numpy(2 * residual.sum(0)),
    }
