"""Writes the table of mutation: every small change of every reference solution, and whether the hidden cases notice it.

    python tests/mutation_table.py [-o FILE] [NAME...]

A change that costs no point has survived: then a case is missing, or the change is none, which its author records with
the reason in solutions/<name>/mutants.toml. The exit status is 0 when every mutant is killed or recorded, and no record
is out of date; 1 otherwise.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import msgspec
from mutmut.mutation.file_mutation import create_mutations

from autograder.course.model import Course
from autograder.grading.environment import required_level
from autograder.grading.session import GradingSession
from autograder.results.records import Status
from autograder.submissions.reading import Submission

SEED = 20261123
RECORD = "mutants.toml"


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that no case can notice, and why: the line before and after it, without blanks at both ends."""

    before: str
    after: str
    reason: Annotated[str, msgspec.Meta(min_length=20)]


class Records(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file mutants.toml of an assignment."""

    equivalent: list[Equivalent] = []


class Mutant(msgspec.Struct, frozen=True):
    """One change of a reference solution and what became of it: the tasks that lost points, none when it survived."""

    before: str
    after: str
    source: str
    lost: tuple[str, ...] = ()


class CallResult(msgspec.Struct, frozen=True):
    """What became of all mutants of one assignment."""

    name: str
    mutants: list[Mutant]
    survivors: list[Mutant]
    equivalent: list[Equivalent]
    stale: list[Equivalent]


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of the regions between BEGIN and END SOLUTION, each once."""
    module, mutations, _, _ = create_mutations("reference.py", source, solution_lines(source))
    seen = {source}
    for mutation in mutations:
        changed = module.deep_replace(mutation.original_node, mutation.mutated_node).code
        if changed not in seen:
            seen.add(changed)
            before, after = difference(source, changed)
            yield Mutant(before, after, changed)


def solution_lines(source: str) -> set[int]:
    """The numbers of the lines inside of solution regions."""
    inside, found = False, set()
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() in ("# BEGIN SOLUTION", "# END SOLUTION"):
            inside = "BEGIN" in line
        elif inside:
            found.add(number)
    return found


def difference(source: str, changed: str) -> tuple[str, str]:
    """The lines that are not the same, before and after."""
    lines = list(difflib.ndiff(source.splitlines(), changed.splitlines()))
    return tuple(" / ".join(line[2:].strip() for line in lines if line[:2] == sign) for sign in ("- ", "+ "))  # type: ignore[return-value]  # two signs, two texts


def examine(name: str) -> CallResult:
    """Grade every mutant of an assignment's reference."""
    course = Course.find(Path(__file__))
    assignment = course.load(name)
    record = course.folder(name) / RECORD
    known = msgspec.toml.decode(record.read_bytes(), type=Records).equivalent if record.is_file() else []
    reasons = {(one.before, one.after): one for one in known}
    found = required_level(course, assignment, 1)
    graded = []
    with GradingSession(course, name, seed=SEED, isolation=found.isolation, level=found.level) as session:
        for mutant in mutants(course.reference(name).read_text(encoding="utf-8")):
            result = session.grade(Submission("mutant", {assignment.module_file: mutant.source.encode()}))
            if result.status is Status.UNGRADABLE:
                raise SystemExit(f"{name}: {mutant.before} -> {mutant.after}: {result.message}")
            lost = [task.name for task in result.tasks if task.score < task.max_score]
            lost += [] if result.status is Status.GRADED else [result.status.value]
            graded.append(msgspec.structs.replace(mutant, lost=tuple(lost)))
    alive = [mutant for mutant in graded if not mutant.lost]
    here = {(mutant.before, mutant.after) for mutant in alive}
    return CallResult(
        name,
        graded,
        [mutant for mutant in alive if (mutant.before, mutant.after) not in reasons],
        [one for place, one in reasons.items() if place in here],
        [one for place, one in reasons.items() if place not in here],
    )


def table(outcomes: Sequence[CallResult]) -> str:
    """The table in Markdown: the counts by assignment, and below it what survived."""
    lines = [
        "# Mutants of the reference solutions",
        "",
        "Written by `make mutation`. Each mutant is a reference solution with one small change, made by mutmut:",
        "another number, operator or comparison, an argument left out. The hidden cases grade it in the sandbox as",
        "they grade a student's file. It is killed when it loses a point; it is equivalent when no input can tell",
        "the two apart, for the reason that its author gives in `solutions/<name>/mutants.toml`.",
        "",
        "| assignment | mutants | killed | equivalent | survived |",
        "|---|--:|--:|--:|--:|",
    ]
    for one in outcomes:
        killed = sum(bool(mutant.lost) for mutant in one.mutants)
        lines.append(f"| {one.name} | {len(one.mutants)} | {killed} | {len(one.equivalent)} | {len(one.survivors)} |")
    for one in outcomes:
        rows = [(e.before, e.after, e.reason) for e in one.equivalent]
        rows += [(m.before, m.after, "**survived: a case is missing**") for m in one.survivors]
        rows += [(e.before, e.after, "**recorded as equivalent, and is killed or gone**") for e in one.stale]
        if rows:
            lines += ["", f"## {one.name}", "", "| before | after | why it lives |", "|---|---|---|"]
            lines += [f"| `{cell(before)}` | `{cell(after)}` | {cell(why)} |" for before, after, why in rows]
    return "\n".join([*lines, ""])


def cell(text: str) -> str:
    """A line of code within a table."""
    return text.replace("|", "\\|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, help="the file to write [default: standard output]")
    parser.add_argument("names", nargs="*", help="assignments; all without")
    options = parser.parse_args()
    names = options.names or Course.find(Path(__file__)).names()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(examine, names))
    text = table(outcomes)
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
    sys.exit(any(one.survivors or one.stale for one in outcomes))


if __name__ == "__main__":
    main()
