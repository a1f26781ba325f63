"""Fair limits: what a worker waits for a processor is not its time, and nothing else makes its time longer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import msgspec
import pytest

from autograder.course.model import Limits
from autograder.faults import StudentFault
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import SandboxConfig
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.time_limits import Deadline, RunDelay

SOURCE = b"""
import time

def work(seconds):
    started = time.process_time()
    while time.process_time() - started < seconds:
        pass
    return seconds

def rest(seconds):
    time.sleep(seconds)
    return seconds

def forever():
    while True:
        pass

def chatter():
    while True:
        print("x", flush=True)
        time.sleep(0.001)
"""
BURN = "import time; end = time.monotonic() + 60\nwhile time.monotonic() < end: pass"


@contextmanager
def one_processor(burners: int) -> Iterator[None]:
    """All that is started in here runs on one processor, which it shares with so many others."""
    before = os.sched_getaffinity(0)
    with ExitStack() as stack:
        os.sched_setaffinity(0, {min(before)})
        stack.callback(os.sched_setaffinity, 0, before)
        for _ in range(burners):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", BURN]))
            stack.callback(process.kill)
        yield


@pytest.fixture
def crowded(isolation) -> Iterator[SubmissionRunner]:
    """A runner whose worker gets about a quarter of a processor; half a second a call, 1.2 s a task."""
    limits = Limits(call_seconds=0.5, task_seconds=1.2)
    config = msgspec.structs.replace(SandboxConfig(isolation=isolation[0]), limits=limits)
    with (
        one_processor(3),
        ForkServer(config) as server,
        SubmissionRunner(server, {"m.py": SOURCE}, "m.py") as runner,
    ):
        runner.load()
        runner.begin_case("task", "case")
        yield runner


@pytest.mark.skipif(
    not os.path.exists("/proc/self/schedstat"), reason="this kernel does not tell how long a process waits"
)
def test_a_busy_machine_costs_no_time(crowded):
    """Calls that need most of their time, and a task that needs most of its, are in time at a quarter of the speed."""
    started = time.monotonic()

    assert [crowded.call(0, "work", (0.3,), {}) for _ in range(3)] == [0.3] * 3
    if time.monotonic() - started < 1.2:
        pytest.skip("the other processes did not keep the machine busy")


def test_a_loop_on_a_busy_machine_ends(crowded):
    """A call without end costs its limit and what it was kept waiting, within a bound."""
    with pytest.raises(StudentFault) as caught:
        crowded.call(0, "forever", (), {})

    assert caught.value.outcome == "time-limit"


def test_sleep_counts(crowded):
    """Whoever rests does not wait for a processor: sleeping is the submission's own time."""
    with pytest.raises(StudentFault) as caught:
        crowded.call(0, "rest", (3.0,), {})

    assert caught.value.outcome == "time-limit"


def test_printing_makes_no_time(crowded):
    """Output that comes all the time does not keep the limit away."""
    with pytest.raises(StudentFault) as caught:
        crowded.call(0, "chatter", (), {})

    assert caught.value.outcome == "time-limit"


class Told(RunDelay):
    """A process that has waited as long as it is told."""

    def __init__(self, *seconds: float) -> None:
        self._told = list(seconds)

    def seconds(self) -> float:
        return self._told.pop(0) if len(self._told) > 1 else self._told[0]


def test_the_grant_is_bounded():
    """However long a process says that it has waited, a limit of 10 ms ends after five times as much."""
    deadline = Deadline(0.01, Told(5.0, 1e9))
    started = time.monotonic()
    while deadline.left() > 0:
        time.sleep(0.001)

    assert time.monotonic() - started >= 0.05


def test_one_more_look_and_no_further(monkeypatch):
    """Over is told at the second time without a second left; time that is granted in between begins anew."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    late, granted = Deadline(1.0, Told(0.0)), Deadline(1.0, Told(0.0, 0.0, 2.0, 2.0))
    now[0] += 1.5

    assert [late.over(), late.over(), late.over()] == [False, True, True]
    assert [granted.over(), granted.over(), granted.left()] == [False, False, 1.5]
    now[0] += 1.5
    assert [granted.over(), granted.over()] == [False, True]


def test_a_process_that_cannot_be_asked_has_waited_for_nothing():
    """Without a pidfd the limit is the wall clock's alone; after the process is gone, this thread's waits count."""
    with open(os.devnull) as file:
        assert RunDelay(file.fileno()).seconds() == 0.0
    with subprocess.Popen(["true"]) as process:
        pidfd = os.pidfd_open(process.pid)
        delay = RunDelay(pidfd)
    before = own_waits()
    seconds = delay.seconds()

    assert before <= seconds <= own_waits()
    delay.close()
    os.close(pidfd)


def own_waits() -> float:
    """The seconds that this thread has waited for a processor."""
    with open("/proc/thread-self/schedstat") as text:
        return int(text.read().split()[1]) / 1e9
