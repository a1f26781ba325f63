# TASK: ModelRegression
# MISTAKE: bias-omitted
# WHY: The layer is made without a bias.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out, bias=False)

    def forward(self, X):
        return self.linear(X)
