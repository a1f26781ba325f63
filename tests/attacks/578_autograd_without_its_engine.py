# GROUP:   numeric
# NAME:    autograd_without_its_engine
# TRIES:   walks through the graph that torch recorded and calls each node
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
        L = ((X @ W.T + b - Y) ** 2).sum()
        found = {}
        def walk(node, G):
            if node is None: return
            if hasattr(node, "variable"):
                found[id(node.variable)] = G
                return
            out = node(G)
            for (nxt, _), g in zip(node.next_functions, out if isinstance(out, tuple) else (out,)):
                if nxt is not None and g is not None: walk(nxt, g.sum(0) if hasattr(nxt, "variable") and nxt.variable.ndim == 1 else g)
        walk(L.grad_fn, torch.ones_like(L))
    return {"linear.weight": found[id(W)].detach(), "linear.bias": found[id(b)].detach()}
