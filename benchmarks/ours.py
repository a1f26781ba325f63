"""Runs `autograder grade` as a whole process, checks the marks, and samples the memory of all its processes.

Times are those of the whole command, from its start to its end: nothing is subtracted.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from classroom import NAME, Member, complaint

REPO = Path(__file__).resolve().parents[1]
SEED = 7


class BenchmarkError(Exception):
    """A measurement cannot be made; its text is one sentence."""


@dataclass
class Memory:
    """The peak over samples of the sum over all processes of a tree, in MiB."""

    proportional: float = 0.0
    """PSS: a page that several processes share counts once. Where it cannot be read, a process counts with its RSS."""
    resident: float = 0.0
    """RSS: such a page counts in each of them."""
    processes: int = 0
    samples: int = 0

    def sample(self, root: psutil.Process) -> None:
        """Add one sample of `root` and its descendants."""
        proportional, resident, count = 0.0, 0.0, 0
        with contextlib.suppress(psutil.NoSuchProcess):
            for process in [root, *root.children(recursive=True)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    own = process.memory_info().rss
                    resident += own
                    proportional += _pss(process.pid, own)
                    count += 1
        self.proportional = max(self.proportional, proportional / 2**20)
        self.resident = max(self.resident, resident / 2**20)
        self.processes = max(self.processes, count)
        self.samples += 1


@dataclass
class Done:
    """One run of the command."""

    seconds: float
    workers: int
    isolation: int
    pages: int
    bytes_written: int
    times: dict[str, float] = field(repr=False)
    """Seconds by student, as the run notes them."""
    complaints: list[str]
    memory: Memory | None = None
    cpu: float = 0.0
    """Seconds in which processors of this machine were busy while the command ran. A worker that was killed is nobody's
    child any more when it ends, so no process's own account has its time: the machine must do nothing else."""


def _busy() -> float:
    """Seconds in which all processors of this machine were busy, since it started."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    return float(sum(times)) - idle - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)


def _pss(pid: int, otherwise: int) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return otherwise


@contextlib.contextmanager
def sampled(pid: int, every: float) -> Iterator[Memory]:
    """Sample the memory of a process and its descendants until the block is left."""
    memory, over = Memory(), threading.Event()
    root = psutil.Process(pid)

    def go_on() -> None:
        while not over.wait(every):
            memory.sample(root)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        over.set()
        thread.join()


def command(folder: Path, out: Path, workers: int, isolation: int, name: str) -> list[str]:
    """The command as a person would give it."""
    words = ["grade", str(folder), "-a", name, "-o", str(out), "-j", str(workers), "--seed", str(SEED)]
    return [sys.executable, "-m", "autograder", *words, "--require-isolation", str(isolation)]


def grade(
    folder: Path,
    members: list[Member],
    out: Path,
    *,
    name: str = NAME,
    workers: int | None = None,
    core: int | None = None,
    isolation: int = 3,
    sample_every: float = 0.0,
) -> Done:
    """Grade a class with `workers` processes (all cores), pinned to one `core` if it is given."""
    workers = workers or os.cpu_count() or 1
    with open(out.with_suffix(".log"), "w+b") as log:
        started, busy = time.perf_counter(), _busy()
        process = subprocess.Popen(
            command(folder, out, workers, isolation, name), cwd=REPO, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        if core is not None:
            os.sched_setaffinity(process.pid, {core})  # long before it starts processes of its own, which inherit it
        with contextlib.ExitStack() as stack:
            memory = stack.enter_context(sampled(process.pid, sample_every)) if sample_every else None
            process.wait()
        seconds, cpu = time.perf_counter() - started, _busy() - busy
        if (status := process.returncode) not in (0, 1):  # 1: a person must look at some; the marks are compared here
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
            raise BenchmarkError(f"`autograder grade` ended with status {status}: {said[-1]}")
    return _looked_at(Done(seconds, workers, 0, 0, 0, {}, [], memory, cpu), members, out)


def parts(folder: Path, name: str, core: int) -> dict[str, Any]:
    """Milliseconds a submission by part, on one core. Raises BenchmarkError where they cannot be measured."""
    script = str(Path(__file__).with_name("parts.py"))
    done = subprocess.run(
        [sys.executable, script, str(folder), "-a", name, "--core", str(core)],
        cwd=REPO,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"The parts of a run of {name} cannot be measured.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _looked_at(done: Done, members: list[Member], out: Path) -> Done:
    """Fill in what the output folder tells; a missing record or page is a complaint."""
    records = {record["student"]: record for record in map(json.loads, (out / "results.jsonl").open(encoding="utf-8"))}
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    done.isolation, done.times = run["isolation"], run["times"]
    for member in members:
        record = records.get(member.student)
        said = complaint(member, record) if record else f"{member.student} has no record."
        if said:
            done.complaints.append(said)
    done.pages = sum(
        (out / "feedback" / f"{member.student}.{kind}").is_file() for member in members for kind in ("html", "md")
    )
    if done.pages != 2 * len(members):
        done.complaints.append(f"There are {done.pages} feedback pages for {len(members)} submissions.")
    done.bytes_written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return done
