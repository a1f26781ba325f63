"""Grading on a real Dask cluster of two processes on this machine: the same marks, also when one of them is killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from crashing_course import write_class, write_course

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.run import ProgressListener, RunRequest, grade_class
from autograder.results.records import Record

NAME = "a1_one_weight"
COURSE = Course.find(Path(__file__))
ROOT = Path(__file__).resolve().parents[1]


class Cluster(NamedTuple):
    """A scheduler and two workers, one thread each."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    """A process of Dask's own command, on loopback alone."""
    code = "import sys; from distributed.cli.dask_{0} import main; sys.argv[0] = 'dask-{0}'; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code.format(arguments[0]), *arguments[1:]],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def cluster(request, tmp_path) -> Iterator[Cluster]:
    """Two workers on this machine, in processes of their own; with a nanny each where the test's parameter says so."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    assert scheduler.stderr is not None
    address = ""
    for line in scheduler.stderr:
        found = re.search(rb"Scheduler at:\s+(tcp://\S+)", line)
        if found:
            address = found[1].decode()
            break
    assert address, "the scheduler did not start"
    threading.Thread(target=scheduler.stderr.read, daemon=True).start()  # so that it never waits to be read
    nanny = getattr(request, "param", "--no-nanny")
    folders = ["--local-directory", str(tmp_path / "dask")]
    common = ["--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", nanny, *folders]
    workers = [dask("worker", address, *common) for _ in range(2)]
    for worker in workers:
        threading.Thread(target=worker.stderr.read, daemon=True).start()  # type: ignore[union-attr]  # it is a pipe
    from distributed import Client

    with Client(address, timeout=60) as client:
        client.wait_for_workers(2, timeout=60)
    yield Cluster(address, workers)
    for process in (*workers, scheduler):
        process.terminate()  # and not killed: a nanny ends its worker
        process.wait()
        process.stderr.close()  # type: ignore[union-attr]  # it is a pipe


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    """A class of 40, right and wrong."""
    folder = tmp_path_factory.mktemp("class")
    for number, variant in enumerate(variants(COURSE, NAME)[:40]):
        student = folder / f"s{number:02}"
        student.mkdir()
        (student / "one_weight.py").write_text(variant.source)
    return folder


@pytest.fixture(scope="module")
def alone(submitted, tmp_path_factory) -> bytes:
    """The records of the same class, graded on this machine in one process."""
    out = tmp_path_factory.mktemp("alone")
    grade_class(COURSE, RunRequest(submitted, NAME, out, seed=7))
    return (out / "results.jsonl").read_bytes()


@pytest.mark.slow
def test_a_cluster_gives_the_same_records(cluster, submitted, alone, tmp_path):
    """Byte by byte what one process gives."""
    grade_class(COURSE, RunRequest(submitted, NAME, tmp_path / "out", seed=7, dask=cluster.address))

    assert (tmp_path / "out" / "results.jsonl").read_bytes() == alone


class Killer(ProgressListener):
    """Kills a process when ten records are there."""

    def __init__(self, victim: subprocess.Popen[bytes]) -> None:
        self._victim = victim
        self._seen = 0

    def graded(self, record: Record) -> None:
        self._seen += 1
        if self._seen == 10:
            self._victim.send_signal(signal.SIGKILL)


@pytest.mark.slow
def test_a_machine_that_is_lost_costs_nothing(cluster, submitted, alone, tmp_path):
    """One of two workers is killed in the middle: the other one does its work, and every record is there once."""
    grade_class(
        COURSE, RunRequest(submitted, NAME, tmp_path / "out", seed=7, dask=cluster.address), Killer(cluster.workers[0])
    )

    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert (tmp_path / "out" / "results.jsonl").read_bytes() == alone


@pytest.mark.slow
@pytest.mark.parametrize("cluster", ["--no-nanny", "--nanny"], indirect=True)
def test_a_submission_that_kills_its_process_costs_itself_its_mark(cluster, tmp_path):
    """Dask's workers outlive it, with a nanny and without; the others have their records, and again at a re-run."""
    course = write_course(tmp_path / "course")
    students = ["a-kill", "b", "c", "d-exit", "e", "f"]
    submitted = write_class(tmp_path / "class", students)
    order = RunRequest(submitted, "tiny", tmp_path / "out", seed=7, dask=cluster.address)
    grade_class(course, order)
    first = (tmp_path / "out" / "results.jsonl").read_bytes()
    again = grade_class(course, order)
    grade_class(course, RunRequest(submitted, "tiny", tmp_path / "here", seed=7))

    assert [worker.poll() for worker in cluster.workers] == [None, None]
    assert [record.score for record in again.records if record.student not in ("a-kill", "d-exit")] == [10] * 4
    assert (again.ungradable, again.graded_now) == (2, 2)
    assert (tmp_path / "out" / "results.jsonl").read_bytes() == first
    assert (tmp_path / "here" / "results.jsonl").read_bytes() == first


def grade(submitted: Path, out: Path, address: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", "grade", str(submitted), "-a", NAME, "-o", str(out)]
    return subprocess.run(
        [*command, "--dask", address], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:1", "No Dask scheduler answers at tcp://127.0.0.1:1; start one with `dask scheduler`."),
        (
            "nonsense://x",
            "nonsense://x is not the address of a Dask scheduler; an address looks like tcp://127.0.0.1:8786.",
        ),
    ],
)
def test_no_scheduler_is_one_sentence(submitted, tmp_path, address, words):
    """Nobody at the address, and an address that is none: one sentence that says what to do, and status 2."""
    done = grade(submitted, tmp_path / "out", address)

    assert (done.returncode, done.stderr) == (2, f"autograder: {words}\n")
