# GROUP:   numeric
# NAME:    autograd_forwards
# TRIES:   forward-mode differentiation, entry by entry
# EXPECT:  flagged
# ASSIGNMENT: a5_model_regression
# ANSWER:  torch's engine is seen at work, or what only it needs
# KIND:    module
import torch
import torch.nn.functional as F
from torch import nn

from honest import *

def manual_gradients(model, X, Y):

    with torch.inference_mode(False):
        W, b = (p.detach().clone() for p in model.parameters())
        out = {"linear.weight": torch.zeros_like(W), "linear.bias": torch.zeros_like(b)}
        f = lambda W, b: ((X @ W.T + b - Y) ** 2).sum()
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                E = torch.zeros_like(W); E[i, j] = 1
                out["linear.weight"][i, j] = torch.func.jvp(f, (W, b), (E, torch.zeros_like(b)))[1]
            e = torch.zeros_like(b); e[i] = 1
            out["linear.bias"][i] = torch.func.jvp(f, (W, b), (torch.zeros_like(W), e))[1]
    return out
