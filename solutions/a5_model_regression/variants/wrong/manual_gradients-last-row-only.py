# TASK: manual_gradients
# MISTAKE: last-row-only
# WHY: Each sample overwrites the one before.


@torch.no_grad()
def manual_gradients(model, X, Y):
    for x, y in zip(X, Y):
        upstream = 2 * (model(x) - y)
        dW, db = torch.outer(upstream, x), upstream
    return {"linear.weight": dW, "linear.bias": db}
