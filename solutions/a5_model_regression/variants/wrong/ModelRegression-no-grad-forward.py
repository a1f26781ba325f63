# TASK: ModelRegression
# MISTAKE: raised
# WHY: torch.no_grad in forward: nothing can be learned.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        with torch.no_grad():
            return self.linear(X)
