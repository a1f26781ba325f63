# TASK: ModelRegression
# MISTAKE: none
# WHY: The bias needs no gradient, so it never learns.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)
        self.linear.bias.requires_grad_(False)

    def forward(self, X):
        return self.linear(X)
