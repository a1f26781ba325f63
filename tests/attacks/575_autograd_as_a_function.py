# GROUP:   numeric
# NAME:    autograd_as_a_function
# TRIES:   torch.func.grad
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
        params = {k: p.detach().clone() for k, p in model.named_parameters()}
        return torch.func.grad(lambda q: ((X @ q["linear.weight"].T + q["linear.bias"] - Y) ** 2).sum())(params)
