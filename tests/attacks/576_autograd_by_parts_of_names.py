# GROUP:   numeric
# NAME:    autograd_by_parts_of_names
# TRIES:   no name of autograd stands in the file
# EXPECT:  flagged
# ASSIGNMENT: a5_model_regression
# ANSWER:  torch's engine is seen at work, or what only it needs
# KIND:    module
import torch
import torch.nn.functional as F
from torch import nn

from honest import *

def manual_gradients(model, X, Y):

    with torch.inference_mode(False), getattr(torch, "enable" + "_grad")():
        W, b = (getattr(p.detach().clone(), "requires" + "_grad_")() for p in model.parameters())
        getattr(((X @ W.T + b - Y) ** 2).sum(), "back" + "ward")()
    return {"linear.weight": W.grad, "linear.bias": b.grad}
