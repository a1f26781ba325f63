# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: Plain tensors as attributes are not registered as parameters.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = torch.randn(n_out, n_in, requires_grad=True)
        self.bias = torch.randn(n_out, requires_grad=True)

    def forward(self, X):
        return X @ self.weight.T + self.bias
