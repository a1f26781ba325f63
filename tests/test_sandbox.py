"""The sandbox as the grader uses it: what crosses, what a fault is called, what a submission can keep."""

from __future__ import annotations

import importlib.util
import math
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.course.model import Limits
from autograder.faults import GraderFault, StudentFault
from autograder.grading.repeat_check import RepeatCheck
from autograder.sandbox.channel import KEPT_OUTPUT, Dying, WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside.loading import AllowedLibraries
from autograder.sandbox.launch import ENVIRONMENT, SandboxConfig
from autograder.sandbox.remote import RemoteModule, RemoteObject
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner

Submit = Callable[..., SubmissionRunner]
FILE = "work.py"


@pytest.fixture(scope="module")
def server(isolation) -> Iterator[ForkServer]:
    """A fork server for the NumPy assignments, at the best level of this machine."""
    with ForkServer(SandboxConfig(isolation=isolation[0])) as started:
        yield started


@pytest.fixture
def submit(server) -> Iterator[Submit]:
    """`submit(source, files, **limits)`: a runner of that source, imported."""
    with ExitStack() as stack:

        def load(source: str, files: dict[str, str] | None = None, **limits: float) -> SubmissionRunner:
            config = server.config
            server.config = msgspec.structs.replace(config, limits=msgspec.structs.replace(config.limits, **limits))
            try:
                sources = {name: text.encode() for name, text in {FILE: source, **(files or {})}.items()}
                runner = stack.enter_context(SubmissionRunner(server, sources, FILE))
            finally:
                server.config = config
            runner.load()
            return runner

        yield load


def fault_of(call: Callable[[], object]) -> StudentFault:
    """The fault that a call ends with."""
    with pytest.raises(StudentFault) as caught:
        call()
    return caught.value


# -- what crosses -------------------------------------------------------------------------------------------------

PLAIN = [None, True, False, 0, -(2**63), 2**63 - 1, 2.5, -0.0, math.inf, "", "Größe \N{GREEK SMALL LETTER MU}"]
NESTED = [[], (), {}, [1, [2.0, None]], (1, "a", (True,)), {"W": [1, 2], "b": {"c": (3,)}}]


@pytest.mark.parametrize("value", PLAIN + NESTED, ids=repr)
def test_a_value_comes_back_as_it_went(submit, value):
    student = RemoteModule(submit("def same(x):\n    return x\n"))

    got = student.same(value)

    assert repr(got) == repr(value)  # tells (1,) from [1], 1 from True and -0.0 from 0.0


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0)[::-2],
        np.zeros((0, 3)),
        np.array(4.5),
        np.array([[1, -2]], dtype=np.int16),
        np.array([1.5], dtype=np.float32),
        np.array([0.1], dtype=np.float16),
        np.array([2**64 - 1], dtype=np.uint64),
        np.array([True, False]),
        np.array([1.0, 2.0], dtype=">f8"),
        np.array([math.nan, math.inf]),
    ],
    ids=lambda array: f"{array.dtype.str}{array.shape}",
)
def test_an_array_crosses_with_its_dtype_shape_and_every_bit(submit, array):
    student = RemoteModule(submit("def same(x):\n    return x\ndef looks(x):\n    return [str(x.dtype), x.shape]\n"))

    got = student.same(array)

    assert [str(array.dtype.newbyteorder("<")), array.shape] == student.looks(array)
    assert np.ndarray is type(got)
    assert (array.dtype.newbyteorder("<"), array.shape) == (got.dtype, got.shape)
    assert array.astype(array.dtype.newbyteorder("<")).tobytes() == got.tobytes()
    assert got.flags.writeable


def test_a_numpy_scalar_stays_one_and_a_subclass_of_an_array_does_not_cross(submit):
    student = RemoteModule(
        submit(
            "import numpy as np\n"
            "class Odd(np.ndarray): pass\n"
            "def scalar(): return np.float32(0.25)\n"
            "def odd(): return np.zeros(3).view(Odd)\n"
            "def wide(): return np.zeros(3, dtype=complex)\n"
            "def huge(): return 2**63\n"
        )
    )

    assert (np.float32, 0.25) == (type(student.scalar()), student.scalar())
    assert student.odd().remote_type == "Odd"
    assert student.wide().remote_type == "array of complex128"
    assert student.huge().remote_type == "int"


