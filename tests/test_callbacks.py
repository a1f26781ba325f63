"""Functions of a hidden case as arguments: they stay in the grader, and a worker asks for their results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.faults import StudentFault
from autograder.grading.repeat_check import RepeatCheck
from autograder.sandbox import channel
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.launch import Isolation, SandboxConfig
from autograder.sandbox.remote import NestedCallError, RemoteModule
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.time_limits import RunDelay

FILE = "work.py"
Submit = Callable[..., SubmissionRunner]
ROUND = 0.4
"""Seconds a call may take here where it is meant to run into its limit."""


@pytest.fixture(scope="module", params=["best", "landlock and seccomp"])
def server(request, isolation) -> Iterator[ForkServer]:
    """A fork server at the best level of this machine, and one at level 2."""
    means = isolation[0] if request.param == "best" else Isolation(bubblewrap=False)
    if request.param != "best" and isolation[1] < 2:
        pytest.skip("this machine has no level 2")
    with ForkServer(SandboxConfig(isolation=means)) as started:
        yield started


@pytest.fixture
def submit(server) -> Iterator[Submit]:
    """`submit(source, **limits)`: a runner of that source, imported."""
    with ExitStack() as stack:

        def load(source: str, **limits: float) -> SubmissionRunner:
            config = server.config
            server.config = msgspec.structs.replace(config, limits=msgspec.structs.replace(config.limits, **limits))
            try:
                runner = stack.enter_context(SubmissionRunner(server, {FILE: source.encode()}, FILE))
            finally:
                server.config = config
            runner.load()
            runner.begin_case("f", "case")
            return runner

        yield load


def fault_of(call: Callable[[], object]) -> StudentFault:
    """The fault that a call ends with."""
    with pytest.raises(StudentFault) as caught:
        call()
    return caught.value


class Asked:
    """A function that remembers what it was called with."""

    def __init__(self, function: Callable[..., Any] = lambda x: float(np.sum(np.square(x)))) -> None:
        self.function = function
        self.seen: list[Any] = []

    def __call__(self, *args: Any) -> Any:
        self.seen.append(args)
        return self.function(*args)


def test_a_function_is_called_where_it_is(submit):
    """Its closure, its counts and the arguments stay with the grader; only numbers cross."""
    student = RemoteModule(submit("def twice(f, x):\n    return [f(x), f(2 * x)]\n"))
    f, x = Asked(), np.array([3.0, 4.0])

    assert student.twice(f, x) == [25.0, 100.0]
    assert [args[0].tolist() for args in f.seen] == [[3.0, 4.0], [6.0, 8.0]]
    assert student.twice(x=x, f=f) == [25.0, 100.0]


def test_arguments_are_copies(submit):
    """What a function does to its argument, and what the submission does to it later, stay on their sides."""
    kept: list[Any] = []

    def f(x: Any) -> float:
        kept.append(x)
        x += 1
        return 0.0

    student = RemoteModule(submit("def g(f, x):\n    f(x)\n    x[0] = 7.0\n    f(x)\n    return x\n"))

    assert student.g(f, np.zeros(2)).tolist() == [7.0, 0.0]
    assert [one.tolist() for one in kept] == [[1.0, 1.0], [8.0, 1.0]]


@pytest.mark.parametrize("given", [2.5, 3, True, None, "word", np.float32(0.5), np.zeros((2, 1, 2, 1)), np.array(1.5)])
def test_plain_values_cross_in_both_directions(submit, given):
    f = Asked(lambda x: x)
    student = RemoteModule(submit("def g(f, x):\n    return f(x)\n"))

    assert repr(student.g(f, given)) == repr(given)
    assert repr(f.seen[0][0]) == repr(given)


def test_several_functions_are_told_apart(submit):
    student = RemoteModule(submit("def g(f, x, h):\n    return [f(x), h(x), f(h(f(x)))]\n"))

    assert student.g(lambda x: x + 1, 1.0, h=lambda x: 10 * x) == [2.0, 10.0, 21.0]


def test_functions_and_stand_ins_at_once(submit):
    student = RemoteModule(submit("def part(x):\n    return -1.0\ndef g(f, x):\n    return [part(x), f(x)]\n"))

    class Reference:
        part = staticmethod(lambda x: x + 100)

    assert student.given(Reference, "part").g(lambda x: x * 2, 1.0) == [101.0, 2.0]
    assert student.g(lambda x: x * 2, 1.0) == [-1.0, 2.0]


def test_a_helper_can_be_given_a_function(submit):
    """An object of the worker takes one too."""
    student = RemoteModule(submit("def g(f, x):\n    return f(x)\n"))
    helper = student.helper("def ask(f, x):\n    return student.g(f, x.T)\n")
    f = Asked()
    helper.ask(f, np.arange(6.0).reshape(2, 3))

    assert f.seen[0][0].shape == (3, 2)


@pytest.mark.parametrize("error", [ValueError, ZeroDivisionError, KeyError, FloatingPointError])
def test_an_exception_of_the_function_is_raised_in_the_submission(submit, error):
    """It can be caught there by its type; where it is not, the fault names it and the line. Its text stays here."""

    def f(x: Any) -> float:
        raise error("a hidden text")

    source = (
        "def caught(f, x):\n    try:\n        f(x)\n"
        f"    except {error.__name__} as error:\n        return str(error)\n"
        "def left(f, x):\n    return f(x)\n"
    )
    student = RemoteModule(submit(source))
    fault = fault_of(lambda: student.left(f, 1.0))

    assert "hidden" not in student.caught(f, 1.0)
    assert (fault.outcome, fault.error, fault.line) == ("raised", error.__name__, 7)
    assert student.caught(f, 1.0)


def test_an_exception_of_the_graders_own_is_a_value_error(submit):
    class OwnError(Exception):
        pass

    def f(x: Any) -> float:
        raise OwnError

    assert fault_of(lambda: RemoteModule(submit("def g(f):\n    f(1.0)\n")).g(f)).error == "ValueError"


def test_changed_arguments_are_told_after_an_error_too(submit):
    """Whether x was put back when f raised, is told by `changed`; a call that leaves it alone clears it."""

    def f(x: Any) -> float:
        if x[1] > 0:
            raise ValueError
        return 0.0

    source = (
        "def careless(f, x):\n    for i in range(3):\n        x[i] += 1\n        f(x)\n        x[i] -= 1\n"
        "def careful(f, x):\n    for i in range(3):\n        x[i] += 1\n"
        "        try:\n            f(x)\n        finally:\n            x[i] -= 1\n"
        "def grows(f, x):\n    x.extend([0.0] * 300_000)\n    f(x[0])\n"
        "def dies(f, x):\n    x[0] = 1\n    import os\n    os._exit(0)\n"
    )
    student = RemoteModule(submit(source))
    x = np.zeros(3)

    assert (fault_of(lambda: student.careless(f, x)).error, student.changed) == ("ValueError", (1,))
    assert (fault_of(lambda: student.careful(f, x)).error, student.changed) == ("ValueError", ())
    assert (fault_of(lambda: student.grows(f, [0.0])).error, student.changed) == ("TypeError", (1,))
    assert (fault_of(lambda: student.dies(f, x)).outcome, student.changed) == ("crashed", ())


WRONG = {
    "too many numbers": ("f(np.zeros(1025))", "ValueError"),
    "too many axes": ("f(np.zeros((1,) * 5))", "ValueError"),
    "a large array": ("f(np.zeros(1_000_000))", "ValueError"),
    "more than fits in an array": ("f(np.zeros(2_000_000))", "BadValue"),
    "more than fits in a frame": ("f(*[np.zeros(1_000_000)] * 5)", "ValueError"),
    "no argument": ("f()", "TypeError"),
    "too many arguments": ("f(*range(9))", "ValueError"),
    "a keyword": ("f(x=1.0)", "TypeError"),
    "a list": ("f([1.0, 2.0])", "TypeError"),
    "an object": ("f(object())", "TypeError"),
    "complex numbers": ("f(np.zeros(2, dtype=complex))", "TypeError"),
    "a long text": ("f('x' * 17)", "ValueError"),
    "a large number": ("f(10**7)", "ValueError"),
    "a number beyond all": ("f(10**30)", "TypeError"),
    "a lot of small ones": ("f([0.5] * 200_000, [0.5] * 200_000)", "ValueError"),
    "itself": ("f(f)", "TypeError"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_odd_arguments_are_the_submissions_error(submit, kind):
    """The function never sees them, the submission can catch the error, and the next question is answered."""
    expression, error = WRONG[kind]
    source = (
        "import numpy as np\n"
        f"def g(f):\n    try:\n        {expression}\n    except Exception as error:\n"
        "        return [type(error).__name__, f(0.5)]\n"
    )
    runner = submit(source)
    f = Asked(lambda x: x)

    assert RemoteModule(runner).g(f) == [error, 0.5]
    assert f.seen in ([(0.5,)], [(), (0.5,)])
    assert runner.flags == []


def test_a_result_that_cannot_cross_is_an_error(submit):
    """A mistake of the case's author ends in the submission's error, not in an endless wait."""
    student = RemoteModule(submit("def g(f):\n    return f(1.0)\n"))

    assert fault_of(lambda: student.g(lambda x: object())).error == "TypeError"
    assert fault_of(lambda: student.g(lambda x: np.zeros(2_000_000))).error == "ValueError"


def test_a_function_that_calls_the_submission_is_the_graders_fault(submit):
    student = RemoteModule(submit("def g(f):\n    return f(1.0)\ndef h(x):\n    return x\n"))

    with pytest.raises(NestedCallError):
        student.g(lambda x: student.h(x))


def test_a_students_function_is_no_argument(submit):
    """It would have to be called in a worker that is waiting for it."""
    student = RemoteModule(submit("def g(f):\n    return f(1.0)\n"))

    with pytest.raises(TypeError, match="cannot be sent"):
        student.g(student.g)
    with pytest.raises(TypeError, match="cannot be sent"):
        student.g([lambda x: x])


# -- too many, too late, too odd ----------------------------------------------------------------------------------


def test_questions_without_end_are_ended_by_the_clock(submit):
    runner = submit("def g(f):\n    while True:\n        f(1.0)\n", call_seconds=ROUND)
    fault = fault_of(lambda: RemoteModule(runner).g(lambda x: x))

    assert fault.outcome == "time-limit"
    assert fault.message == f"f takes too long. A call may take {ROUND:g} s, a task 4 s, and the whole file 20 s."
    assert runner.flags == []


def test_questions_are_counted(submit, monkeypatch):
    monkeypatch.setattr(channel, "MAX_QUESTIONS", 50)
    student = RemoteModule(submit("def g(f, n):\n    return [f(1.0) for _ in range(n)]\n"))
    f = Asked(lambda x: x)
    fault = fault_of(lambda: student.g(f, 51))

    assert (fault.outcome, len(f.seen)) == ("time-limit", 50)
    assert fault.message == "g calls the function that it is given far too often."
    assert len(student.g(f, 50)) == 50


def test_a_slow_function_is_the_calls_own_time(submit, monkeypatch):
    """A function that takes a quarter of the limit is called four times, and at most once more in the last look."""
    monkeypatch.setattr(RunDelay, "seconds", lambda delay: 0.0)  # a busy machine gives back what a worker waits
    student = RemoteModule(submit("def g(f):\n    while True:\n        f(1.0)\n", call_seconds=ROUND))
    f = Asked(lambda x: time.sleep(ROUND / 4))

    assert fault_of(lambda: student.g(f)).outcome == "time-limit"
    assert len(f.seen) <= 5


def test_a_function_is_of_its_call_alone(submit):
    """Kept for later it raises; so a call never waits for an answer that nobody gives."""
    source = "kept = []\ndef g(f):\n    kept.append(f)\n    return f(1.0)\ndef later(x):\n    return kept[0](x)\n"
    runner = submit(source)
    student = RemoteModule(runner)

    assert student.g(lambda x: x) == 1.0
    assert fault_of(lambda: student.later(2.0)).error == "RuntimeError"
    assert fault_of(lambda: student.g(lambda x: 1 / 0)).error == "ZeroDivisionError"
    assert runner.flags == []


def test_a_function_that_is_returned_is_an_object(submit):
    student = RemoteModule(submit("def g(f):\n    return f\n"))
    got = student.g(lambda x: x)

    assert got.remote_type == "function"
    assert fault_of(lambda: got(1.0)).error == "RuntimeError"


HAND = (
    "import sys\n"
    "def worker():\n"
    "    frame = sys._getframe()\n"
    "    while type(frame.f_locals.get('self')).__name__ != 'Worker':\n"
    "        frame = frame.f_back\n"
    "    return frame.f_locals['self']\n"
)


def test_questions_within_questions_are_answered_one_by_one(submit):
    """An argument that asks while it is packed asks first."""
    source = (
        "import numpy as np\n"
        "def g(f):\n"
        "    class Kind(type):\n"
        "        @property\n"
        "        def __name__(cls):\n"
        "            return str(f(2.0))\n"
        "    class Odd(metaclass=Kind):\n        pass\n"
        "    try:\n        f(Odd())\n    except TypeError:\n        return f(3.0)\n"
    )
    runner = submit(source)
    f = Asked(lambda x: x)

    assert RemoteModule(runner).g(f) == 3.0
    assert f.seen == [(2.0,), (3.0,)]
    assert runner.flags == []


@pytest.mark.parametrize("name", ["function 1", "g", "", "__import__", "x" * 2000])
def test_a_question_for_another_name_is_an_error(submit, name):
    """Names of functions that were not given are no names of anything here."""
    student = RemoteModule(submit(HAND + f"def g(f):\n    return worker()._ask({name!r}, 1.0)\n"))

    assert fault_of(lambda: student.g(lambda x: x)).error == "ValueError"


BY_HAND = (
    HAND + "import os\nfrom autograder.sandbox.inside import wire\n"
    "def reply(number, status, value=None):\n"
    "    packed = wire.Seq('tuple', list(value)) if type(value) is tuple else value\n"
    "    return wire.frame(wire.Reply(number, status, packed, message='function 0'))\n"
    "def g(f):\n    n = worker()._number\n"
    "    os.write(worker()._fd, {})\n"
    "    return wire.decode_request(worker()._received()).error\n"
    "def h():\n    return 1\n"
)


@pytest.mark.parametrize("message", ["reply(n, 'ask', 1.0)", "reply(n, 'ask')", "reply(n, 'ask', (1.0,) * 9)"])
def test_a_question_without_proper_arguments_is_answered_with_an_error(submit, message):
    runner = submit(BY_HAND.format(message))
    f = Asked()

    assert RemoteModule(runner).g(f) == "ValueError"
    assert f.seen == []


@pytest.mark.parametrize(
    "message",
    [
        "reply(n + 1, 'ask', (1.0,))",
        "reply(0, 'hello', (1.0,))",
        "b'\\x00\\x00\\x00\\x03abc'",
        "reply(n, 'ask', (1.0,)) * 2",
        "reply(n, 'ok', 1.0) + reply(n, 'ask', (1.0,))",
    ],
)
def test_a_malformed_question_ends_the_worker(submit, message):
    """No answer for anything that is not one question at a time; the submission has a flag, and the next worker."""
    runner = submit(BY_HAND.format(message))
    f = Asked()
    fault = fault_of(lambda: RemoteModule(runner).g(f))

    assert fault.outcome == "crashed"
    assert f.seen == []
    assert runner.flags == ["disturbed the grader's channel"]
    assert RemoteModule(runner).h() == 1


def test_a_question_after_the_answer_ends_the_worker(submit):
    """A timer that asks when the call is over: nobody expects it."""
    source = (
        HAND + "import signal\n"
        "def g(f):\n"
        "    mine = worker()\n"
        "    signal.signal(signal.SIGALRM, lambda *_: mine._ask('function 0', 1.0))\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.1)\n"
        "    return f(1.0)\n"
        "def h():\n    return 1\n"
    )
    runner = submit(source)
    student = RemoteModule(runner)
    f = Asked(lambda x: x)

    assert student.g(f) == 1.0
    time.sleep(0.3)
    assert fault_of(student.h).outcome == "crashed"
    assert runner.flags == ["disturbed the grader's channel"]
    assert (student.h(), f.seen) == (1, [(1.0,)])


def test_a_reply_holds_no_function():
    """What stands for a function is of calls only: in a reply it is no value."""
    body = msgspec.msgpack.encode({"id": 1, "status": "ok", "value": ["f", "function 0"]})

    with pytest.raises(wire.BadValue):
        wire.decode_reply(body)
    with pytest.raises(wire.BadValue):
        wire.decode_request(msgspec.msgpack.encode({"type": "answer", "id": 1, "value": ["f", "function 0"]}))


# -- the second look ----------------------------------------------------------------------------------------------

UNSTEADY = {
    "steady": ("def g(f, x):\n    return f(x)\n", None),
    "counts": ("n = 0\ndef g(f, x):\n    global n\n    n += 1\n    return f(x) + n\n", "keeps-state"),
    "asks more each time": (
        "n = 0\ndef g(f, x):\n    global n\n    n += 1\n    return f(x * n)\n",
        "keeps-state",
    ),
    "keeps the function": (
        "kept = []\ndef g(f, x):\n    kept.append(f)\n    return f(x) if len(kept) < 9 else 0.0\n",
        "keeps-state",
    ),
    "draws": ("import random\ndef g(f, x):\n    return f(x + random.random())\n", "not-deterministic"),
    "raises": ("def g(f, x):\n    raise KeyError\n", None),
}


@pytest.mark.parametrize("kind", UNSTEADY)
def test_the_repeat_check_asks_the_same_functions(submit, kind):
    """Calls are repeated in a fresh worker with the functions that they were given."""
    source, mistake = UNSTEADY[kind]
    runner = submit(source)
    student = RemoteModule(runner)
    functions = [Asked(lambda x, k=k: k * x) for k in range(1, 11)]
    for number, f in enumerate(functions):
        runner.begin_case("g", f"case {number}")
        try:
            student.g(f, 1.5)
        except StudentFault:
            assert kind == "raises"
    found = RepeatCheck(runner, 5).nondeterministic([f"case {number}" for number in range(10)])

    assert set(found.values()) == ({mistake} if mistake else set())
    if kind == "steady":
        assert {len(f.seen) for f in functions} == {2}


def test_a_case_is_observed_with_its_functions(submit):
    """What a function calls in turn is noted with the same answers at hand."""
    runner = submit("def part(x):\n    return x\ndef g(f, x):\n    return part(f(x)) + part(f(x))\n")
    RemoteModule(runner).g(lambda x: 2 * x, 1.0)

    check = RepeatCheck(runner, 5)
    assert check.nondeterministic(["case"], ["case"]) == {}
    assert "calls part 2" in check.notes["case"]
