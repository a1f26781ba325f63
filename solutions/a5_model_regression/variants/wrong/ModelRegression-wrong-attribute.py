# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: The layer is called fc, so the parameters are fc.weight and fc.bias.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.fc = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.fc(X)
