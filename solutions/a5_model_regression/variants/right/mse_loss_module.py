# STYLE: nn.MSELoss as an object, gradients zeroed just before backward


def train_step(model, optimizer, X, Y):
    loss = nn.MSELoss(reduction="sum")(model(X), Y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
