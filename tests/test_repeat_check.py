"""The second look at one go: plain calls are repeated without a pause, and judged as if they were repeated alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from autograder.faults import StudentFault
from autograder.grading.repeat_check import RepeatCheck
from autograder.sandbox.calls import Operation, Transcript
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.launch import SandboxConfig
from autograder.sandbox.remote import RemoteModule
from autograder.sandbox.responses import CallResult
from autograder.sandbox.runner import SubmissionRunner

Run = Callable[[str], tuple[SubmissionRunner, dict[str, str]]]
TOO_MANY = "worker._send(wire.Reply(worker._number, 'ok', 1.0))"
CASES = [f"case {number}" for number in range(6)]
TAMPERS = """
import gc, os
import numpy as np
from autograder.sandbox.inside import wire

second_look = np.random.randint(10**6) != {first}
worker, = (frame for frame in gc.get_objects() if type(frame).__name__ == "Worker")

def f(x):
    if second_look and x[0, 0] == 3.0:
        {trick}
    return 2 * x
"""
"""Does something with its worker, but not in the first one, which it knows by the seed."""


@pytest.fixture(scope="module")
def server(isolation) -> Iterator[ForkServer]:
    """A fork server for the NumPy assignments, at the best level of this machine."""
    with ForkServer(SandboxConfig(isolation=isolation[0])) as started:
        yield started


@pytest.fixture
def look(server) -> Iterator[Run]:
    """`look(source)`: six cases of one call `f(x)` each, and what the second look says of them."""
    with ExitStack() as stack:

        def run(source: str) -> tuple[SubmissionRunner, dict[str, str]]:
            runner = stack.enter_context(SubmissionRunner(server, {"m.py": source.encode()}, "m.py"))
            runner.load()
            for number, case in enumerate(CASES):
                runner.begin_case("f", case)
                try:
                    RemoteModule(runner).f(np.full((3, 2), float(number + 1)))
                except StudentFault:
                    continue
            answered = [case for case in CASES if runner.transcripts[case].answered]
            return runner, RepeatCheck(runner, 5).nondeterministic(answered)

        yield run


def asked_at_once(worker: WorkerProcess, requests: list[wire.Call], seconds: float) -> Iterator[CallResult]:
    """The outcomes of requests that are posted together, up to the one that ends the worker."""
    worker.post(b"".join(map(wire.frame, requests)), [request.id for request in requests])
    while worker.pending and not worker.closed:
        yield worker.next(seconds)


def refuse(value: object) -> wire.Handle:
    raise AssertionError(f"{value!r} would stay in the worker")


def spawned(monkeypatch) -> list[int]:
    """Counts the workers that are started from now on."""
    count = [0]
    spawn = ForkServer.spawn

    def counted(self: ForkServer) -> WorkerProcess:
        count[0] += 1
        return spawn(self)

    monkeypatch.setattr(ForkServer, "spawn", counted)
    return count


def test_steady_work_takes_one_more_worker(look, monkeypatch):
    """All calls of steady work are repeated in one worker, without a pause in between."""
    sent: list[int] = []
    whole = WorkerProcess.post

    def watched(self: WorkerProcess, frames: bytes, numbers: Sequence[int]) -> None:
        sent.append(len(numbers))
        whole(self, frames, numbers)

    monkeypatch.setattr(WorkerProcess, "post", watched)
    count = spawned(monkeypatch)
    _, said = look("def f(x):\n    return 2 * x\n")

    assert (said, sent, count) == ({}, [1, 1, 1, 6], [2])  # a look at the file, its import; its import again, all calls


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("calls = []\ndef f(x):\n    calls.append(1)\n    return x + len(calls)\n", "keeps-state"),
        ("import os\ndef f(x):\n    return x + int.from_bytes(os.urandom(4), 'big')\n", "not-deterministic"),
        ("seen = []\ndef f(x):\n    seen.append(x.copy())\n    return seen[0]\n", "keeps-state"),
    ],
    ids=["counts", "noise", "remembers"],
)
def test_what_differs_is_named_case_by_case(look, source, due):
    """State and chance show as they do where every call is repeated on its own."""
    _, said = look(source)

    assert set(said.values()) == {due}
    assert len(said) >= 5


NODES = """
class Node:
    def __init__(self, value):
        self.value = value


def f(x):
    nodes = {Node(value) for value in range(6)}
    return """
"""Puts six objects into a set; how a function goes through the set is still to be written."""


@pytest.mark.parametrize(
    "walk",
    [
        "x * next(iter(nodes)).value",
        "[node.value for node in nodes]",
        "x * sum(place * node.value for place, node in enumerate(nodes))",
    ],
    ids=["first", "list", "places"],
)
def test_a_walk_over_a_set_is_called_so(look, walk):
    """A result that depends on the order of a set of objects always has this name, never chance or state."""
    _, said = look(NODES + walk)

    assert said == dict.fromkeys(CASES, "order-of-a-set")


@pytest.mark.parametrize("walk", ["x * sum(node.value for node in nodes)", "x * len(nodes)"], ids=["sum", "count"])
def test_a_set_that_only_collects_is_steady(look, walk):
    """What does not depend on the order may come from a set."""
    assert look(NODES + walk)[1] == {}


def test_a_walk_over_a_set_is_the_same_in_each_run(isolation):
    """Two fork servers have other addresses, but the same file gives the same answers, also behind other calls."""
    answers = []
    for calls in (1, 3):
        with ForkServer(SandboxConfig(isolation=isolation[0])) as server:
            source = (NODES + "[node.value for node in nodes]").encode()
            with SubmissionRunner(server, {"m.py": source}, "m.py") as runner:
                runner.load()
                runner.begin_case("f", "case")
                for _ in range(calls):
                    answer = RemoteModule(runner).f(1.0)
                answers.append(answer)

    assert answers[0] == answers[1]


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_a_function_that_remembers_its_own_first_call(server, seed):
    """Its first case is not its first again, though another function's comes before; the other stays steady."""
    source = "seen = []\ndef f(x):\n    return 2 * x\ndef g(x):\n    seen.append(x.copy())\n    return seen[0]\n"
    cases = [f"{name} case {number}" for name in "fg" for number in range(3)]
    with SubmissionRunner(server, {"m.py": source.encode()}, "m.py") as runner:
        runner.load()
        for case in cases:
            runner.begin_case(case[0], case)
            getattr(RemoteModule(runner), case[0])(np.full((3, 2), float(case[-1])))
        said = RepeatCheck(runner, seed).nondeterministic(cases)

    assert said == dict.fromkeys(cases[3:], "keeps-state")


