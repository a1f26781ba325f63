# TASK: ModelRegression
# MISTAKE: reshaped-not-transposed
# WHY: The weight is reshaped where it should be transposed.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.reshape(X.shape[1], -1) + self.linear.bias
