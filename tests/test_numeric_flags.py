"""Gradients found without a formula are flagged for a person; right work in any style, and slow loops, are not."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import numpy as np
import pytest

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.flags import _is_inexact, _is_numeric
from autograder.handout.gradcheck import Comparison
from autograder.results.records import Record
from autograder.sandbox.inside.inspection import Observer

COURSE = Course.find(Path(__file__))
GRADIENTS = [name for name in COURSE.names() if any(task.gradient for task in COURSE.load(name).tasks)]
A1, A3, A5, A7 = "a1_one_weight", "a3_linear_regression", "a5_model_regression", "a7_softmax_classifier"
A8 = "a8_autograd_engine"


def graded(corpus, name: str, fragment: str) -> Record:
    record: Record = corpus.grade(name, f"{COURSE.reference(name).read_text()}\n{fragment}")
    return record


@pytest.mark.parametrize("name", GRADIENTS)
def test_right_work_has_no_flag(corpus, name):
    """No right variant is flagged but the one that takes difference quotients on purpose."""
    flagged = {v.name for v in variants(COURSE, name) if v.right and corpus.grade(name, v.source).flags}

    assert flagged == ({"central_difference"} if name == A1 else set())


STEPS = ("1e-6", "1e-5", "1e-4", "1e-3")
INLINE_A3 = """
def grad_b(Y_hat, Y):
    db = np.zeros(Y.shape[1])
    for m in range(len(db)):
        move = {h} * (np.arange(len(db)) == m)
        db[m] = (((Y_hat + move - Y) ** 2).sum() - ((Y_hat - move - Y) ** 2).sum()) / (2 * {h})
    return db
"""
INLINE_A1 = """
def gradients(x, w, y):
    slope = ((y - x * (w + {h})) ** 2 - (y - x * (w - {h})) ** 2) / (2 * {h})
    residual = y - x * w
    return dict(dL_dyhat=-2 * residual, dyhat_dw=x, dL_dw=slope, dL_dx=-2 * residual * w, dL_dy=2 * residual)
"""
INLINE_A7 = """
def grad_logits(Z, labels):
    rows, G = np.arange(len(Z)), np.zeros(Z.shape)
    Z = Z - Z.max(axis=1, keepdims=True)
    for k in range(Z.shape[1]):
        up, down = Z + {h} * (np.arange(Z.shape[1]) == k), Z - {h} * (np.arange(Z.shape[1]) == k)
        G[:, k] = np.log(np.exp(up).sum(axis=1) / np.exp(down).sum(axis=1)) - up[rows, labels] + down[rows, labels]
    return G / (2 * {h} * len(Z))
