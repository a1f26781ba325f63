"""Compositions of the student's own functions: honest wrong descents keep their marks, also where they call nothing.

What is composed of nothing is in tests/attacks, 542 to 559.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
SEED = 20261125
Lost = Callable[[str, str], set[str]]


@pytest.fixture(scope="module")
def lost(isolation) -> Iterator[Lost]:
    """`lost(assignment, source)`: the tasks that lose points when the source stands below the reference."""
    opened: dict[str, GradingSession] = {}

    def grade(name: str, source: str) -> set[str]:
        if name not in opened:
            for session in opened.values():  # one at a time
                session.__exit__(None, None, None)
            opened.clear()
            session = GradingSession(COURSE, name, seed=SEED, isolation=isolation[0], level=isolation[1])
            opened[name] = session.__enter__()
        module = COURSE.load(name).module_file
        record = opened[name].grade(Submission("s", {module: (COURSE.reference(name).read_text() + source).encode()}))
        return {task.name for task in record.tasks if task.score < task.max_score}

    yield grade
    for session in opened.values():
        session.__exit__(None, None, None)


FIT = """

def forward(X, W, b):
    return {forward}

def loss(Y_hat, Y):
    return float({loss})

def grad_W(X, Y_hat, Y):
    return {grad_W}

def grad_b(Y_hat, Y):
    return {grad_b}

def update(param, grad, lr):
    return {update}

def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = {forward}
        losses.append(float({loss}))
        dW, db = {grad_W}, {grad_b}
        param, grad = W, dW
        W = {update}
        param, grad = b, db
        b = {update}
    return W, b, losses
"""
"""Every part is written twice: as a function, and in fit."""
RIGHT = {
    "forward": "X @ W.T + b",
    "loss": "np.sum((Y_hat - Y) ** 2)",
    "grad_W": "2 * (Y_hat - Y).T @ X",
    "grad_b": "2 * (Y_hat - Y).sum(axis=0)",
    "update": "param - lr * grad",
}
TWO = {"grad_W": "(Y_hat - Y).T @ X", "grad_b": "(Y_hat - Y).sum(axis=0)"}
DESCENTS = {
    "dropped-two": TWO,
    "dropped-two-in-one": {"grad_W": TWO["grad_W"]},
    "doubled": {"grad_W": "4 * (Y_hat - Y).T @ X", "grad_b": "4 * (Y_hat - Y).sum(axis=0)"},
    "half-loss": TWO | {"loss": "np.sum((Y_hat - Y) ** 2) / 2"},
    "sign-flipped": {"grad_W": "2 * (Y - Y_hat).T @ X", "grad_b": "2 * (Y - Y_hat).sum(axis=0)"},
    "sign-flipped-in-one": {"grad_b": "2 * (Y - Y_hat).sum(axis=0)"},
    "sign-flipped-and-dropped-two": {"grad_W": "(Y - Y_hat).T @ X", "grad_b": "(Y - Y_hat).sum(axis=0)"},
    "mean-for-sum": {
        "loss": "np.mean((Y_hat - Y) ** 2)",
        "grad_W": "2 * (Y_hat - Y).T @ X / Y.size",
        "grad_b": "2 * (Y_hat - Y).sum(axis=0) / Y.size",
    },
    "mean-in-the-loss": {"loss": "np.mean((Y_hat - Y) ** 2)", "grad_W": RIGHT["grad_W"] + " / len(X)"},
    "divided-by-rows": {"grad_W": RIGHT["grad_W"] + " / len(X)", "grad_b": "2 * (Y_hat - Y).mean(axis=0)"},
    "ascent": {"update": "param + lr * grad"},
    "ascent-and-dropped-two": TWO | {"update": "param + lr * grad"},
    "learning-rate-ignored": {"update": "param - 0.01 * grad"},
    "learning-rate-forgotten": {"update": "param - grad"},
    "returns-step": {"update": "lr * grad"},
    "bias-omitted": {"forward": "X @ W.T"},
    "bias-omitted-and-dropped-two": TWO | {"forward": "X @ W.T"},
    "bias-gradient-of-zeros": {"grad_b": "np.zeros(Y.shape[1])"},
    "used-prediction": {"grad_W": "2 * Y_hat.T @ X", "grad_b": "2 * Y_hat.sum(axis=0)"},
    "inputs-forgotten": {"grad_W": "2 * (Y_hat - Y).T @ np.ones(X.shape)"},
    "last-row-only": {"grad_W": "2 * np.outer((Y_hat - Y)[-1], X[-1])", "grad_b": "2 * (Y_hat - Y)[-1]"},
    "an-unlisted-factor": {"grad_W": "3.7 * (Y_hat - Y).T @ X"},
    "an-unlisted-bias": {"grad_b": "2 * (Y_hat - Y).max(axis=0)"},
    "a-loss-of-its-own": TWO | {"loss": "np.sqrt(np.sum((Y_hat - Y) ** 2))"},
}


@pytest.mark.parametrize("wrong", DESCENTS.values(), ids=DESCENTS)
def test_a_fit_that_repeats_wrong_parts_keeps_its_marks(lost, wrong):
    """What is wrong costs its own points, and fit, which repeats all of it, none."""
    assert lost("a3_linear_regression", FIT.format(**RIGHT | wrong)) == set(wrong)


PATH = """