def test_arguments_are_fresh_and_writable_and_a_change_is_seen(submit):
    student = RemoteModule(
        submit(
            "kept = []\n"
            "def put(x, y):\n    y[0] = 9.0\n    return y\n"
            "def look(x, y):\n    return y + 0\n"
            "def again(x):\n    kept.append(x)\n    return [any(x is k for k in kept[:-1]), x.flags.writeable]\n"
        )
    )
    x, y = np.ones(2), np.zeros(2)
    y.setflags(write=False)

    assert student.put(x, y).tolist() == [9.0, 0.0]
    assert student.changed == (1,)
    assert y.tolist() == [0.0, 0.0]
    assert student.look(x, y).tolist() == [0.0, 0.0]
    assert student.changed == ()
    assert [student.again(x), student.again(x)] == [[False, True], [False, True]]


def test_keywords_and_defaults_reach_the_function(submit):
    student = RemoteModule(submit("def f(a, b=2, *, c=3):\n    return [a, b, c]\n"))

    assert student.f(1) == [1, 2, 3]
    assert student.f(1, c=4, b=5) == [1, 5, 4]


def test_what_a_case_cannot_send_is_the_cases_fault(submit):
    """A set is no value of the protocol: the hidden case is wrong, and no student answers for it."""
    student = RemoteModule(submit("def f(x):\n    return x\n"))

    with pytest.raises(TypeError, match="passed a set"):
        student.f({1})


# -- faults -------------------------------------------------------------------------------------------------------

RUDE = """
import os
def write_everywhere():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"0" * 100)
        except OSError:
            pass
"""
FAULTY = {
    "raise ValueError('secret')": ("raised", "f raises ValueError in line 3.", "ValueError", 3),
    "1 / 0": ("raised", "f raises ZeroDivisionError in line 3.", "ZeroDivisionError", 3),
    "{}['key']": ("raised", "f raises KeyError in line 3.", "KeyError", 3),
    "raise type('Secret', (IndexError,), {})": ("raised", "f raises IndexError in line 3.", "IndexError", 3),
    "raise type('Secret', (BaseException,), {})": ("raised", "f raises BaseException in line 3.", "BaseException", 3),
    "np.ones((2, 3)) @ np.ones((2, 3))": ("raised", "f raises ValueError in line 3.", "ValueError", 3),
    "f()": ("raised", "f raises RecursionError in line 3.", "RecursionError", 3),
    "len(5)": ("raised", "f raises TypeError in line 3.", "TypeError", 3),
    "raise NotImplementedError": ("not-implemented", "f is not written yet.", "", 0),
    "raise SystemExit(0)": ("exited", "f ends the program in line 3; it should return a value.", "", 0),
    "bytearray(2 << 30)": ("memory-limit", "f uses more memory than allowed in line 3.", "", 0),
    "return np.zeros((1024, 1025))": ("wrong-shape", "f returns far more numbers than the right answer has.", "", 0),
    "os._exit(0)": ("crashed", "f ended its process or crashed it.", "", 0),
    "os.abort()": ("crashed", "f ended its process or crashed it.", "", 0),
    "print('x' * (5 << 20))": ("crashed", "f printed more than 4 MiB and was stopped.", "", 0),
    "write_everywhere()": ("crashed", "f disturbed the connection to the grader and was stopped.", "", 0),
}


@pytest.mark.parametrize("line", FAULTY)
def test_a_fault_is_one_of_a_few_sentences_and_the_next_call_works(submit, line):
    """No word of the submission is in the message; whatever became of the worker, another case can be graded."""
    runner = submit(f"import os, numpy as np\ndef f():\n    {line}\ndef honest():\n    return 4\n{RUDE}")
    student = RemoteModule(runner)

    fault = fault_of(student.f)

    assert FAULTY[line] == (fault.outcome, fault.message, fault.error, fault.line)
    assert student.honest() == 4


