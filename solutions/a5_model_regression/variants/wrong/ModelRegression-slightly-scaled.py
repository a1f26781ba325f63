# TASK: ModelRegression
# MISTAKE: none
# WHY: The prediction is off by a factor of 1.001.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return 1.001 * self.linear(X)
