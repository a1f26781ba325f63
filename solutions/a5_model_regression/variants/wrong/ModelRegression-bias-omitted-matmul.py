# TASK: ModelRegression
# MISTAKE: bias-omitted
# WHY: forward multiplies and forgets to add the bias.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.T
