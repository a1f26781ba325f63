# TASK: ModelRegression
# MISTAKE: returned-none
# WHY: forward has no return.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        self.linear(X)