def test_a_function_that_is_absent_or_takes_other_arguments(submit):
    student = RemoteModule(submit("number = 3\ndef f(a):\n    return a\n"))

    absent = fault_of(student.g)

    assert (absent.outcome, absent.message) == ("not-implemented", "g is not defined in the file.")
    for call in (lambda: student.f(), lambda: student.f(1, 2)):
        fault = fault_of(call)
        assert (fault.outcome, fault.line) == ("other-signature", 0)
        assert "cannot be called with the expected arguments." in fault.message
    fault = fault_of(lambda: student.number(1))
    assert (fault.outcome, fault.line) == ("not-a-function", 0)
    assert fault.message == "number is not a function: the file gives this name another value."


def test_a_disturbed_channel_is_flagged_and_an_honest_file_is_not(submit):
    rude = submit(f"{RUDE}f = write_everywhere\n")
    honest = submit("def f():\n    return 1\n")

    fault_of(RemoteModule(rude).f)
    RemoteModule(honest).f()

    assert (rude.flags, honest.flags) == (["disturbed the grader's channel"], [])


@pytest.mark.parametrize(
    ("source", "kind", "error", "line"),
    [
        ("x = 1\ndef f(:\n", "syntax", "SyntaxError", 2),
        ("x = 1\n\n1 / 0\n", "raised", "ZeroDivisionError", 3),
        ("import nowhere\n", "raised", "ModuleNotFoundError", 1),
        ("raise SystemExit\n", "exited", "SystemExit", 1),
        ("def f():\n    raise NotImplementedError\nf()\n", "not-implemented", "NotImplementedError", 2),
        ("x = bytearray(2 << 30)\n", "memory", "MemoryError", 1),
        ("while True:\n    pass\n", "timeout", "", 0),
        ("import os\nos._exit(0)\n", "died", "", 0),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalpha() else "",
)
def test_a_file_that_does_not_import_says_why_and_where(submit, source, kind, error, line):
    with pytest.raises(DoesNotImportError) as caught:
        submit(source, import_seconds=0.4 if kind == "timeout" else 5.0)

    assert (kind, error, line) == (caught.value.kind, caught.value.error, caught.value.line)


# -- limits -------------------------------------------------------------------------------------------------------


def too_long(name: str, *, call: float = 2, task: float = 4, whole: float = 20) -> str:
    """What a task that takes too long is told, whichever limit it met."""
    return f"{name} takes too long. A call may take {call:g} s, a task {task:g} s, and the whole file {whole:g} s."


SLEEPER = "import time\nn = 0\ndef nap(s):\n    global n\n    n += 1\n    time.sleep(s)\n    return n\n"


def test_a_call_that_does_not_end_is_ended_and_a_new_worker_answers_the_next(submit):
    runner = submit(f"{SLEEPER}def loop():\n    while True:\n        pass\n", call_seconds=0.3)
    student = RemoteModule(runner)
    runner.begin_case("f", "case")
    assert [student.nap(0.0), student.nap(0.0)] == [1, 2]

    started = time.monotonic()
    faults = [fault_of(student.loop), fault_of(lambda: student.nap(30.0))]

    assert [fault.outcome for fault in faults] == ["time-limit"] * 2
    assert faults[0].message == faults[1].message == too_long("f", call=0.3)
    assert time.monotonic() - started >= 0.6
    assert student.nap(0.0) == 1  # what the first worker remembered died with it


def test_the_time_of_a_task_is_kept_apart_from_other_tasks(submit):
    runner = submit(SLEEPER, call_seconds=5.0, task_seconds=1.0)
    student = RemoteModule(runner)
    runner.begin_case("update", "one")
    assert student.nap(0.4) == 1
    runner.begin_case("update", "two")

    fault = fault_of(lambda: student.nap(4.0))  # cut off when the task's time is over, before the call's own
    spent = fault_of(lambda: student.nap(0.0))
    runner.begin_case("fit", "three")

    assert fault.outcome == "time-limit"
    assert fault.message == spent.message == too_long("update", call=5, task=1)
    assert student.nap(0.0) == 1


def test_the_time_of_the_whole_file_ends_every_task(submit):
    runner = submit(SLEEPER, call_seconds=5.0, task_seconds=5.0, submission_seconds=1.2)
    student = RemoteModule(runner)
    for task in ("one", "two"):
        runner.begin_case(task, task)
        student.nap(0.25)
    runner.begin_case("three", "three")

    cut = fault_of(lambda: student.nap(4.0))
    spent = fault_of(lambda: student.nap(0.0))

    assert [fault.outcome for fault in (cut, spent)] == ["time-limit"] * 2
    assert cut.message == spent.message == too_long("three", call=5, task=5, whole=1.2)


def test_of_what_is_printed_the_beginning_is_kept(submit):
    runner = submit("def f():\n    print('first', flush=True)\n    print('x' * 100_000)\n    return 1\n")

    assert RemoteModule(runner).f() == 1
    runner.close()

    assert len(runner.output) == KEPT_OUTPUT
    assert runner.output.startswith(b"first\nxxx")


def test_the_memory_is_the_configured_one(isolation):
    source = {FILE: b"def f(mib):\n    return len(bytearray(mib << 20)) >> 20\n"}
    limits = Limits(memory_mib=512)

    with (
        ForkServer(SandboxConfig(limits=limits, isolation=isolation[0])) as small,
        SubmissionRunner(small, source, FILE) as runner,
    ):
        runner.load()

        assert RemoteModule(runner).f(100) == 100
        assert fault_of(lambda: RemoteModule(runner).f(512)).outcome == "memory-limit"


# -- objects ------------------------------------------------------------------------------------------------------

MODEL = """
import numpy as np
class Model:
    scale = 2.0
    def __init__(self, n):
        self.W = np.zeros(n)
        self.twin = None
    def step(self, by):
        self.W += by
        return self.W * self.scale
    def fail(self):
        raise ValueError
def total(model, factor):
    return float(model.W.sum()) * factor
"""


def test_an_object_stays_in_the_worker_and_reads_like_one(submit):
    student = RemoteModule(submit(MODEL))

    model = student.Model(3)
    other = student.Model(n=1)

    assert ("Model", RemoteObject) == (model.remote_type, type(model))
    assert model.step(1.0).tolist() == [2.0, 2.0, 2.0]
    assert model.W.tolist() == [1.0, 1.0, 1.0]
    assert other.W.tolist() == [0.0]
    assert (model.scale, model.twin) == (2.0, None)
    assert student.total(model, 2) == 6.0
    assert fault_of(lambda: model.bias).error == "AttributeError"
    assert fault_of(lambda: model.fail()).message == "fail raises ValueError in line 12."


def test_an_object_of_the_case_before_cannot_be_used(submit):
    """Else a case could depend on what another one left behind: it is the case's fault, and no mark is lost for it."""
    runner = submit(MODEL)
    student = RemoteModule(runner)
    runner.begin_case("Model", "one")
    model = student.Model(2)
    assert model.W.tolist() == [0.0, 0.0]

    runner.begin_case("Model", "two")

    with pytest.raises(GraderFault, match="an object of another case"):
        model.W  # noqa: B018  # reading it is what is tried
    assert student.Model(1).W.tolist() == [0.0]


def test_a_helper_runs_beside_the_submission(submit):
    student = RemoteModule(submit("def double(x):\n    return 2 * x\n"))

    helper = student.helper("def twice(x):\n    return student.double(student.double(x))\n")

    assert helper.twice(3) == 12
    assert fault_of(student.twice).outcome == "not-implemented"  # it is no part of the submission


# -- stand-ins ----------------------------------------------------------------------------------------------------

FIT = """
import numpy as np
def forward(x, w):
    return x * w + 1000.0
def fit(x, steps):
    w = 1.0
    for _ in range(steps):
        w = forward(x, w)
    return w
def call(what):
    return forward(what, 2.0)
def large(n):
    return forward(np.ones(n), 2.0).sum()
def odd():
    return forward(object(), 2.0)
"""


@pytest.fixture
def reference() -> SimpleNamespace:
    """A right `forward`, which lists what it was called with."""
    seen: list[Any] = []

    def forward(x: Any, w: float) -> Any:
        seen.append(x)
        if isinstance(x, str):
            raise KeyError(x) if x == "key" else GraderFault(x)
        return x * w

    return SimpleNamespace(forward=forward, seen=seen)


def test_stand_ins_compute_in_the_grader_in_the_place_of_the_submissions_own(submit, reference):
    student = RemoteModule(submit(FIT))

    assert student.given(reference, "forward").fit(3.0, 2) == 9.0
    assert reference.seen == [3.0, 3.0]
    assert student.call(1501.5) == 4003.0  # its own function is as it was
    assert len(reference.seen) == 2


def test_stand_ins_take_small_plain_arguments_only(submit, reference):
    twin = RemoteModule(submit(FIT)).given(reference, "forward")

    assert twin.large(1024) == 2048.0
    assert fault_of(lambda: twin.large(1025)).error == "ValueError"
    assert fault_of(twin.odd).error == "TypeError"
    assert len(reference.seen) == 1


def test_stand_ins_take_a_small_dict_of_plain_values(submit):
    """Such as the parameters of a network; no dict in a dict, and not without end."""
    source = (
        "import numpy as np\n"
        "def total(params):\n    return 0.0\n"
        "def many(n):\n    return total({f'W{i}': np.ones(2) for i in range(n)})\n"
        "def large(n):\n    return total({'W': np.ones(n)})\n"
        "def nested():\n    return total({'W': {'W': np.ones(2)}})\n"
    )
    right = SimpleNamespace(total=lambda params: float(sum(value.sum() for value in params.values())))
    twin = RemoteModule(submit(source)).given(right, "total")

    assert twin.many(16) == 32.0
    assert fault_of(lambda: twin.many(17)).error == "ValueError"
    assert fault_of(lambda: twin.large(1025)).error == "ValueError"
    assert fault_of(twin.nested).error == "TypeError"


def test_a_stand_ins_error_crosses_by_name_alone(submit, reference):
    twin = RemoteModule(submit(FIT)).given(reference, "forward")

    assert fault_of(lambda: twin.call("key")).error == "KeyError"
    assert fault_of(lambda: twin.call("own")).error == "ValueError"
    assert twin.call(3.0) == 6.0


def test_a_question_that_nobody_expects_ends_the_worker(submit, reference):
    """The worker's own means of asking, reached through its frames, in a case without stand-ins."""
    source = (
        "import sys\n"
        "def f():\n"
        "    frame = sys._getframe()\n"
        "    while 'self' not in frame.f_locals or not hasattr(frame.f_locals['self'], '_ask'):\n"
        "        frame = frame.f_back\n"
        "    return frame.f_locals['self']._ask('forward', 1.0, 2.0)\n"
        "def forward(x, w):\n    return 0.0\n"
    )
    runner = submit(source)

    assert fault_of(RemoteModule(runner).f).outcome == "crashed"
    assert runner.flags == ["disturbed the grader's channel"]
    assert RemoteModule(runner).given(reference, "forward").f() == 2.0


# -- the second look ----------------------------------------------------------------------------------------------

UNSTEADY = {
    "counts": ("n = 0\ndef f(x):\n    global n\n    n += 1\n    return x + n\n", "keeps-state"),
    "remembers the first answer": ("kept = []\ndef f(x):\n    kept.append(x)\n    return kept[0]\n", "keeps-state"),
    "changes at the fifth call": (
        "n = 0\ndef f(x):\n    global n\n    n += 1\n    return x if n < 5 else x + 1\n",
        "keeps-state",
    ),
    "draws numbers": ("import numpy as np\ndef f(x):\n    return x + np.random.rand()\n", "not-deterministic"),
    "asks the clock": ("import time\ndef f(x):\n    return x + time.time() % 1.0\n", "not-deterministic"),
    "asks the kernel": (
        "import os\ndef f(x):\n    return x + int(os.urandom(6).hex(), 16)\n",
        "not-deterministic",
    ),
}
STEADY = {
    "plain": "def f(x):\n    return x * 3.0\n",
    "fails each time": "def f(x):\n    raise ValueError(id(x))\n",
    "remembers what is right": "seen = {}\ndef f(x):\n    return seen.setdefault(x, x * 3.0)\n",
    "returns objects": "class C:\n    pass\ndef f(x):\n    return [C(), x]\n",
    "seeds its own generator": "import numpy as np\ndef f(x):\n    return np.random.default_rng(1).random(3) + x\n",
}


def play(runner: SubmissionRunner) -> dict[str, str]:
    """Six cases of two calls, and what the second look says of them."""
    student = RemoteModule(runner)
    cases = [f"case {number}" for number in range(6)]
    for number, case in enumerate(cases):
        runner.begin_case("f", case)
        for more in (0.0, 0.5):
            with suppress(StudentFault):
                student.f(number + more)
    return RepeatCheck(runner, 1).nondeterministic(cases)


@pytest.mark.parametrize("kind", UNSTEADY)
def test_state_and_chance_are_named(submit, kind):
    source, mistake = UNSTEADY[kind]

    assert {mistake} == set(play(submit(source)).values())


@pytest.mark.parametrize("kind", STEADY)
def test_honest_code_is_steady(submit, kind):
    assert play(submit(STEADY[kind])) == {}


def test_the_repeat_check_translates_objects(submit):
    """An object has another number in another worker; methods and arguments must follow it there."""
    runner = submit(MODEL)
    student = RemoteModule(runner)
    for case, size in (("one", 2), ("two", 3)):
        runner.begin_case("Model", case)
        model, other = student.Model(size), student.Model(1)
        model.step(1.0)
        assert float(size) == student.total(model, 1.0)
        assert student.total(other, 1.0) == 0.0

    assert RepeatCheck(runner, 5).nondeterministic(["one", "two"]) == {}


# -- what is in a worker ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["torch", "pytest", "nbgrader", "autograder.grading", "autograder.cases"])
def test_a_worker_has_the_libraries_of_the_assignment_and_no_other(submit, module):
    student = RemoteModule(submit(f"def f():\n    import {module}\ndef g():\n    import numpy.linalg\n    return 1\n"))

    assert fault_of(student.f).error == "ModuleNotFoundError"
    assert student.g() == 1


def test_files_of_a_submission_import_each_other_and_shadow_no_library(submit):
    files = {
        "shapes.py": "import work\ndef rows(x):\n    return len(x) + work.ONE\ndef fail():\n\n    1 / 0\n",
        "numpy.py": "def ones(n):\n    return 'shadow'\n",
        "json.py": "def dumps(x):\n    return 'shadow'\n",
        "msgspec.py": "shadow = True\n",
    }
    source = (
        "ONE = 1\nimport json\nimport msgspec\nimport numpy as np\nimport shapes\n"
        "def f():\n    return [shapes.rows([1, 2]), json.dumps([1]), float(np.ones(2).sum()), "
        "hasattr(msgspec, 'shadow')]\n"
        "def g():\n    shapes.fail()\n"
    )
    student = RemoteModule(submit(source, files))

    assert student.f() == [3, "[1]", 2.0, False]
    assert fault_of(student.g).message == "g raises ZeroDivisionError in line 9."  # the line of g, not of shapes.py


def test_a_file_cannot_pass_for_a_library_that_is_not_there(submit):
    """Neither for one that other assignments have, nor for a part of Python that this system lacks."""
    missing = next(name for name in ("winreg", "_winapi", "msvcrt") if importlib.util.find_spec(name) is None)
    files = {"torch.py": "", "autograder.py": "", f"{missing}.py": "", "mine.py": ""}
    student = RemoteModule(submit("import importlib\ndef f(name):\n    importlib.import_module(name)\n", files))

    assert student.f("mine") is None
    for name in ("torch", missing):
        assert fault_of(lambda name=name: student.f(name)).error == "ModuleNotFoundError"


def test_a_library_is_found_by_its_name_alone():
    """The folder that it lies in holds others."""
    finder = AllowedLibraries(["numpy"], [str(Path(np.__file__).parents[1])])

    assert finder.find_spec("numpy", None) is not None
    assert finder.find_spec("msgspec", None) is None
    assert finder.find_spec("numpy", ["/nowhere"]) is None


def test_the_environment_is_the_fixed_one(isolation, monkeypatch):
    monkeypatch.setenv("GRADER_SECRET", "7")
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    source = (
        "import os, sys\n"
        "def variables():\n    return dict(os.environ)\n"
        "def rest():\n"
        "    return [sys.stdin.read(), any('site-packages' in p for p in sys.path), os.getuid()]\n"
    )

    with (
        ForkServer(SandboxConfig(isolation=isolation[0])) as fresh,
        SubmissionRunner(fresh, {FILE: source.encode()}, FILE) as runner,
    ):
        runner.load()
        student = RemoteModule(runner)
        found = student.variables()
        user = 65534 if isolation[0].bubblewrap or os.getuid() == 0 else os.getuid()

        assert found.items() >= ENVIRONMENT.items()
        assert {found[f"{name}_NUM_THREADS"] for name in ("OMP", "OPENBLAS", "MKL")} == {"1"}
        assert found.keys() - ENVIRONMENT.keys() <= {"PWD", "LC_CTYPE", "TORCHINDUCTOR_CACHE_DIR"}
        assert ["", False, user] == student.rest()


def test_a_submission_leaves_nothing_to_the_next_one(submit):
    source = (
        "import builtins, numpy as np\n"
        "def f():\n"
        "    seen = [hasattr(builtins, 'mark'), hasattr(np, 'mark'), np.sum is max]\n"
        "    builtins.mark = np.mark = 1\n    np.sum = max\n"
        "    return seen\n"
    )

    assert [RemoteModule(submit(source)).f() for _ in range(2)] == [[False] * 3] * 2


def test_numbers_that_are_drawn_depend_on_the_number_of_the_worker_alone(submit):
    """So a record is the same in each run, and nothing in a worker tells the seed of the hidden inputs."""
    source = "import os, random, numpy as np\ndef f():\n    return [random.random(), np.random.rand()]\n"
    runner, twin = (submit(f"{source}def g():\n    os._exit(1)\n") for _ in range(2))
    one, same = (RemoteModule(which).f() for which in (runner, twin))
    fault_of(RemoteModule(runner).g)
    other = RemoteModule(runner).f()

    assert one == same
    assert one[0] != other[0]
    assert one[1] != other[1]


def test_imports_are_noted_before_the_code_can_hide_them(submit):
    runner = submit("import sys\nfrom numpy import linalg\ndef f():\n    import json.decoder, twin\n", {"twin.py": ""})

    assert sorted(runner.imports) == ["json 4", "numpy 2", "sys 1"]


# -- the fork server ----------------------------------------------------------------------------------------------


def test_a_fork_server_that_was_killed_is_started_again(isolation):
    source = {FILE: b"def f():\n    return 1\n"}

    with (
        ForkServer(SandboxConfig(isolation=isolation[0])) as mortal,
        SubmissionRunner(mortal, source, FILE) as runner,
    ):
        runner.load()
        student = RemoteModule(runner)
        assert (student.f(), mortal.starts) == (1, 1)

        os.kill(mortal._process.pid, signal.SIGKILL)
        mortal._process.wait()
        fault = fault_of(lambda: [student.f() for _ in range(1000)])  # the kernel may take a moment to end the worker

        assert fault.outcome == "crashed"
        assert (student.f(), mortal.starts) == (1, 2)


def test_crashes_and_time_limits_do_not_cost_the_fork_server(submit, server):
    """It takes a fifth of a second to start; a worker takes milliseconds."""
    runner = submit("import os\ndef f():\n    os._exit(1)\ndef g():\n    return 1\n")
    starts = server.starts

    for _ in range(5):
        fault_of(RemoteModule(runner).f)
        assert RemoteModule(runner).g() == 1

    assert starts == server.starts or server.disposable


def test_a_sandbox_that_cannot_be_started_is_the_graders_fault(isolation):
    with pytest.raises(GraderFault, match="no-such-library is not installed"):
        ForkServer(SandboxConfig(distributions=("no-such-library",), isolation=isolation[0])).start()
    with pytest.raises(GraderFault, match="No module named 'no_such_module'"):
        ForkServer(SandboxConfig(preload=("no_such_module",), isolation=isolation[0])).start()


# -- one budget for all workers -----------------------------------------------------------------------------------


def test_all_workers_of_a_submission_share_its_memory(submit, reference, monkeypatch):
    """However many sets of functions are given, two workers live at a time, each with half of the memory."""
    most = [0]
    alive: list[WorkerProcess] = []
    spawn = ForkServer.spawn

    def counted(self: ForkServer) -> WorkerProcess:
        worker = spawn(self)
        alive.append(worker)
        most[0] = max(most[0], sum(not worker.closed for worker in alive))
        return worker

    monkeypatch.setattr(ForkServer, "spawn", counted)
    limit = "import resource\ndef limit():\n    return resource.getrlimit(resource.RLIMIT_AS)[0]\n"
    runner = submit(f"{limit}def forward(x, w):\n    return 0.0\n", memory_mib=768)
    student = RemoteModule(runner)
    reference.loss = reference.forward
    limits = [student.limit()]
    for names in (("forward",), ("forward", "loss"), ("loss",)):
        limits += [student.given(reference, *names).limit(), student.limit()]

    assert set(limits) == {384 << 20}
    assert most == [2]
    assert len(alive) == 4


def test_a_killed_worker_is_gone_before_the_next_one_starts(server, monkeypatch):
    """Its memory counts for as long as it is there."""
    waited: list[int] = []
    wait = Dying.wait
    monkeypatch.setattr(Dying, "wait", lambda self: (waited.append(len(self._pidfds)), wait(self))[1])
    source = "def f():\n    return bytes(100 << 20) and 1\n"
    with SubmissionRunner(server, {FILE: source.encode()}, FILE) as runner:
        for _ in range(3):
            runner.load()
            assert RemoteModule(runner).f() == 1

    assert waited[1:] == [1, 1]


def test_only_what_is_asked_for_twice_counts(submit):
    """Answers that there is no time to ask for again are lost, in one sentence that is always the same."""
    source = "import time\ndef f(x):\n    time.sleep(0.3)\n    return x\n"
    runner = submit(source, call_seconds=1.0, task_seconds=3.0, submission_seconds=1.2)
    student = RemoteModule(runner)
    for case in ("one", "two", "three"):
        runner.begin_case("f", case)
        student.f(1.0)
    lost = RepeatCheck(runner, 1).nondeterministic(["one", "two", "three"])

    assert lost == dict.fromkeys(("one", "two", "three"), "time-limit")
    assert runner.budget.left <= 0


def test_waiting_for_a_worker_to_be_gone_is_the_submissions_time(submit, monkeypatch):
    """A worker whose memory takes long to be freed does not buy its submission time."""
    runner = submit("import os\ndef f():\n    os._exit(0)\n", submission_seconds=5.0)
    wait = Dying.wait
    monkeypatch.setattr(Dying, "wait", lambda self: (time.sleep(0.3), wait(self))[1])
    left = runner.budget.left
    fault_of(RemoteModule(runner).f)
    fault_of(RemoteModule(runner).f)

    assert runner.budget.left <= left - 0.3


def test_a_source_that_python_cannot_compile_is_told_so(submit):
    """Not a syntax error without a word: the compiler gives up for want of memory, or of depth."""
    with pytest.raises(DoesNotImportError) as caught:
        submit("x = " + "-" * 200_000 + "1\n")

    assert caught.value.text.startswith(("the file is too large", "too many nested"))
