# TASK: manual_gradients
# MISTAKE: raised
# WHY: backward writes to .grad of the model.


def manual_gradients(model, X, Y):
    model.zero_grad()
    ((model(X) - Y) ** 2).sum().backward()
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters()}
