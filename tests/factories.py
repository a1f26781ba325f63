"""Made-up assignments, records and classes for the tests of what grading leaves behind."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.mistakes import Mistake
from autograder.course.model import Assignment, Question, Task
from autograder.results.records import SCHEMA_VERSION, CaseResult, Record, Status, TaskResult
from autograder.results.store import RunInfo
from autograder.submissions.discover import find_class
from autograder.submissions.module import Wanted
from autograder.submissions.reading import Submission

ESC = "\x1b"
HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "../../etc/cron.d/x",
    '=HYPERLINK("http://evil.example","mark")',
    f"{ESC}[31mred{ESC}[0m {ESC}]0;title\x07",
    "moc\u202etxt.eman",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "x" * 300,
    'O\'Neil, Róisín "Ro" & sons',
)
HOSTILE_MESSAGE = (
    f"<img src=x onerror=alert(1)> [here](http://evil.example) {ESC}[2J {ESC}]8;;http://evil.example{ESC}\\link"
    "\u202e \x00 `<b>code</b>` $\\href{javascript:alert(1)}{x}$"
)
_NAMES = (
    "abadi.lina adeyemi.tunde almeida.rosa bauer.jonas bianchi.marta chen.wei costa.ines dahl.ingrid dubois.claire "
    "farah.omar fischer.lena garcia.pablo hansen.mikkel haruki.sato ivanova.daria jensen.freja kaya.deniz kim.jiwoo "
    "kowalski.adam larsen.emil martin.zoé mehta.anika moreau.luc nguyen.linh novak.petra obi.chidi olsen.nora "
    "papadaki.eleni park.minseo rossi.luca schmidt.paul silva.bruno"
)
_TASKS = (
    ("forward", 3, "Predict the yields: one row a field, one column a fruit."),
    ("loss", 3, "Sum the squared errors of all predictions."),
    ("grad_W", 6, "The gradient of the loss with respect to the weights."),
    ("grad_b", 5, "The gradient of the loss with respect to the bias."),
    ("update", 3, "One step against the gradient."),
    ("fit", 5, "Train from a given start and keep the losses."),
)
_SLIPS: dict[str, tuple[tuple[str | None, str], ...]] = {
    "forward": (
        ("bias-omitted", "The predictions are `X @ W.T` alone: the bias is never added."),
        ("weights-not-transposed", "Y_hat has the wrong shape; `W` holds one row for each output."),
    ),
    "loss": (
        ("mean-for-sum", "The loss is the mean of the squared errors; the sum is due."),
        ("half-loss", "The loss is half of what is due: the squares are summed and then halved."),
    ),
    "grad_W": (
        ("dropped-two", "dW is half of what is due: the 2 from the derivative of the square is missing."),
        ("dropped-two", "dW is half of what is due: the 2 from the derivative of the square is missing."),
        ("sign-flipped", "dW has the right size and the opposite sign: the residual was taken the other way round."),
        ("transposed", "dW has the wrong shape (3, 7); expected shape (7, 3). Its transpose would be right."),
        (None, "dW has the right shape, but every number is wrong."),
    ),
    "grad_b": (
        ("bias-averaged", "db is the mean over the rows; each row adds to it, so the sum is due."),
        ("bias-averaged", "db is the mean over the rows; each row adds to it, so the sum is due."),
        ("bias-per-sample", "db has one row for each sample; one number for each output is due."),
        ("dropped-two", "db is half of what is due: the 2 from the derivative of the square is missing."),
    ),
    "update": (("ascent", "The step goes up the slope: the gradient is added where it should be subtracted."),),
    "fit": (
        ("one-step-short", "The fit stops one step too early: `epochs` losses are due."),
        ("stale-gradient-missed", "db is computed after W was changed; both gradients belong to the same weights."),
        ("not-implemented", "`fit` still raises NotImplementedError."),
        (None, "The losses are right at first and drift away after a few steps."),
    ),
}


def find_submissions(path: Path, assignment: str, module_file: str) -> Iterator[Submission]:
    """The submissions at a place, each read in its turn. Raises SubmissionsError as `find_class` does."""
    return (source.read() for source in find_class(path, Wanted(assignment, module_file)).sources)


def write_course_file(root: Path, more: str = "") -> None:
    """Make a folder the root of a course."""
    (root / "course.toml").write_text(f'id = "made-up"\ntitle = "Made up"\n{more}')


def an_assignment(**changes: Any) -> Assignment:
    """An assignment like a3, with six tasks of 25 points."""
    hints = [
        "How many rows does one output depend on?",
        "Write the loss as a sum over rows and outputs, and differentiate one term of it.",
        "With residuals 3 and -1 and inputs 2 and 4: 2 * (3 * 2 + (-1) * 4) = 4.",
    ]
    fields: dict[str, Any] = {
        "title": "Linear regression by hand",
        "module": "linear_regression",
        "summary": "Fit crop yields with gradients that you derive yourself.",
        "order": 3,
        "minutes": 90,
        "tasks": [Task(name=name, points=points, summary=text, hints=hints) for name, points, text in _TASKS],
        "question": Question(text="Why is the bias a vector?", points=2),
        "name": "a3_linear_regression",
        "mistakes": {"dropped-two": Mistake("", ("The 2 of the square is missing.",))},
    }
    return Assignment(**(fields | changes))


def a_task(name: str = "grad_W", score: float = 6, max_score: float = 6, **changes: Any) -> TaskResult:
    """A task with four core cases and two edge cases that go with its score."""
    core = [CaseResult(f"values[{shape}]", score > 0, True) for shape in ("11x7x3", "5x3x2", "6x4x1", "4x4x4")]
    edges = [CaseResult("one_row[1x3x2]", score > 0, False), CaseResult("unchanged", score >= max_score, False)]
    fields: dict[str, Any] = {"mistake": None, "message": "", "cases": core + edges}
    return TaskResult(name=name, score=float(score), max_score=float(max_score), **(fields | changes))


def a_record(student: str = "s1", status: Status = Status.GRADED, **changes: Any) -> Record:
    """A record; graded with full marks on every task unless told otherwise."""
    graded = status is Status.GRADED
    tasks = changes.pop("tasks", [a_task(name, points, points) for name, points, _ in _TASKS] if graded else [])
    fields: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "student": student,
        "assignment": "a3_linear_regression",
        "status": status,
        "score": float(sum(task.score for task in tasks)),
        "max_score": 25.0,
        "sha256": None if status is Status.MISSING else hashlib.sha256(student.encode()).hexdigest(),
        "seed": 7,
        "isolation": 3,
        "flags": [],
        "tasks": tasks,
    }
    return Record(**(fields | changes))


def a_run(**changes: Any) -> RunInfo:
    """A run that took 14.2 seconds."""
    fields: dict[str, Any] = {
        "assignment": "a3_linear_regression",
        "seed": 7,
        "isolation": 3,
        "course_hash": "c0ffee",
        "versions": {"autograder": "0.1.0", "python": "3.11.7", "numpy": "2.2.1", "torch": "2.13.0", "pytest": "8.4.1"},
        "workers": 2,
        "started": "2026-03-02T14:03:11+00:00",
        "finished": "2026-03-02T14:03:25+00:00",
        "seconds": 14.2,
    }
    return RunInfo(**(fields | changes))


def a_class(size: int = 40, seed: int = 0) -> list[Record]:
    """A class with every status, the usual mistakes, and names and messages chosen to do harm."""
    draw = random.Random(seed)
    known = _NAMES.split()
    plain = [known[i] if i < len(known) else f"student{i:04d}" for i in range(size - len(HOSTILE_NAMES))]
    names = [*plain, *HOSTILE_NAMES]
    odd = {
        names[3]: a_record(names[3], Status.UNCHANGED),
        names[8]: a_record(names[8], Status.MISSING),
        names[14]: a_record(names[14], Status.MISSING),
        names[17]: a_record(names[17], Status.UNREADABLE, message="The file is larger than 1 MiB."),
        names[21]: a_record(names[21], Status.DOES_NOT_IMPORT, message="SyntaxError in line 41: '(' was never closed."),
        names[26]: a_record(
            names[26], Status.UNGRADABLE, message="The hidden case grad_W values[11x7x3] failed in the grader."
        ),
        HOSTILE_NAMES[0]: a_record(HOSTILE_NAMES[0], Status.DOES_NOT_IMPORT, message=HOSTILE_MESSAGE),
    }
    flags = {
        names[5]: ["The answers differ when the calls come in another order."],
        names[11]: ["The file reads the clock."],
        HOSTILE_NAMES[1]: [HOSTILE_MESSAGE],
    }
    return [odd.get(name) or a_record(name, tasks=_work(draw), flags=flags.get(name, [])) for name in names]


def _work(draw: random.Random) -> list[TaskResult]:
    """What one student did: the abler, the fewer slips; the later tasks are the harder ones."""
    ability = draw.betavariate(3, 1.5)
    tasks = []
    for at, (name, points, _) in enumerate(_TASKS):
        if draw.random() < ability + 0.25 - 0.07 * at:
            tasks.append(a_task(name, points, points))
        elif draw.random() < 0.2:
            message = "An argument is changed by the call; return a new array."
            tasks.append(a_task(name, 0.9 * points, points, mistake="changes-argument", message=message))
        else:
            mistake, message = draw.choice(_SLIPS[name])
            tasks.append(a_task(name, 0.0, points, mistake=mistake, message=message))
    return tasks
