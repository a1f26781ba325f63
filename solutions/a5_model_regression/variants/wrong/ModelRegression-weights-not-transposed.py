# TASK: ModelRegression
# MISTAKE: weights-not-transposed
# WHY: X @ W in place of X @ W.T: fits square weights only.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight + self.linear.bias
