"""Takes the measurements of `make bench` in turn, several times over, and keeps every raw figure; judges nothing."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

import by_assignment
import check_speed
import ours
import psutil
from classroom import NAME, Member, build_class, write_class
from ours import BenchmarkError, Done
from peers.peer import Peer
from peers.with_nbgrader import Nbgrader
from peers.with_otter import Otter
from peers.with_pytest import Pytest

from autograder.course.model import Course
from autograder.course.variants import find_variant

PEERS: dict[str, type[Peer]] = {peer.key: peer for peer in (Nbgrader, Otter, Pytest)}
SMALL = 10
"""The class from which the seconds of the start are known: those that any class costs."""
PARTS_SIZE = 200
WRONG = "grad_W-dropped-two"
"""What the peers must find wrong."""
QUIET = 0.1
"""The share of all cores that other work may take before a round; above it the page says so."""


class Bench:
    """All measurements over one class in a scratch folder."""

    def __init__(self, size: int, seed: int, isolation: int, scratch: Path) -> None:
        self.course = Course.find(Path(__file__))
        self.size, self.seed, self.isolation, self.scratch = size, seed, isolation, scratch
        self.cores = len(os.sched_getaffinity(0))
        self.core = min(os.sched_getaffinity(0))
        self.complaints: list[str] = []
        self._runs = 0
        self.members = build_class(self.course, size, seed)
        self.steady = [member for member in self.members if member.kind != "looping"]
        self.right = [member for member in self.members if member.kind == "right"]
        self.folder = self._write("class", self.members)
        self.steady_folder = self._write("steady", self.steady)
        self.right_folder = self._write("right", self.right)
        self.small = build_class(self.course, SMALL, seed)
        self.small_folder = self._write("small", self.small)

    def _write(self, name: str, members: list[Member]) -> Path:
        return write_class(self.course, members, self.scratch / name)

    def ours(self, folder: Path, members: list[Member], *, one_core: bool = False, sample_every: float = 0.0) -> Done:
        """One run of `autograder grade`; what is wrong with its marks is kept as a complaint."""
        self._runs += 1
        how: dict[str, Any] = {"workers": 1, "core": self.core} if one_core else {"workers": self.cores}
        with tempfile.TemporaryDirectory(dir=self.scratch) as out:
            done = ours.grade(
                folder, members, Path(out) / "out", isolation=self.isolation, sample_every=sample_every, **how
            )
        self.complaints += done.complaints
        return done

    def once(self, peers: list[Peer], peer_sample: int) -> dict[str, Any]:
        """Everything that is compared, once, in turn. Seconds of whole commands, except where it says `each`."""
        found: dict[str, Any] = {"busy before": psutil.cpu_percent(interval=2) / 100}
        for what, folder, members in (
            ("class", self.folder, self.members),
            ("steady", self.steady_folder, self.steady),
            ("small", self.small_folder, self.small),
        ):
            for cores in ("all", "one"):
                done = self.ours(folder, members, one_core=cores == "one")
                found[f"{what}, {cores}"] = done.seconds
                if what != "small":
                    found |= self._times(f"{what}, {cores}", done, members)
                say(f"  {what} of {len(members)}, {cores} core{'s' if cores == 'all' else ''}: {done.seconds:.1f} s")
        for words, cores in (("one", [self.core]), ("all", sorted(os.sched_getaffinity(0)))):
            found[f"floor, {words}"] = by_assignment.floor_of(self.course, NAME, self.right_folder, cores)
        say(f"  floor: {1e3 * found['floor, one']['each']:.1f} ms each on one core")
        for peer in peers:
            sources = [member.source for member in self.right[:peer_sample]]
            found[f"peer, {peer.key}"] = peer.seconds_each(sources)
            say(f"  {peer.name}: {found[f'peer, {peer.key}']:.2f} s each")
        return found

    @staticmethod
    def _times(key: str, done: Done, members: list[Member]) -> dict[str, Any]:
        """What the run notes of single submissions: the others' median, and each looper's."""
        looping = {member.student for member in members if member.kind == "looping"}
        others = [spent for student, spent in done.times.items() if student not in looping]
        times = [done.times[student] for student in sorted(looping) if student in done.times]
        return {f"others' median, {key}": median(others), f"loopers' times, {key}": times}

    def prove(self, peers: list[Peer]) -> None:
        """Each peer must tell a wrong submission from a right one, else its seconds mean nothing."""
        wrong = find_variant(self.course, NAME, "wrong", WRONG)
        for peer in peers:
            if peer.is_right(wrong.source):
                raise BenchmarkError(f"{peer.name} gives {WRONG}, which is wrong, full marks.")

    def by_sizes(self, sizes: list[int]) -> list[dict[str, Any]]:
        """One run for each size. One that fails is a complaint: what was measured before it is not lost."""
        found = []
        for size in sizes:
            try:
                found.append(self.by_size(size))
            except BenchmarkError as error:
                self.complaints.append(f"A class of {size}: {error}")
        return found

    def by_size(self, size: int) -> dict[str, Any]:
        """One run over a class of this size, its memory sampled every second (four times as often for small ones)."""
        members = build_class(self.course, size, self.seed)
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            written = write_class(self.course, members, Path(folder) / "class")
            done = self.ours(written, members, sample_every=0.25 if size <= 100 else 1.0)
        looping = sum(member.kind == "looping" for member in members)
        say(f"  class of {size}: {done.seconds:.1f} s, {1e3 * done.seconds / size:.1f} ms each")
        memory = asdict(done.memory) if done.memory else {}
        return {
            "size": size,
            "looping": looping,
            "seconds": done.seconds,
            "memory": memory,
            "bytes": done.bytes_written,
        }

    def parts(self) -> dict[str, Any]:
        """Milliseconds a submission by part, on one core, without loopers."""
        return ours.parts(self._write("parts", self.steady[:PARTS_SIZE]), NAME, self.core)


def measure(
    bench: Bench, repeat: int, sizes: list[int], names: list[str], peer_sample: int, suite: bool = False
) -> dict[str, Any]:
    """All raw figures. Raises BenchmarkError or PeerError, each with one sentence."""
    place = bench.scratch / "peers"
    place.mkdir()
    peers = [PEERS[name](place) for name in names]
    bench.prove(peers)
    say("One person's wait, and the time by part ...")
    raw = {
        "size": bench.size,
        "counts": {
            kind: sum(member.kind == kind for member in bench.members) for kind in ("right", "wrong", "looping")
        },
        "small": SMALL,
        "cores": bench.cores,
        "check": check_speed.measure(max(2, min(7, 2 * repeat + 1)), suite=suite),
        "parts": bench.parts(),
        "peers": {peer.key: {"name": peer.name, "versions": peer.environment.versions} for peer in peers},
        "peer sample": peer_sample,
    }
    rounds = []
    for number in range(repeat):
        say(f"Round {number + 1} of {repeat}:")
        rounds.append(bench.once(peers, peer_sample))
        if rounds[-1]["busy before"] > QUIET:
            say("  This machine had other work when the round began: its figures mean little.")
    say("By class size:")
    by_size = bench.by_sizes(sizes)
    say("By assignment:")
    course = by_assignment.measure(
        bench.course, bench.size, bench.isolation, bench.scratch, peer_sample if names else 0
    )
    complaints = bench.complaints + course["complaints"]
    return raw | {"rounds": rounds, "by size": by_size, "by assignment": course["by name"], "complaints": complaints}


def say(line: str) -> None:
    print(line, flush=True)