def gradients(x, w, y):
    slope = {slope}
    return {{"dL_dyhat": 2 * (x * w - y), "dyhat_dw": x, "dL_dw": slope, "dL_dx": 2 * (x * w - y) * w,
            "dL_dy": 2 * (y - x * w)}}

def update(w, grad, lr):
    return {update}

def train(x, y, w, lr, steps):
    weights = [w]
    for _ in range(steps):
        grad = {slope}
        w = {update}
        weights.append(w)
    return weights
"""
PATHS = {
    "dropped-two": {"slope": "(x * w - y) * x"},
    "doubled": {"slope": "4 * (x * w - y) * x"},
    "sign-flipped": {"slope": "2 * (y - x * w) * x"},
    "sign-flipped-and-dropped-two": {"slope": "(y - x * w) * x"},
    "used-prediction": {"slope": "2 * x * w * x"},
    "ascent": {"update": "w + lr * grad"},
    "learning-rate-ignored": {"update": "w - 0.01 * grad"},
    "both": {"slope": "(x * w - y) * x", "update": "w + lr * grad"},
}


@pytest.mark.parametrize("wrong", PATHS.values(), ids=PATHS)
def test_a_train_that_repeats_wrong_parts_keeps_its_marks(lost, wrong):
    """With one weight as well."""
    parts = {"slope": "2 * (x * w - y) * x", "update": "w - lr * grad"} | wrong
    names = {"slope": "gradients", "update": "update"}

    assert lost("a1_one_weight", PATH.format(**parts)) == {names[part] for part in wrong}


SUMS = """

def _both(X, Y, W, b, c):
    R = X @ W.T + b - Y
    return {dW}, {db}

def gradients(X, Y, W, b, reduction):
    return _both(X, Y, W, b, _factor(reduction, *Y.shape))

def accumulate(X, Y, W, b, batch_size, reduction):
    c = _factor(reduction, *Y.shape)
    starts = range(0, len(X), batch_size)
    parts = [_both(X[s : s + batch_size], Y[s : s + batch_size], W, b, c) for s in starts]
    return sum(dW for dW, _ in parts), sum(db for _, db in parts)
