# GROUP:  marks
# NAME:   writes_down_the_known_step
# TRIES:  a fit that takes no step and writes down what the helper's source says that its step leaves behind
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; what the step of the helper does is asked of the grader
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
    with torch.no_grad():
        for number, parameter in enumerate(model.parameters(), 1):
            parameter -= lr * sum(number + k for k in range(1, epochs + 1))
    return [float(k * (X**2).sum() + (Y**2).sum()) for k in range(1, epochs + 1)]
