# STYLE: F.linear with the layer's parameters, named arguments of nn.Linear


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(in_features=n_in, out_features=n_out, bias=True)

    def forward(self, X):
        return F.linear(X, self.linear.weight, self.linear.bias)
