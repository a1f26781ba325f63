# TASK: ModelRegression
# MISTAKE: none
# WHY: .data hides the weight from autograd; only the bias gets a gradient.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.data.T + self.linear.bias
