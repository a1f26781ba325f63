# TASK: manual_gradients
# MISTAKE: none
# WHY: A one-sided difference quotient, good to a few digits only.


@torch.no_grad()
def manual_gradients(model, X, Y):
    gradients = {}
    h = 1e-3
    for name, parameter in model.named_parameters():
        gradients[name] = torch.zeros_like(parameter)
        before = ((model(X) - Y) ** 2).sum()
        for i in range(parameter.numel()):
            kept = parameter.view(-1)[i].clone()
            parameter.view(-1)[i] = kept + h
            gradients[name].view(-1)[i] = (((model(X) - Y) ** 2).sum() - before) / h
            parameter.view(-1)[i] = kept
    return gradients
