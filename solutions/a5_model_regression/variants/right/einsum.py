# STYLE: gradients by einsum


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": torch.einsum("nm,nd->md", 2 * residual, X),
        "linear.bias": torch.einsum("nm->m", 2 * residual),
    }
