# TASK: ModelRegression
# MISTAKE: raised
# WHY: forward turns X into float32, so a float64 model cannot be used.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X.float())
