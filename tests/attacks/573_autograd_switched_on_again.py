# GROUP:   numeric
# NAME:    autograd_switched_on_again
# TRIES:   leaves the grader's inference mode and lets torch differentiate
# EXPECT:  flagged
# ASSIGNMENT: a5_model_regression
# ANSWER:  torch's engine is seen at work, or what only it needs
# KIND:    module
import torch
import torch.nn.functional as F
from torch import nn

from honest import *

def manual_gradients(model, X, Y):

    with torch.inference_mode(False), torch.enable_grad():
        W, b = (p.detach().clone().requires_grad_() for p in model.parameters())
        ((X @ W.T + b - Y) ** 2).sum().backward()
    return {"linear.weight": W.grad, "linear.bias": b.grad}
