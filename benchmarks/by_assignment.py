"""Measures every assignment of the course: a class, right and wrong work by itself, the floor and stock nbgrader.

    python benchmarks/by_assignment.py [-n SIZE] [--only NAME ...] [--no-peers]     prints the table

A class is 70 % right, 1 % loops for ever, the rest is wrong in different ways: the right and wrong variants of the
assignment, put together task by task. No two files are equal. Every mark is compared with what was meant.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import floor
import ours
from classroom import LOOPING_SHARE, NAME, RIGHT_SHARE, Member, build_class, write_class
from ours import BenchmarkError
from peers.environments import PeerError
from peers.with_nbgrader import NbgraderForModule

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.environment import sandbox_config
from autograder.sandbox.launch import Isolation

Raw = dict[str, Any]

LOOPS = ("while True:\n    pass", "n = 0\nwhile n < 1:\n    n = n * 2", "left = 3\nwhile left:\n    left = left - 2")
"""Bodies that never end."""
FLOOR_RUNS = 200
ALONE = 60
"""Right, and wrong, submissions that are graded on one core by themselves."""
RANDOM = ("not-deterministic", "keeps-state")
"""Mistakes whose marks may differ from run to run."""


def class_of(course: Course, name: str, size: int, seed: int, kinds: list[str] | None = None) -> list[Member]:
    """A class of any assignment from its variants; the same arguments give the same bytes."""
    if name == NAME and kinds is None:
        return build_class(course, size, seed)
    rng = random.Random(f"{name} {seed} {size} {kinds}")
    reference = course.reference(name).read_text(encoding="utf-8")
    right: dict[str, list[str]] = {}
    wrong: list[tuple[str, str]] = []
    for variant in variants(course, name):
        cell = variant.source.removeprefix(reference)
        if variant.right:
            right.setdefault(variant.where.partition(":")[0], [""]).append(cell)
        elif variant.loses != "nothing" and not any(word in variant.name for word in RANDOM):
            wrong.append((variant.name, cell))
    functions = {node.name: node for node in ast.parse(reference).body if isinstance(node, ast.FunctionDef)}
    tasks = [functions[task.name] for task in course.load(name).tasks if task.name in functions]
    if kinds is None:
        looping, good = round(size * LOOPING_SHARE), round(size * RIGHT_SHARE)
        kinds = ["right"] * good + ["looping"] * looping + ["wrong"] * (size - good - looping)
        rng.shuffle(kinds)
    members = []
    for number, kind in enumerate(kinds):
        made_of, cells = {}, []
        if kind == "right":  # one style of one task: styles of several tasks are not made to be mixed
            task = rng.choice(sorted(right))
            cells = [rng.choice(right[task])]
        elif kind == "wrong":
            made_of["wrong"], cell = rng.choice(wrong)
            cells = [cell]
        else:
            function = rng.choice(tasks)
            body = "\n".join(f"    {line}" for line in rng.choice(LOOPS).split("\n"))
            cells = [f"\n\ndef {function.name}({ast.unparse(function.args)}):\n{body}\n"]
            made_of["looping"] = function.name
        source = f"# {rng.randrange(10**9)}\n" + reference + "".join(cells)
        members.append(Member(f"s{number:05d}", kind, source, made_of))
    return members


class Assignment:
    """The measurements of one assignment in a scratch folder."""

    def __init__(self, course: Course, name: str, size: int, isolation: int, scratch: Path) -> None:
        self.course, self.name, self.isolation, self.scratch = course, name, isolation, scratch / name
        self.cores = sorted(os.sched_getaffinity(0))
        self.complaints: list[str] = []
        alone = min(ALONE, size)
        self.members = {"class": class_of(course, name, size, 1)} | {
            kind: class_of(course, name, alone, 2, [kind] * alone) for kind in ("right", "wrong")
        }
        reference = course.reference(name).read_text(encoding="utf-8")
        self.members["plain"] = [Member(f"s{n}", "right", f"# {n}\n{reference}", {}) for n in range(4)]
        self.members["first"] = self.members["plain"][:1]
        self.folders = {
            kind: write_class(course, members, self.scratch / kind, name) for kind, members in self.members.items()
        }

    def _ours(self, kind: str, **how: Any) -> ours.Done:
        folder, members = self.folders[kind], self.members[kind]
        with tempfile.TemporaryDirectory(dir=self.scratch) as out:
            done = ours.grade(folder, members, Path(out) / "out", name=self.name, isolation=self.isolation, **how)
        self.complaints += [f"{self.name}: {sentence}" for sentence in done.complaints]
        return done

    def peer(self) -> NbgraderForModule:
        """Stock nbgrader for this assignment."""
        place = self.scratch / "peer"
        place.mkdir()
        handout = self.course.root / "assignments" / self.name
        return NbgraderForModule(place, handout, self.course.load(self.name).module, self.course.reference(self.name))

    def measure(self, peer_sample: int) -> dict[str, Any]:
        """Seconds a submission. The class by the clock; right, wrong and the class also in seconds of processors.

        The start, which any class costs, is left out of right and wrong ones and of nbgrader's; but not of the class.
        """
        size, alone = len(self.members["class"]), len(self.members["right"])
        whole, first = self._ours("class"), self._ours("first", workers=1, core=self.cores[0])
        found: dict[str, Any] = {"size": size, "class": whole.seconds / size, "class, CPU": whole.cpu / size}
        for kind in ("right", "wrong"):
            done = self._ours(kind, workers=1, core=self.cores[0])
            found[kind] = (done.seconds - first.seconds) / (alone - 1)
            found[f"{kind}, CPU"] = (done.cpu - first.cpu) / (alone - 1)
        found |= {
            "start": first.seconds,
            "floor": floor_of(self.course, self.name, self.folders["plain"], self.cores[:1])["each"],
        }
        found["parts"] = ours.parts(self.folders["right"], self.name, self.cores[0])["milliseconds"]
        if peer_sample:
            found["nbgrader"] = self.peer().seconds_each([m.source for m in self.members["plain"][:peer_sample]])
        return found


def floor_of(course: Course, name: str, folder: Path, cores: list[int]) -> dict[str, float]:
    """The floor of an assignment on these cores; the same modules are warm as in the grader's fork server."""
    definition = course.load(name)
    config = sandbox_config(definition, Isolation())
    warm, handout = [*config.preload, *config.warm], course.root / "assignments" / name
    return floor.run(folder, handout, definition.module, FLOOR_RUNS, cores, warm)


