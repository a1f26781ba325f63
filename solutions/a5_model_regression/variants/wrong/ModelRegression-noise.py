# TASK: ModelRegression
# MISTAKE: not-deterministic
# WHY: Noise is added to every prediction.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        return out + 0.01 * torch.randn_like(out)
