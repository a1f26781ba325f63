# TASK: train_step
# MISTAKE: mean-for-sum
# WHY: F.mse_loss takes the mean unless it is told to sum.


def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y)
    loss.backward()
    optimizer.step()
    return loss.item()