def test_no_first_case_is_first_again():
    """In the second order plain cases lead, no function begins with its first case, nor the whole with its own first.

    Only a function with a single case begins with that.
    """
    looks = random.Random(0)
    for seed in range(300):
        kinds = [(looks.choice("fgh"), looks.random() < 0.6) for _ in range(looks.randint(1, 9))]
        transcripts = {str(number): transcript(*kind) for number, kind in enumerate(kinds)}
        cases = list(transcripts)
        order = second_order(transcripts, seed)

        assert sorted(order) == cases
        assert order == second_order(transcripts, seed)
        assert len(order) == 1 or order[0] != cases[0]
        for name in "fgh":
            own = [case for case in cases if kinds[int(case)][0] == name]
            again = [case for case in order if case in own]
            assert len(own) < 2 or again[0] != own[0]

            plain = [case for case in again if kinds[int(case)][1]]
            if own and own[0] not in plain and len(plain) > 1:
                assert again[: len(plain)] == plain


def transcript(name: str, plain: bool) -> Transcript:
    """One call of the function, with values only or with a function."""
    made = Transcript()
    given = {} if plain else {"function 0": float}
    answer = CallResult("ok", reply=wire.Reply(1, "ok", 1.0))
    made.operations.append(Operation(wire.Call(1, 0, name, []), answer, given))
    return made


def second_order(transcripts: dict[str, Transcript], seed: int) -> list[str]:
    runner = SimpleNamespace(transcripts=transcripts, limits=SandboxConfig().limits)
    look = RepeatCheck(cast(SubmissionRunner, runner), seed)
    return look._second_order(list(transcripts))


def test_errors_are_repeated_too(look):
    """A call that raises the same again is steady; one that raises another error is not."""
    _, same = look("def f(x):\n    raise ValueError(str(x))\n")
    _, other = look("n = []\ndef f(x):\n    n.append(1)\n    raise (ValueError, KeyError, TypeError)[len(n) % 3]\n")

    assert same == {}
    assert other


@pytest.mark.parametrize(
    "trick",
    [
        TOO_MANY,
        "os.write(worker._fd, bytes([0, 0, 0, 1, 7]))",
        "worker._send(wire.Reply(worker._number + 1, 'ok', 1.0))",
        "worker._send(wire.Reply(worker._number, 'ask', message='f'))",
        "os._exit(0)",
    ],
    ids=["one answer too many", "rubbish", "the next answer", "a question", "the end"],
)
def test_a_worker_that_misbehaves_in_between_is_found_out(look, trick):
    """Frames that nobody asked for, or none, in the second look only: the cases count as what a single look finds."""
    first = np.random.RandomState(1).randint(10**6)  # the number of the worker
    _, said = look(TAMPERS.format(first=first, trick=trick))

    assert look(TAMPERS.format(first=first, trick="pass"))[1] == {}
    assert "case 2" in said  # and the case behind it, where the surplus comes only when that is asked


def test_answers_larger_than_a_socket_cross(server):
    """Many large requests and answers at once fill the buffers in both directions, and all come through in order."""
    source = "def f(x):\n    return x + 1\n"
    with SubmissionRunner(server, {"m.py": source.encode()}, "m.py") as runner:
        runner.load()
        assert runner._worker is not None
        arrays = [np.full(60_000, float(number)) for number in range(12)]
        requests = [wire.Call(100 + place, 0, "f", [wire.pack(array, refuse)]) for place, array in enumerate(arrays)]
        outcomes = list(asked_at_once(runner._worker, requests, 10.0))

    assert [outcome.status for outcome in outcomes] == ["ok"] * 12
    for array, outcome in zip(arrays, outcomes, strict=True):
        assert outcome.reply is not None
        assert np.array_equal(wire.unpack(outcome.reply.value, refuse), array + 1)


def test_a_call_without_end_ends_the_round(server):
    """Each answer has its own time; the one that does not come in it ends the worker and the round."""
    source = "def f(x):\n    while x > 1:\n        pass\n    return x\n"
    with SubmissionRunner(server, {"m.py": source.encode()}, "m.py") as runner:
        runner.load()
        worker = runner._worker
        assert worker is not None
        requests = [wire.Call(100 + place, 0, "f", [float(place)]) for place in range(4)]
        statuses = [outcome.status for outcome in asked_at_once(worker, requests, 0.5)]

    assert statuses == ["ok", "ok", "timeout"]
    assert worker.closed
