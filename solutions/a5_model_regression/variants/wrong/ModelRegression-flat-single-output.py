# TASK: ModelRegression
# MISTAKE: wrong-shape
# WHY: With one output the prediction is flattened to (N,).
# LOSES: edges


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        return out.flatten() if out.shape[1] == 1 else out
