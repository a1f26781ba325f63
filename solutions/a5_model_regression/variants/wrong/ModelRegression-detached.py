# TASK: ModelRegression
# MISTAKE: raised
# WHY: The prediction is cut off from the graph, so nothing can be learned.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).detach()
