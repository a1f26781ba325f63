"""A classmate's training with PyTorch, without a module and without an optimizer. Somewhere in `gradient` is a mistake.

The model has no bias and one output. A miss of r costs sqrt(1 + r**2) - 1, and the loss is the sum over the rows. The
rows are taken in order, `batch` at a time. After each batch comes a step against the gradient of this batch's loss.
"""

import torch


def loss(X, y, w):
    """What all misses cost together. X: (N, D) inputs. y: (N,) targets. w: (D,) weights. Returns a tensor."""
    return torch.sum(torch.sqrt(1 + (X @ w - y) ** 2) - 1)


def gradient(X, y, w, lr, batch, epochs):
    """The way that w has gone after so many epochs: a dict with w (D,). I tried it with all rows in one batch."""
    rows, targets = torch.as_tensor(X), torch.as_tensor(y)
    now = torch.tensor(w, requires_grad=True)
    for _ in range(epochs):
        now.grad = None
        for at in range(0, len(rows), batch):
            loss(rows[at : at + batch], targets[at : at + batch], now).backward()
            with torch.no_grad():
                now -= lr * now.grad
    return {"w": now.detach().numpy() - w}


def training():
    """The losses of my run. They fall and fall, so the training must be right."""
    X = torch.tensor([[1.0, 0.5], [0.4, -1.2], [-0.7, 0.9], [1.5, 0.3]], dtype=torch.float64)
    y = torch.tensor([2.1, -1.9, 0.4, 2.3], dtype=torch.float64)
    w, losses = torch.zeros(2, dtype=torch.float64), []
    for _ in range(30):
        losses.append(float(loss(X, y, w)))
        w = w + torch.tensor(gradient(X.numpy(), y.numpy(), w.numpy(), 0.03, 2, 1)["w"])
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "never-zeroed": "no gradient is ever cleared, from the first step to the last",
    "zeroed-too-late": "what one batch leaves in the gradient is still there when the next batch comes",
    "last-batch-only": "only the last batch of an epoch moves the weights",
    "rows-left-out": "rows that fill no whole batch are left out",
    "step-grows": "the learning rate is multiplied by the number of rows in the batch",
    "ascent": "the weights move uphill",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "X": {"shape": ("N", "D"), "from": -10, "to": 10},
    "y": {"shape": ("N",), "from": -10, "to": 10},
    "w": {"shape": ("D",), "from": -10, "to": 10},
    "lr": {"shape": (), "from": 0.001, "to": 0.1},
    "batch": {"shape": (), "from": 1, "to": 12, "whole": True},
    "epochs": {"shape": (), "from": 1, "to": 10, "whole": True},
}


def referee(slopes, X, y, w, lr, batch, epochs):
    """What is right: steps against slopes that are worked out without PyTorch's gradients."""
    now, rows, targets = w, torch.as_tensor(X), torch.as_tensor(y)
    for _ in range(epochs):
        for at in range(0, len(y), batch):

            def part(w, at=at):
                return float(loss(rows[at : at + batch], targets[at : at + batch], torch.as_tensor(w)))

            now = now - lr * slopes(part, {"w": now}, ["w"])["w"]
    return {"w": now - w}
