# GROUP:   numeric
# NAME:    autograd_in_a_helper
# TRIES:   a helper trains a copy of the model for one step and hands out its gradients
# EXPECT:  flagged
# ASSIGNMENT: a5_model_regression
# ANSWER:  torch's engine is seen at work, or what only it needs
# KIND:    module
import torch
import torch.nn.functional as F
from torch import nn

from honest import *

def _work(model, X, Y):
    with torch.inference_mode(False), torch.enable_grad():
        copy = ModelRegression(X.shape[1], Y.shape[1]).to(X.dtype)
        copy.load_state_dict({k: v.clone() for k, v in model.state_dict().items()})
        F.mse_loss(copy(X), Y, reduction="sum").backward()
        return {k: p.grad for k, p in copy.named_parameters()}

def manual_gradients(model, X, Y):
    return _work(model, X, Y)
