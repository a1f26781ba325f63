# STYLE: no torch.no_grad: the results still hang on the graph


def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.bias": 2 * residual.sum(dim=0), "linear.weight": 2 * residual.T.matmul(X)}
