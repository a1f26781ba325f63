"""Plumbing of a5's hidden cases that runs beside the submission, in the worker; it knows no formula and no secret."""

# The stand-in model is made of torch's own parts. What the other step does, which shows what a fit makes of a
# train_step, is asked of the hidden case step by step: it cannot be written down.
LAB = """
from collections import OrderedDict

import torch
from torch import nn


def stand_in(n_in, n_out):
    return nn.Sequential(OrderedDict(linear=nn.Linear(n_in, n_out)))


def set_parameters(model, W, b):
    linear = getattr(model, "linear", None)
    if not isinstance(model, nn.Module):
        return "not a module"
    if not isinstance(linear, nn.Linear):
        return "no linear"
    if linear.bias is None:
        return "no bias"
    if linear.weight.shape != W.shape or linear.bias.shape != b.shape:
        return "wrong shape"
    if W.dtype == torch.float64:
        model.double()
    with torch.no_grad():
        linear.weight.copy_(W)
        linear.bias.copy_(b)
    return "ready"


def registered(model):
    return {name: list(parameter.shape) for name, parameter in model.named_parameters()}


def predict(model, X):
    return model(X)


def parameters(model):
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}


def grads(model):
    return {name: parameter.grad for name, parameter in model.named_parameters()}


def pull(model, X, G):
    model(X).backward(G)
    return grads(model)


def set_grads(model, dW, db):
    model.linear.weight.grad = dW.clone()
    model.linear.bias.grad = db.clone()


def transfer(source, target):
    target.load_state_dict(OrderedDict((name, value.clone()) for name, value in source.state_dict().items()))


def sgd(model, lr, momentum=0.0):
    return torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)


def manual_gradients(model, X, Y):
    # the submission's own, where autograd records nothing
    own = getattr(student, "manual_gradients", None)
    if own is None:
        raise NotImplementedError
    with torch.inference_mode():
        return own(model, X, Y)


def fit(model, X, Y, lr, epochs):
    # the submission's own in single precision; its losses then come back as such, also where they are Python floats
    losses = student.fit(model, X, Y, lr, epochs)
    floats = type(losses) is list and all(type(loss) is float for loss in losses)
    return torch.tensor(losses) if floats else losses


def fit_with_other_step(model, X, Y, lr, epochs, step):
    # the submission's fit with a train_step whose loss and gradients the hidden case makes
    own = getattr(student, "train_step", None)

    def other_step(model, optimizer, X, Y):
        parameters = list(model.parameters())
        loss, *gradients = step(*(value.detach().numpy().copy() for value in (*parameters, X, Y)))
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = torch.tensor(gradient, dtype=parameter.dtype)
        optimizer.step()
        return loss

    student.train_step = other_step
    try:
        return student.fit(model, X, Y, lr, epochs)
    finally:
        student.train_step = own
"""

NOT_READY = {
    "not a module": ("wrong-type", "the model is not an `nn.Module`; the class must inherit from it."),
    "no linear": ("wrong-type", "the model has no `nn.Linear` in an attribute called `linear`."),
    "no bias": ("bias-omitted", "the model's linear layer has no bias."),
    "wrong shape": ("wrong-shape", "the linear layer should have the shape (n_out, n_in), and its bias (n_out,)."),
}
"""What is said of a model that has no place for the parameters, by what `set_parameters` answers."""
