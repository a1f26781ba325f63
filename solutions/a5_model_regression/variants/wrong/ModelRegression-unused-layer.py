# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: A second layer is registered and never used.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)
        self.hidden = nn.Linear(n_in, n_in)

    def forward(self, X):
        return self.linear(X)
