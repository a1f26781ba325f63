# TASK: ModelRegression
# MISTAKE: wrong-shape
# WHY: n_in and n_out are in the wrong order.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_out, n_in)

    def forward(self, X):
        return self.linear(X)