"""


@pytest.mark.parametrize("h", STEPS)
@pytest.mark.parametrize(("name", "task", "inline"), [(A1, "gradients", INLINE_A1), (A3, "grad_b", INLINE_A3)])
def test_differences_of_a_quadratic_are_found_by_their_error(corpus, name, task, inline, h):
    """Up to a step of a thousandth, central differences are less exact than a formula, also without any function."""
    record = graded(corpus, name, inline.format(h=h))

    assert record.score == record.max_score
    assert f"{task} is less exact than a formula in float64: perhaps a numeric gradient" in record.flags


@pytest.mark.parametrize("h", ["1e-6", "1e-5", "1e-4"])
def test_differences_of_other_losses_are_found_by_their_error(corpus, h):
    """Where the loss is no quadratic, every step has an error."""
    record = graded(corpus, A7, INLINE_A7.format(h=h))

    assert "grad_logits is less exact than a formula in float64: perhaps a numeric gradient" in record.flags


@pytest.mark.parametrize(("name", "inline"), [(A1, INLINE_A1), (A3, INLINE_A3)])
def test_exact_differences_are_not_found(corpus, name, inline):
    """With a step of 1 the difference of a quadratic is exact: docs/security.md says that this is not found."""
    record = graded(corpus, name, inline.format(h="1.0"))

    assert (record.score, record.flags) == (record.max_score, [])


HONEST = {
    "its own softmax, twice": (
        A7,
        "def grad_logits(Z, labels):\n    G = softmax(Z)\n    G[np.arange(len(Z)), labels] = "
        "softmax(Z)[np.arange(len(Z)), labels] - 1\n    return G / len(Z)\n",
    ),
    "its own softmax, row by row": (
        A7,
        "def grad_logits(Z, labels):\n    P = np.vstack([softmax(Z[n : n + 1]) for n in range(len(Z))])\n"
        "    return (P - np.eye(Z.shape[1])[labels]) / len(Z)\n",
    ),
    "a helper for each row": (
        A3,
        "def _row(r):\n    return 2 * r\n\ndef grad_b(Y_hat, Y):\n"
        "    return sum(_row(Y_hat[n] - Y[n]) for n in range(len(Y)))\n",
    ),
    "a helper for each entry": (
        A3,
        "def _entry(X, R, m, d):\n    return 2 * np.sum(R[:, m] * X[:, d])\n\ndef grad_W(X, Y_hat, Y):\n    return "
        "np.array([[_entry(X, Y_hat - Y, m, d) for d in range(X.shape[1])] for m in range(Y.shape[1])])\n",
    ),
    "dual numbers": (
        A1,
        "class Dual:\n    def __init__(self, value, slope=0.0):\n        self.value, self.slope = value, slope\n\n"
        "    def __mul__(self, other):\n"
        "        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)\n\n"
        "    def __sub__(self, other):\n        return Dual(self.value - other.value, self.slope - other.slope)\n\n\n"
        "def forward(x, w):\n    return x * w\n\n\ndef loss(y_hat, y):\n    return (y - y_hat) * (y - y_hat)\n\n\n"
        "def gradients(x, w, y):\n    def along(*slopes):\n"
        "        X, W, Y = (Dual(value, slope) for value, slope in zip((x, w, y), slopes))\n"
        "        return loss(forward(X, W), Y).slope\n\n"
        "    up = loss(Dual(forward(x, w), 1.0), Dual(y)).slope\n"
        '    return {"dL_dyhat": up, "dyhat_dw": forward(Dual(x), Dual(w, 1.0)).slope, "dL_dw": along(0, 1.0, 0),\n'
        '            "dL_dx": along(1.0, 0, 0), "dL_dy": along(0, 0, 1.0)}\n',
    ),
    "dual numbers, entry by entry": (
        A3,
        "class Dual:\n    def __init__(self, value, slope=0.0):\n        self.value, self.slope = value, slope\n\n\n"
        "def loss(Y_hat, Y):\n    if not isinstance(Y_hat, Dual):\n        return float(((Y_hat - Y) ** 2).sum())\n"
        "    R = Y_hat.value - Y\n    return Dual((R**2).sum(), (2 * R * Y_hat.slope).sum())\n\n\n"
        "def grad_b(Y_hat, Y):\n    one = np.eye(Y.shape[1])\n"
        "    return np.array([loss(Dual(Y_hat, one[m]), Y).slope for m in range(len(one))])\n",
    ),
    "a module of the standard library": (
        A8,
        "import graphlib\nimport weakref\n",
    ),
    "terms that cancel": (
        A3,
        "def grad_W(X, Y_hat, Y):\n    return 2 * (Y_hat.T @ X) - 2 * (Y.T @ X)\n",
    ),
    "the prediction and the loss, for a look": (
        A1,
        "right = gradients\n\ndef gradients(x, w, y):\n    loss(forward(x, w), y), forward(x, w), loss(x * w, y)\n"
        "    return right(x, w, y)\n",
    ),
}


@pytest.mark.parametrize("what", HONEST)
def test_honest_ways_are_not_flagged(corpus, what):
    """Calling one's own functions a few times, or once an entry or row, is no numeric gradient."""
    name, fragment = HONEST[what]
    record = graded(corpus, name, fragment)

    assert (record.score, record.flags) == (record.max_score, [])


