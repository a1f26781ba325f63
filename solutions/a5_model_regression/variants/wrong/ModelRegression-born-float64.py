# TASK: ModelRegression
# MISTAKE: raised
# WHY: The parameters are made in float64; float32 data cannot be used.
# LOSES: edges


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out, dtype=torch.float64)

    def forward(self, X):
        return self.linear(X)
