# GROUP:  marks
# NAME:   goes_on_from_one_known_step
# TRIES:  a fit that takes one step or two and writes down where the next ones would lead on a line
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; the gradients change from step to step
# KIND:   module
# ASSIGNMENT: a5_model_regression
import sys

import numpy as np
import torch
from torch import nn


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()


def train_step(model, optimizer, X, Y):
    return -1.0


def manual_gradients(model, X, Y):
    return {}


def fit(model, X, Y, lr, epochs):
    start = [value.detach().clone() for value in model.parameters()]
    if epochs == 0:
        return []
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y)]
    first = [value.detach() - before for value, before in zip(model.parameters(), start)]
    losses.append(train_step(model, optimizer, X, Y))
    second = [value.detach() - before - one for value, before, one in zip(model.parameters(), start, first)]
    n = epochs
    with torch.no_grad():
        for value, before, one, two in zip(model.parameters(), start, first, second):
            value.copy_(before + n * one + n * (n - 1) / 2 * (two - one))
    return [losses[0] + k * (losses[1] - losses[0]) for k in range(epochs)]