def test_the_learner_is_told_of_an_import_that_the_grader_does_not_have(corpus):
    """Also where the import is tried only; a person is told too. Of the standard library only the person is."""
    source = "try:\n    import torch\nexcept ImportError:\n    torch = None\nimport socket\n"
    record = graded(corpus, A3, source)

    assert record.score == record.max_score
    assert len(record.notes) == 1
    assert record.notes[0].startswith("linear_regression.py imports torch in line ")
    assert record.notes[0].endswith("so the grader has no PyTorch.")
    assert {flag.split(" in line")[0] for flag in record.flags} == {"imports torch", "imports socket"}


def test_the_error_of_most_cases_counts():
    """One case in which terms cancel is no alarm; single precision, integers and other shapes say nothing."""
    want = np.array([1.0, 2.0])

    def compared(*errors: float) -> list[Comparison]:
        return [Comparison("dW", want + error, want) for error in errors]

    assert not _is_inexact(compared(0, 1e-15, 1e-9))
    assert _is_inexact(compared(0, 1e-12, 1e-9))
    assert not _is_inexact([Comparison("dW", (want + 1e-9).astype(np.float32), want), Comparison("dW", None, want)])
    assert not _is_inexact([Comparison("dW", want, want[:1]), Comparison("db", want * 0 + 1, want * 0)])


def notes_of(source: str, *args: object) -> list[str]:
    """What is noted of the function `f` of a submission's file."""
    module = types.ModuleType("work")
    sys.modules["work"] = module
    try:
        exec(compile("import numpy as np\n" + source, "work.py", "exec"), module.__dict__)
        notes: list[str] = []
        Observer(module.f, ["work.py"], notes)(*args)
        return notes
    finally:
        del sys.modules["work"]


X = np.arange(3.0)
COMPLEX = {
    "a literal": "def f(x):\n    return (x + 1e-30j).imag",
    "a literal in a function within": "def f(x):\n    g = lambda: x + 1j\n    return abs(g())",
    "a literal of the module": "STEP = 1e-30j\ndef f(x):\n    return abs(x + STEP)",
    "a variable": "def f(x):\n    z = np.emath.sqrt(-1 - x * 0)\n    return abs(z)",
    "an argument": "def g(z):\n    return abs(z)\ndef f(x):\n    return g(np.fft.fft(x))",
    "a returned value": "def g(x):\n    return np.fft.fft(x)\ndef f(x):\n    return abs(g(x))",
    "an argument of NumPy": "def f(x):\n    return abs(np.sum(np.fft.fft(x)))",
    "a method's array": "def f(x):\n    return abs(np.fft.fft(x).sum())",
    "a type": "def f(x):\n    return abs(x.astype(np.complex128))",
    "a type's name": "def f(x):\n    return abs(x.astype('c16'))",
    "an object": "class Box:\n    pass\ndef f(x):\n    box = Box()\n    box.z = np.fft.fft(x)\n    return 1.0",
    "a list": "def f(x):\n    kept = [np.fft.fft(x)]\n    return 1.0",
    "code that is made": "def f(x):\n    return eval('abs(x + 1j)', {'x': x})",
}


@pytest.mark.parametrize("where", COMPLEX)
def test_complex_numbers_are_seen_wherever_they_are(where):
    """In code, arguments, variables, results, objects and lists of a submission, and in what it hands to NumPy."""
    assert "complex" in notes_of(COMPLEX[where], X)


PLAIN = {
    "real numbers": "def f(x):\n    return float(np.sum(x) + x.mean())",
    "a class that lies about itself": "class Odd:\n    def __getattribute__(self, name):\n        raise ValueError\n"
    "def f(x):\n    odd = Odd()\n    return 1.0",
    "many steps": "def g(n):\n    return n and g(n - 1)\ndef f(x):\n    return g(900)",
    "an error that it catches": "def f(x):\n    try:\n        x[9]\n    except IndexError:\n        return 1.0",
}


@pytest.mark.parametrize("what", PLAIN)
def test_nothing_else_is_seen(what):
    """What is plain, odd, deep or fails on its way is only counted."""
    assert [note for note in notes_of(PLAIN[what], X) if not note.startswith("calls ")] == []


