# STYLE: manual_gradients relies on an attribute of the learner's own class


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.n_out = n_out
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X)


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    dW = torch.stack([2 * (residual[:, m : m + 1] * X).sum(dim=0) for m in range(model.n_out)])
    return {"linear.weight": dW, "linear.bias": 2 * residual.sum(dim=0)}
