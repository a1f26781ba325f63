# TASK: fit
# MISTAKE: none
# WHY: A copy is trained; the model itself stays as it was.


import copy


def fit(model, X, Y, lr, epochs):
    model = copy.deepcopy(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]
