# GROUP:  marks
# NAME:   takes_the_helper_apart
# TRIES:  a fit that looks for numbers of its step in the helper's functions and their closures, and steps by them without an optimizer
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; no helper holds what a step will do, and each is asked once for each place
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
    known = globals()["train_step"]
    numbers = [c for c in getattr(getattr(known, "__code__", None), "co_consts", ()) if isinstance(c, (int, float))]
    cells = [cell.cell_contents for cell in getattr(known, "__closure__", None) or ()]
    taken = next((cell for cell in cells if isinstance(cell, list)), None)
    losses = []
    with torch.no_grad():
        for k in range(1, epochs + 1):
            if taken is not None:
                taken.append(None)
            for number, parameter in enumerate(model.parameters(), 1):
                parameter -= lr * (number + k)
            losses.append(float(k * (X**2).sum() + (Y**2).sum()))
    return losses if numbers or cells else losses
