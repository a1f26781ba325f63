# GROUP:   protocol
# NAME:    objects_by_other_numbers
# TRIES:   gives the grader the number of a model that torch has trained, in the place of the one that was asked for
# EXPECT:  never_full
# MOST:    11
# ASSIGNMENT: a5_model_regression
# ANSWER:  a number only chooses among the submission's own objects; what they answer is compared, case by case
# KIND:    module
import gc

import torch
from torch import nn

from honest import *
from honest import train_step as _right

_worker = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Worker")
_keep, _models = _worker._keep, []


def _forged(value):
    handle = _keep(value)
    if isinstance(value, nn.Module):
        _models.append(handle)
    return _models[0] if _models and isinstance(value, nn.Module) else handle


_worker._keep = _forged


def train_step(model, optimizer, X, Y):
    for other in list(_worker._objects.values()):
        if isinstance(other, nn.Module) and other is not model:
            return _right(other, torch.optim.SGD(other.parameters(), lr=0.01), X, Y)
    return 0.0
