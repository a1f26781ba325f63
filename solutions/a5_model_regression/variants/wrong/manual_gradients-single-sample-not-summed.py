# TASK: manual_gradients
# MISTAKE: wrong-shape
# WHY: A single sample is left as (1, n_out).
# LOSES: edges


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": 2 * residual.T @ X,
        "linear.bias": 2 * residual if len(X) == 1 else 2 * residual.sum(dim=0),
    }
