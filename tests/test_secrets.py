"""Nothing of a hidden case stands in a student's file, whatever a submission does to get it there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from hidden_modules import hidden_module

from autograder.cli.feedback import feedback_lines
from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.results.feedback import write_feedback
from autograder.results.records import Record, encode
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAME = "a3_linear_regression"
SEED = 424242
hidden = hidden_module(NAME, "test_hidden")
PARTS = ["forward", "loss", "grad_W", "grad_b", "update", "fit"]

KEEP = """
import numpy as np

seen = []


def keep(*values):
    for value in values:
        if isinstance(value, np.ndarray):
            seen.append(np.array(value, dtype=float))
            np.kept = seen
    text = " ".join(repr(value.tolist()) for value in seen[:3])
    print(text)
    try:
        open("/tmp/note-" + str(len(seen)), "w").write(text)
    except OSError:
        pass
    return text
"""

WAYS = {
    "exception text": "raise ValueError(keep(*args))",
    "exception of its own class": "raise type('E' + str(float(args[0].flat[0])).replace('.', '_'), (Exception,), {})()",
    "built-in exception with a note": "error = KeyError(keep(*args)); error.add_note(keep()); raise error",
    "chained exception": "raise OSError(args[0].tolist()) from ValueError(keep(*args))",
    "object of a class named after the data": "return type('C' + keep(*args)[:200], (), {'x': keep()})()",
    "class of a numpy array": "return np.zeros(3).view(type('A' + keep(*args)[:90], (np.ndarray,), {}))",
    "dict keys": "return {keep(*args): 1.0}",
    "a text": "return keep(*args)",
    "a list": "keep(*args); return args[0].tolist()",
    "the shape": "keep(*args); return np.zeros((abs(int(args[0].flat[0] * 1e4)) + 2, 1))",
    "the dimensions": "return np.zeros((1,) * (3 + int(abs(args[0].flat[0] * 10)) % 20))",
    "dtype with fields": "return np.zeros(2, dtype=[('f' + keep(*args)[:60], float)])",
    "the data themselves": "keep(*args); return np.array(args[0], dtype=float)",
    "what was kept from earlier calls": "text = keep(*args); return np.array(seen[0])",
    "one number from earlier calls": "keep(*args); return float(getattr(np, 'kept', seen)[0].flat[0])",
    "an error in a chosen line": "exec('\\n' * (abs(int(args[0].flat[0] * 1e4)) + 200) + 'raise ValueError(1)')",
    "the exit status": "raise SystemExit(keep(*args))",
    "a warning": "import warnings; warnings.warn(keep(*args)); return None",
    "not implemented": "raise NotImplementedError(keep(*args))",
    "an assertion": "assert False, keep(*args)",
}


def source(way: str) -> str:
    functions = [f"def {name}(*args):\n    {WAYS[way]}\n" for name in PARTS]
    return "\n\n".join([KEEP, *functions])


def hidden_numbers() -> set[float]:
    """The inputs and expected values of the hidden cases of this seed."""
    made = [("problem", shape) for shape in [(11, 7, 3), (4, 4, 4), (3, 5, 3), (1, 3, 2), (6, 4, 1), (6, 1, 3)]]
    made += [("step", shape) for shape in [(3, 7), (4, 4), (3,), (1, 3)]]
    found: set[float] = set()
    for function, shape in made:
        digest = hashlib.sha256(repr((SEED, function, shape)).encode()).digest()
        case = getattr(hidden, function)(np.random.default_rng(int.from_bytes(digest[:16], "big")), shape)
        for field in case.__dataclass_fields__:
            found |= set(np.ravel(np.asarray(getattr(case, field), dtype=float)).tolist())
    return found


def spellings(value: float) -> set[str]:
    """How a number could be written; only what is long enough not to stand in a page by chance."""
    forms = {f"{value:.{digits}{kind}}" for digits in (3, 4, 6, 10) for kind in "fge"}
    forms |= {
        repr(value),
        value.hex(),
        str(abs(int(value * 1e4))),
        str(value).replace(".", "_"),
        f"{value:.3f}".strip("-0."),
    }
    return {form for form in forms if len(re.sub(r"[^0-9a-f]", "", form)) >= 5}


@pytest.fixture(scope="module")
def session(isolation):
    means, level = isolation
    with GradingSession(COURSE, NAME, seed=SEED, isolation=means, level=level) as opened:
        yield opened


@pytest.fixture(scope="module")
def forbidden() -> set[str]:
    return {form for value in hidden_numbers() for form in spellings(value)}


def pages(record: Record, folder: Path) -> str:
    assignment = COURSE.load(NAME)
    write_feedback(folder, record, assignment)
    files = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join([*files, *feedback_lines(record, assignment)])


def test_the_hidden_inputs_are_those_of_the_grader(session, forbidden) -> None:
    """This file knows what to look for: a number that the grader used is among what is forbidden."""
    assert len(forbidden) > 2000

    digest = hashlib.sha256(repr((SEED, hidden.problem.__qualname__, (11, 7, 3))).encode()).digest()
    first = hidden.problem(np.random.default_rng(int.from_bytes(digest[:16], "big")), (11, 7, 3))
    check = f"""
import numpy as np

def forward(X, W, b):
    if X.shape == (11, 7) and abs(X[0, 0] - {float(first.X[0, 0])!r}) < 1e-12:
        return X @ W.T + b
    return None
"""
    record = session.grade(Submission("s", {"linear_regression.py": check.encode()}))
    passed = {case.id: case.passed for case in record.tasks[0].cases}
    assert passed["values[11x7x3]"]
    assert not passed["values[4x4x4]"]


@pytest.mark.parametrize("way", WAYS)
def test_no_hidden_number_reaches_a_page(session, forbidden, way: str, tmp_path) -> None:
    """Not by prints, texts, names, shapes, keys, lines or what was kept: neither a page nor the record holds one."""
    record = session.grade(Submission("s", {"linear_regression.py": source(way).encode()}))
    shown = pages(record, tmp_path) + encode(record).decode()
    shown = shown.replace(str(record.sha256), "").replace(str(record.sha256)[:16], "")

    assert sorted(form for form in forbidden if form in shown) == []
    assert record.score == 0.0


def test_an_example_shows_nothing_that_was_kept(session, forbidden, tmp_path) -> None:
    """A function that answers with earlier arguments shows those of the page's own examples, never hidden ones."""
    kept = (
        COURSE.reference(NAME).read_text()
        + KEEP
        + "\n\ndef grad_b(Y_hat, Y):\n    keep(Y_hat)\n    return seen[0][0] if Y_hat.size < 8 else Y_hat[0]\n"
    )
    record = session.grade(Submission("s", {"linear_regression.py": kept.encode()}))
    example = next(task.example for task in record.tasks if task.name == "grad_b")

    shown = pages(record, tmp_path)

    assert "yours: db[0] = 5" in example
    assert not [form for form in forbidden if form in shown]
