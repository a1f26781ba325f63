"""Runs all checks of one assignment, in their order; one that cannot run is a fault like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from autograder.authoring.validation import Finding, stopped
from autograder.authoring.validation.grades import USUAL_SEEDS, check_grades
from autograder.authoring.validation.runs import check_runs
from autograder.authoring.validation.texts import check_examples, check_texts
from autograder.course.model import Course
from autograder.sandbox.selftest import IsolationReport

CHECKS = (
    "points",
    "said once",
    "stub",
    "docstrings",
    "no leak",
    "words",
    "ladders",
    "examples",
    "reference",
    "oracles",
    "mistakes",
    "stub earns",
    "right variants",
    "wrong variants",
    "names",
    "seeds",
    "cases",
    "public tests",
    "notebook",
)
"""What is looked at, in this order."""
SLOW = frozenset({"right variants", "wrong variants", "names", "seeds", "cases", "notebook"})
"""What is left out where it is to be fast."""


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without the faults that an earlier check told; a check that loses all of them names that check."""
    told: dict[str, str] = {}
    remaining = []
    for finding in findings:
        fresh = tuple(fault for fault in finding.faults if fault not in told)
        if finding.faults and not fresh:
            remaining.append(Finding(finding.check, f"see {told[finding.faults[0]]}"))
        else:
            remaining.append(finding._replace(faults=fresh))
        told |= dict.fromkeys(fresh, finding.check)
    return remaining


def validate(
    root: Path, name: str, report: IsolationReport, *, fast: bool = False, seeds: int = USUAL_SEEDS
) -> list[Finding]:
    """What is wrong with an assignment of the course at `root`; `report` is the isolation level to grade at.

    Variants are graded at so many `seeds`. With `fast` no variant is graded, and no notebook run.
    """
    course = Course(root)
    findings: list[Finding] = []
    steps: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: check_examples(course, name),  # before the texts: what students get has the examples in it
        lambda: check_texts(course, name),
        lambda: check_grades(course, name, report, fast=fast, seeds=seeds),
        lambda: check_runs(course, name, fast=fast),
    )
    for first, step in zip(("examples", "points", "reference", "public tests"), steps, strict=True):
        before = len(findings)
        try:
            for finding in step():
                findings.append(finding)
        except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever an author's file raises is a fault to be told
            check = first if len(findings) == before else CHECKS[CHECKS.index(findings[-1].check) + 1]
            findings.append(stopped(check, error, root))
    return sorted(told_once(findings), key=lambda finding: CHECKS.index(finding.check))
