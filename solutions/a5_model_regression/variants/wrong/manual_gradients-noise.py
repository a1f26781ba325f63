# TASK: manual_gradients
# MISTAKE: not-deterministic
# WHY: Noise is added to the residuals.


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    residual = residual + 1e-3 * torch.randn_like(residual)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
