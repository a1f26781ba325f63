# TASK: train_step
# MISTAKE: none
# WHY: squeeze makes (N,) minus (N, 1) broadcast to (N, N) when there is one output.
# LOSES: edges


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X).squeeze() - Y) ** 2).sum()
    loss.backward()
    optimizer.step()
    return loss.item()
