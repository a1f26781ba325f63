# TASK: ModelRegression
# MISTAKE: none
# WHY: An activation after the output of a regression cuts off negative predictions.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return F.relu(self.linear(X))
