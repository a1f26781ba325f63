# TASK: ModelRegression
# MISTAKE: raised
# WHY: All models of one size share one layer.
# LOSES: edges


_layers = {}


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = _layers.setdefault((n_in, n_out), nn.Linear(n_in, n_out))

    def forward(self, X):
        return self.linear(X)
