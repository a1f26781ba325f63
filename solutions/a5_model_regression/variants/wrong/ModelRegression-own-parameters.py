# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: Parameters are registered, but as W and b and not in a layer.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.W = nn.Parameter(torch.randn(n_out, n_in))
        self.b = nn.Parameter(torch.randn(n_out))

    def forward(self, X):
        return X @ self.W.T + self.b