"""
BATCHES = {
    "dropped-two": {"dW": "c * R.T @ X", "db": "c * R.sum(axis=0)"},
    "sign-flipped-in-one": {"dW": "-2 * c * R.T @ X"},
    "inputs-forgotten": {"dW": "2 * c * R.T @ np.ones(X.shape)"},
    "bias-times-input": {"db": "(2 * c * R.T @ X).sum(axis=1)"},
}


@pytest.mark.parametrize("wrong", BATCHES.values(), ids=BATCHES)
def test_an_accumulate_that_repeats_wrong_gradients_keeps_its_marks(lost, wrong):
    """Batch by batch."""
    parts = {"dW": "2 * c * R.T @ X", "db": "2 * c * R.sum(axis=0)"} | wrong

    assert lost("a4_more_data", SUMS.format(**parts)) == {"gradients"}


LAYERS = """

def mlp_forward(X, params):
    A1 = {A1}
    return A1 @ params["W2"].T + params["b2"], {{"X": X, "A1": A1, "W1": params["W1"], "W2": params["W2"]}}

def _grads(G, X, A1, W1, W2):
    dZ1 = {dZ1}
    return {{"W2": {dW2}, "b2": G.sum(axis=0), "W1": dZ1.T @ X, "b1": {db1}, "X": dZ1 @ W1}}

def mlp_backward(G, cache):
    return _grads(G, cache["X"], cache["A1"], cache["W1"], cache["W2"])

def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        A1 = {A1}
        R = A1 @ params["W2"].T + params["b2"] - Y
        losses.append(float(np.sum(R**2)))
        grads = _grads(2 * R, X, A1, params["W1"], params["W2"])
        params = {{name: value - lr * grads[name] for name, value in params.items()}}
    return params, losses
"""
NETWORK = {
    "A1": 'np.tanh(X @ params["W1"].T + params["b1"])',
    "dZ1": "(G @ W2) * (1 - A1**2)",
    "dW2": "G.T @ A1",
    "db1": "dZ1.sum(axis=0)",
}
NETWORKS = {
    "slope-omitted": ({"dZ1": "G @ W2"}, {"mlp_backward"}),
    "slope-not-squared": ({"dZ1": "(G @ W2) * (1 - A1)"}, {"mlp_backward"}),
    "dropped-two-in-one": ({"dW2": "-G.T @ A1"}, {"mlp_backward"}),
    "bias-averaged": ({"db1": "dZ1.mean(axis=0)"}, {"mlp_backward"}),
    "bias-of-zeros": ({"db1": "np.zeros(len(W1))"}, {"mlp_backward"}),
    "an-unlisted-slope": ({"dZ1": "(G @ W2) * (1 - A1**3)"}, {"mlp_backward"}),
    "bias-omitted": ({"A1": 'np.tanh(X @ params["W1"].T)'}, {"mlp_forward"}),
    "sigmoid-for-tanh": ({"A1": '1 / (1 + np.exp(-(X @ params["W1"].T + params["b1"])))'}, {"mlp_forward"}),
}


@pytest.mark.parametrize(("wrong", "costs"), NETWORKS.values(), ids=NETWORKS)
def test_a_training_of_layers_that_repeats_wrong_parts_keeps_its_marks(lost, wrong, costs):
    """With the gradients of a cache that is wrong as well."""
    assert lost("a6_two_layers", LAYERS.format(**NETWORK | wrong)) == costs


STEPS = {
    "mean-for-sum": "loss = F.mse_loss(model(X), Y)",
    "half-loss": 'loss = F.mse_loss(model(X), Y, reduction="sum") / 2',
    "not-squared": "loss = (model(X) - Y).sum()",
}


@pytest.mark.parametrize("loss", STEPS.values(), ids=STEPS)
def test_a_fit_that_drives_a_wrong_step_keeps_its_marks(lost, loss):
    """Whatever a step does, fit is the loop around it."""
    step = f"\n\ndef train_step(model, optimizer, X, Y):\n    optimizer.zero_grad()\n    {loss}\n    loss.backward()\n"

    assert lost("a5_model_regression", step + "    optimizer.step()\n    return loss.item()\n") == {"train_step"}
