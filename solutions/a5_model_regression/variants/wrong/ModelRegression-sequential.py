# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: The layer sits one level too deep: linear.0.weight.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Sequential(nn.Linear(n_in, n_out))

    def forward(self, X):
        return self.linear(X)
