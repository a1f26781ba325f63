# TASK: ModelRegression
# MISTAKE: changes-argument
# WHY: forward shifts X in place.
# LOSES: edges


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        X += 0.5
        return self.linear(X - 0.5)
