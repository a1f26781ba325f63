"""torch for the hidden cases: imported when the first value is computed with it, and not at all where all are known.

Knows no assignment.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
else:

    class _Torch:
        """The module, imported by the first thing that is asked of it: a file of cases is collected without it."""

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)  # pytest looks at every name of a module for marks of its own
            return getattr(importlib.import_module("torch") if "torch" in sys.modules else import_torch(), name)

    torch = _Torch()


def import_torch() -> Any:
    """Import torch without looking for garbage on the way, of which there is none: a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return importlib.import_module("torch")
    finally:
        if was_on:
            gc.enable()


__all__ = ["SGD", "import_torch", "torch"]


class SGD:
    """Gradient descent by the function behind `torch.optim.SGD`.

    The optimizer itself imports torch's compiler when it is made, which takes longer than torch and all of the oracle.
    """

    def __init__(self, parameters: Iterable[Any], lr: float, momentum: float = 0.0) -> None:
        self._parameters = list(parameters)
        self._rates = {"lr": lr, "momentum": momentum, "weight_decay": 0.0, "dampening": 0.0}
        self._kept: list[Any] = [None for _ in self._parameters]

    def zero_grad(self) -> None:
        """Forget all gradients."""
        for parameter in self._parameters:
            parameter.grad = None

    def step(self) -> None:
        """Move each parameter against its gradient, in place."""
        grads = [parameter.grad for parameter in self._parameters]
        with torch.no_grad():
            step = importlib.import_module("torch.optim.sgd").sgd  # torch.optim hides its modules
            step(self._parameters, grads, self._kept, foreach=False, nesterov=False, maximize=False, **self._rates)