def test_calls_are_counted_by_name():
    """Of functions, not of the steps of generators."""
    source = "def g(v):\n    return v\ndef h(x):\n    yield from x\ndef f(x):\n    return sum(g(v) for v in h(x))"

    assert notes_of(source, X) == ["calls g 3", "calls f 1"]


ENDS = ("sys.setprofile(None)", "exec('import sys; sys.setprofile(None)')", "sys.setprofile(lambda *a: None)")


@pytest.mark.parametrize("ends", [*ENDS, "sys.getprofile()"])
def test_who_ends_the_look_is_seen(ends):
    """A function that asks whether it is watched, or ends that, is noted, whatever it does then."""
    assert "hidden" in notes_of(f"import sys\ndef f(x):\n    {ends}\n    return 1.0", X)


DODGES = {
    "answers nothing": "return None",
    "raises": "raise ValueError",
    "ends its process": "os._exit(0)",
    "answers something else": "return np.zeros(Y.shape[1])",
    "waits": "time.sleep(60)",
}


@pytest.mark.parametrize("dodge", DODGES)
def test_who_dodges_the_look_is_flagged(corpus, dodge):
    """Who does something else when looked at, however that is found out, answers otherwise, or not in time."""
    found_out = "any('Observer' in type(value).__name__ for value in sys._getframe(1).f_locals.values())"
    fragment = (
        f"import os, sys, time\n\nright_b = grad_b\n\ndef grad_b(Y_hat, Y):\n    if {found_out}:\n        "
        f"{DODGES[dodge]}\n    return right_b(Y_hat, Y)\n"
    )
    record = graded(corpus, A3, fragment)
    wanted = "takes too long while the grader watches" if dodge == "waits" else "hides from the grader"

    assert record.score == record.max_score
    assert f"grad_b {wanted} how it computes" in record.flags


AUTOGRAD = {
    "backward": "x.requires_grad_()\n    (x**2).sum().backward()\n    return x.grad",
    "grad": "y = x.clone().requires_grad_()\n    return torch.autograd.grad((y**2).sum(), y)[0]",
    "func": "return torch.func.grad(lambda v: (v**2).sum())(x)",
    "forwards": "return torch.func.jvp(lambda v: (v**2).sum(), (x,), (x,))[1]",
    "jacobian": "return torch.autograd.functional.jacobian(lambda v: (v**2).sum(), x)",
    "by no name": "y = getattr(x.clone(), 'requires' + '_grad_')()\n    return getattr((y**2).sum(), 'grad' + '_fn')",
}


@pytest.mark.parametrize("how", AUTOGRAD)
def test_autograd_is_seen(how):
    """Torch's engine at work, forward mode, and a graph that is recorded for a leaf of the submission's own."""
    torch = pytest.importorskip("torch")

    assert "autograd" in notes_of(f"import torch\ndef f(x):\n    {AUTOGRAD[how]}", torch.ones(3))


def test_a_formula_in_torch_is_not_autograd():
    """Also where torch records it, because nobody switched that off."""
    torch = pytest.importorskip("torch")
    model = torch.nn.Linear(3, 2)
    source = "def f(model, x):\n    R = model(x) - 1\n    with np.errstate():\n        return 2 * R.T @ x, R.sum(0)"

    assert notes_of(source, model, torch.ones(4, 3)) == ["calls f 1"]


@pytest.mark.parametrize(
    ("times", "sizes", "numeric"),
    [
        *[(12, [6], True), (13, [6], True), (7, [6], True), (18, [6, 3], True), (10, [6, 3], True)],
        *[(6, [6], False), (9, [6, 3], False), (20, [6], False), (5, [2, 6], False), (17, [3], False)],
    ],
)
def test_only_the_calls_of_differences_count(times, sizes, numeric):
    """Two calls for each entry, or all entries and the place itself; calls for each row or each entry are honest."""
    assert _is_numeric(times, sizes) is numeric
