# TASK: fit
# MISTAKE: none
# WHY: The rate is halved every ten steps.
# LOSES: edges


def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10, gamma=0.5)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        schedule.step()
    return losses
