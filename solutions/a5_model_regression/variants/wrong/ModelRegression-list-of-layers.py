# TASK: ModelRegression
# MISTAKE: wrong-type
# WHY: A layer in a Python list is not registered.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = [nn.Linear(n_in, n_out)]

    def forward(self, X):
        return self.linear[0](X)
