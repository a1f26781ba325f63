"""Planned calls: asked at one go, used by the cases that ask for them, and never held against a case that does not."""

from __future__ import annotations

import shutil
import types
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from test_plugin import HEAD, REFERENCE, TOML

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.calls import FIRST, CallPlan, Question
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.worker import Worker
from autograder.sandbox.responses import CallResult
from autograder.submissions.reading import Submission

CASES = """
@pytest.mark.task("double", core=True)
@pytest.mark.parametrize("size", [2, 3, 4])
def test_double_values(student, given, size):
    x = given(numbers, size)
    check_array(student.double(x), 2 * x)

@pytest.mark.task("double", core=False)
def test_double_twice(student):
    check_number(student.double(3.0), 6.0)
    check_number(student.double(5.0), 10.0)
"""
IN_TURN = """
@pytest.mark.task("double", core=False)
def test_double_in_turn(student):
    first = student.double(1.0)
    check_number(student.double(first), 4.0)
"""
"""Its second call depends on the answer to the first: it is planned for right work alone."""


@pytest.fixture
def grade(tmp_path, isolation) -> Iterator[Callable[..., list[Record]]]:
    """Grade sources one after the other in one session of hidden cases given as text."""
    folder = tmp_path / "course" / "solutions" / "tiny"
    folder.mkdir(parents=True)
    limits = "[limits]\nimport_seconds = 5\ncall_seconds = 1\ntask_seconds = 8\nsubmission_seconds = 20\n"
    (folder / "assignment.toml").write_text(TOML + limits)
    hidden = folder / "hidden" / "test_hidden.py"
    hidden.parent.mkdir()

    def run(cases: str, *sources: str, reference: str = REFERENCE) -> list[Record]:
        hidden.write_text(HEAD + cases)
        (folder / "tiny.py").write_text(reference)
        means, level = isolation
        with GradingSession(Course(tmp_path / "course"), "tiny", seed=1, isolation=means, level=level) as session:
            return [session.grade(Submission(f"s{n}", {"tiny.py": text.encode()})) for n, text in enumerate(sources)]

    yield run
    shutil.rmtree(tmp_path / "course")


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The names of the functions that a worker was asked for on their own."""
    names: list[str] = []
    ask = WorkerProcess.ask

    def noted(self: WorkerProcess, request: wire.Request, *rest: object) -> CallResult:
        if isinstance(request, wire.Call):
            names.append(request.name)
        return ask(self, request, *rest)

    monkeypatch.setattr(WorkerProcess, "ask", noted)
    return names


def passed(record: Record) -> dict[str, bool]:
    """By case, whether it passed."""
    return {case.id: case.passed for task in record.tasks for case in task.cases}


def test_right_work_is_asked_at_one_go(grade, asked):
    """No call of right work is asked on its own; wrong work is where it leaves the plan."""
    right, wrong = grade(CASES + IN_TURN, "def double(x):\n    return x + x\n", "def double(x):\n    return 3 * x\n")

    assert right.score == 10.0
    assert wrong.score == 0.0
    assert asked == ["double"]


def test_a_call_that_its_case_does_not_come_to_costs_nothing(grade):
    """The planned second call of a case that ends after the first one hangs: no other case is the worse for it."""
    source = (
        "def double(x):\n    while isinstance(x, float) and x == 5.0:\n        pass\n    return 2 * x + (x == 3.0)\n"
    )
    (record,) = grade(CASES, source)

    assert passed(record) == {"values[2]": True, "values[3]": True, "values[4]": True, "twice": False}
    assert (record.tasks[0].mistake, record.flags) == (None, [])


def test_the_calls_behind_one_that_ends_the_worker_are_asked_again(grade):
    """One size ends the process: that case fails for it, and the others pass in a new worker."""
    source = (
        "import os\ndef double(x):\n    if getattr(x, 'shape', 0) == (3,):\n        os._exit(3)\n    return 2 * x\n"
    )
    (record,) = grade(CASES, source)

    assert passed(record) == {"values[2]": True, "values[3]": False, "values[4]": True, "twice": True}
    assert record.tasks[0].mistake == "crashed"


def test_a_task_whose_core_does_not_end_is_not_waited_for_again(grade):
    """With a core case that hangs the task's marks are lost, and the cases behind it are not run; an edge may hang."""
    core = "def double(x):\n    while getattr(x, 'shape', 0) == (3,):\n        pass\n    return 2 * x\n"
    edge = "def double(x):\n    while isinstance(x, float) and x == 3.0:\n        pass\n    return 2 * x\n"
    lost, kept = grade(CASES, core, edge)

    assert passed(lost) == {"values[2]": True, "values[3]": False, "values[4]": False, "twice": False}
    assert (lost.score, lost.tasks[0].mistake) == (0.0, "time-limit")
    assert passed(kept) == {"values[2]": True, "values[3]": True, "values[4]": True, "twice": False}
    assert kept.score == 8.0


