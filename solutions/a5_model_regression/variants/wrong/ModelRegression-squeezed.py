# TASK: ModelRegression
# MISTAKE: wrong-shape
# WHY: squeeze removes the axis of the only sample or the only output.
# LOSES: edges


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).squeeze()
