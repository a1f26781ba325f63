"""Linear regression as a PyTorch module: the class the course notebook left unfinished, its training, its gradients."""

import torch
import torch.nn.functional as F
from torch import nn


class ModelRegression(nn.Module):
    """The linear model of the course: one row of X in, n_out predictions out.

    It holds exactly one layer, an `nn.Linear` in the attribute `linear`; the parameters are then registered as
    "linear.weight" (n_out, n_in) and "linear.bias" (n_out,). Works in float32 (torch's default) and, after
    `model.double()`, in float64: `forward` leaves the dtype alone.
    Numbers: weight [[1, 2, 3]], bias [10], row [2, 0, 1] -> 15.
    """

    def __init__(self, n_in, n_out):
        super().__init__()
        raise NotImplementedError("ModelRegression.__init__ is yours to write.")

    def forward(self, X):
        """Predictions (N, n_out) for X (N, n_in), also when N or n_out is 1."""
        raise NotImplementedError("ModelRegression.forward is yours to write.")


def train_step(model, optimizer, X, Y):
    """One step of training on X (N, n_in), Y (N, n_out): zero the gradients, forward, loss, backward, step.

    The loss is the *summed* squared error. Gradients left in the model by earlier work must not count, and the update
    is the optimizer's own, whichever kind it is. Returns the loss before the step as a Python float.
    Numbers: weight [[1]], bias [0], X [[2], [4]], Y [[1], [2]], SGD with lr 0.01
    -> returns 5.0; afterwards weight [[0.8]], bias [-0.06].
    """
    raise NotImplementedError("train_step is yours to write.")


def fit(model, X, Y, lr, epochs):
    """Train the model in place with `torch.optim.SGD`, full batch, from the parameters it has now.

    X: inputs (N, n_in). Y: targets (N, n_out). lr: the learning rate. epochs: the number of steps.
    Returns a list of `epochs` floats: entry t is the loss before step t. With `epochs` 0: an empty list, no step.
    Numbers: the model and data of `train_step`, lr 0.01, 2 epochs -> [5.0, 1.5912].
    """
    raise NotImplementedError("fit is yours to write.")


def manual_gradients(model, X, Y):
    """The gradients of the summed squared error, by formula: no backward(), no torch.autograd.

    X: inputs (N, n_in). Y: targets (N, n_out).
    Returns a dict keyed like `model.named_parameters()`: "linear.weight" (n_out, n_in) and "linear.bias" (n_out,),
    tensors of the parameters' dtype. The model is left as it was: same parameters, nothing written to `.grad`.
    Numbers: the model and data of `train_step` -> weight [[20.0]], bias [6.0].
    """
    raise NotImplementedError("manual_gradients is yours to write.")


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"X": [[1], [2]], "y": [3, 4], "w": [0], "lr": 0.1, "batch": 2, "epochs": 1}.
    """
    raise NotImplementedError("find_bug is yours to write.")