def test_a_line_is_shown_where_the_function_has_it(grade):
    """A line of the function that was called is named; one that the file chose by compiling code of its own is not."""
    forged = "def double(x):\n    exec(compile('\\n' * 40 + 'raise ValueError', 'tiny.py', 'exec'))\n"
    beyond = forged + "#\n" * 60
    padded = "def double(x):\n" + "    x = 1\n" * 500 + "    raise ValueError\n"
    honest = "def helper(x):\n    raise ValueError\ndef double(x):\n    return helper(x)\n"
    said = [record.tasks[0].message for record in grade(CASES, forged, beyond, padded, honest)]

    assert said == [
        "double raises ValueError in line 2.",  # where it calls exec
        "double raises ValueError in line 2.",
        "double raises ValueError.",
        "double raises ValueError in line 4.",
    ]


def test_answers_before_the_questions_earn_nothing(grade):
    """A file that answers all planned calls while it is imported: no marks for it, and a person is told."""
    source = (
        "import gc\n"
        "from autograder.sandbox.inside import wire\n"
        "worker, = (thing for thing in gc.get_objects() if type(thing).__name__ == 'Worker')\n"
        "worker._send(wire.Reply(1, 'ok'))\n"
        f"for number in range({FIRST}, {FIRST} + 5):\n"
        "    worker._send(wire.Reply(number, 'ok', 6.0))\n"
        "def double(x):\n    return 2 * x\n"
    )
    forged, honest = grade(CASES, source, "def double(x):\n    return 2 * x\n")

    assert forged.score == 0.0
    assert "disturbed the grader's channel" in forged.flags
    assert honest.score == 10.0


def test_a_plan_gives_the_same_call_the_same_number_and_bytes():
    """Two plans of the same calls are the same bytes; a call is found by its arguments, never by its number."""

    def requests() -> list[tuple[str, str, Question]]:
        array = wire.pack(np.ones(3), lambda _: wire.Handle(0))
        made = [wire.Call(FIRST, 0, "f", [array, 2], {"h": 0.5}), wire.Call(FIRST + 1, 0, "f", [1.0])]
        return [("f", "case 1", request) for request in made]

    one, two = CallPlan(requests()), CallPlan(requests())
    first, second = (planned.request for planned in one.calls)

    assert one.frames == two.frames
    assert one.numbers == [FIRST, FIRST + 1]
    assert one.place_of("case 1", 0, wire.Call(77, 0, "f", first.args, first.kwargs)) == 0
    assert one.place_of("case 1", 1, wire.Call(77, 0, "f", first.args, first.kwargs)) is None
    assert one.place_of("case 1", 1, second) == 1
    assert one.place_of("case 2", 0, first) is None
    assert one.place_of("case 1", 2, second) is None


COUNTERS = """
LAB = "def new(start): return student.Counter(start)\\ndef add(counter, n): return counter.add(n)"

@pytest.fixture
def lab(student):
    return student.helper(LAB)

@pytest.mark.task("double", core=True)
@pytest.mark.parametrize("start", [2, 3, 4])
def test_double_counts(student, lab, start):
    counter = lab.new(start)
    check_number(lab.add(counter, 1), start + 1.0)
    check_number(lab.add(counter, 1), start + 2.0)

@pytest.mark.task("double", core=False)
def test_double_in_turn(student, lab):
    counter = lab.new(1.0)
    first = lab.add(counter, 1.0)
    check_number(lab.add(counter, first), 2 * first)

@pytest.mark.task("double", core=False)
def test_double_attribute(student):
    check_number(student.Counter(5.0).value, 5.0)
"""
COUNTER = """
class Counter:
    def __init__(self, start):
        self.value = float(start)

    def add(self, n):
        {}
        return self.value
"""


@pytest.fixture
def counted(grade):
    """Grade classes by the body of their `add`; the reference's is the right one."""

    def run(*bodies: str) -> list[Record]:
        reference, *made = (REFERENCE + COUNTER.format(body) for body in ("self.value += n", *bodies))
        return grade(COUNTERS, *made, reference=reference)

    return run


def test_objects_are_planned_too(counted, asked):
    """Calls of a helper and of objects, and attributes, are asked at one go as well, and once more in the repeat."""
    (right,) = counted("self.value = self.value + n")

    assert right.score == 10.0
    assert asked == []


def test_a_case_that_leaves_the_plan_starts_anew(counted):
    """The worker is further with the object than the case: no planned call of it counts where the case asks another."""
    half, honest = counted("self.value += n if self.value != 1 else 0.5", "self.value += n")

    assert half.score == 10.0
    assert honest.score == 10.0


def test_objects_of_a_worker_that_is_gone_are_made_again(counted):
    """One call ends the process: only its case fails, whichever objects were planned behind it."""
    (record,) = counted("import os; os._exit(3) if self.value == 4 else None; self.value += n")

    assert passed(record) == {
        "counts[2]": True,
        "counts[3]": False,
        "counts[4]": False,
        "in_turn": True,
        "attribute": True,
    }
    assert record.tasks[0].mistake == "crashed"


def test_objects_have_the_numbers_of_their_questions():
    """The same questions give objects the same numbers in any worker, whatever was asked before."""
    module = types.SimpleNamespace(pair=lambda: [object(), object()])
    asked_before, fresh = Worker(-1, module), Worker(-1, module)
    asked_before.answer(wire.Call(2, 0, "pair", []))
    question = wire.Call(3, 0, "pair", [])

    assert wire.frame(asked_before.answer(question)) == wire.frame(fresh.answer(question))