def measure(
    course: Course, size: int, isolation: int, scratch: Path, peer_sample: int, names: list[str] | None = None
) -> Raw:
    """Assignments (all): `by name` and `complaints`. One that fails is a complaint: the others are not lost."""
    found, complaints = {}, []
    for name in names or course.names():
        one = Assignment(course, name, size, isolation, scratch)
        try:
            found[name] = one.measure(peer_sample)
        except (BenchmarkError, PeerError) as error:
            complaints.append(f"{name}: {error}")
            continue
        complaints += one.complaints
        print(f"  {name}: {1e3 * found[name]['class']:.1f} ms each in a class of {size}", flush=True)
    return {"by name": found, "complaints": complaints}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--size", type=int, default=1000)
    parser.add_argument("--only", nargs="*", default=[], help="these assignments, by the beginning of their names")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    course = Course.find(Path(__file__))
    names = [name for name in course.names() if name.startswith(tuple(options.only) or "")]
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(course, options.size, 3, Path(scratch), 0 if options.no_peers else 3, names)
    for name, row in found["by name"].items():
        print(name, *(f"{what} {1e3 * value:.1f}" for what, value in row.items() if isinstance(value, float)), sep="  ")
    for sentence in found["complaints"]:
        print(sentence)
    sys.exit(bool(found["complaints"]))


if __name__ == "__main__":
    main()
