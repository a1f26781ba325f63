"""Nothing crosses from one submission to the next: an honest record is the same bytes alone and behind any other.

tests/attack_harness.py and tests/gauntlet_harness.py say so of every attack and every case of the gauntlet; here right
work of all assignments goes wrong in the midst of its calls, in ways that a verdict must not depend on later.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from neighbours import RIGHT, Neighbours

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.results.records import Status, encode
from autograder.submissions.reading import Submission

pytestmark = pytest.mark.security

COURSE = Course.find(Path(__file__))
LIMITS = "[limits]\nimport_seconds = 20\ncall_seconds = {}\ntask_seconds = {}\nsubmission_seconds = {}\n"
SPOIL = """

def _spoiled(function, _calls=[]):
    def answering(*args, **kwargs):
        _calls.append(1)
        if len(_calls) {when}:
            {what}
        return function(*args, **kwargs)
    return answering

import os as _os, time as _time
for _name in {names!r}:
    if not isinstance(globals()[_name], type):
        globals()[_name] = _spoiled(globals()[_name])
"""
"""A second parameter with a list is one list for all of a module's functions."""
WAYS = {
    "its time ends in the third call": ("> 2", "_time.sleep(30)"),
    "its time ends little by little": ("> 0", "_time.sleep(0.3)"),
    "it ends its process in the second call": ("== 2", "_os._exit(0)"),
    "it ends each process in the fifth call": ("== 5", "_os._exit(0)"),
    "it raises in the third call": ("== 3", "raise RuntimeError"),
    "it answers nothing from the second call on": ("> 1", "return None"),
    "it answers too much": ("== 2", "return [0.0] * 150_000"),
    "it writes into the channel": (
        "== 3",
        "[_os.write(number, bytes(64)) for number in range(3, 60) if _open(number)]",
    ),
}
QUICK = ("it ends its process in the second call", "it raises in the third call", "it answers too much")
PATIENT = {
    "a1_one_weight": (1, 1.5, 8),
    "a3_linear_regression": (1, 1.5, 8),
    "a8_autograd_engine": (2, 3, 12),
}
"""Where all ways are tried, and the limits there: with one value, with plain calls, and with calls that depend on
objects, which take longer by themselves."""
OPEN = """
def _open(number):
    try:
        _os.fstat(number)
    except OSError:
        return False
    return True
"""
AGAIN = """
import numpy as _np
if _np.random.get_state()[1][0] != 1:
    raise ImportError
import os as _os
{name}_calls = []
def {name}(*args, _right={name}):
    {name}_calls.append(1)
    if len({name}_calls) == 2:
        _os._exit(0)
    return _right(*args)
"""
"""It imports in its first worker alone, and ends that in a second call."""


@pytest.fixture(params=COURSE.names())
def assignment(request) -> str:
    return str(request.param)


@pytest.fixture
def session(isolation, assignment, tmp_path_factory):
    """Opens sessions of an assignment; where slow ways are tried, with less patience than it has."""
    folder = tmp_path_factory.mktemp("course")
    copy = folder / "solutions" / assignment
    shutil.copytree(COURSE.folder(assignment), copy)
    shutil.copytree(COURSE.root / "solutions" / "shared", folder / "solutions" / "shared")
    if assignment in PATIENT:
        text = (copy / "assignment.toml").read_text(encoding="utf-8")
        text = re.sub(r"\[limits\]\n(?:\w+ = .*\n)+", "", text)
        (copy / "assignment.toml").write_text(
            text.replace("[question]", f"{LIMITS.format(*PATIENT[assignment])}\n[question]"), encoding="utf-8"
        )
    course, (means, level) = Course(folder), isolation

    def opened() -> GradingSession:
        return GradingSession(course, assignment, seed=77, isolation=means, level=level)

    opened.course = course  # type: ignore[attr-defined]  # the fixture's one more thing
    return opened


def test_an_honest_record_is_the_same_bytes_behind_any_other(session, assignment):
    """Behind a submission that goes wrong midway, in one session, an honest record is that of a session of its own; and
    none is ungradable. Right work comes behind each; wrong work does so where all ways are tried, else in turn."""
    course = session.course
    loaded = course.load(assignment)
    right = course.reference(assignment).read_text(encoding="utf-8")
    names = [task.definition for task in loaded.tasks]
    functions = [name for name in names if re.search(rf"^def {name}\b", right, re.MULTILINE)]
    hostile = {
        way: right + OPEN + SPOIL.format(when=when, what=what, names=functions)
        for way, (when, what) in WAYS.items()
        if assignment in PATIENT or way in QUICK
    }
    hostile["it imports once only"] = right + AGAIN.format(name=functions[0])
    neighbours = Neighbours(course, assignment, session)
    changed, ungradable = {}, []
    with session() as shared:
        for turn, (way, source) in enumerate(hostile.items()):
            record = shared.grade(Submission("mallory", {loaded.module_file: source.encode()}))
            if record.status is Status.UNGRADABLE:
                ungradable.append((way, record.message))
            honest = shared.grade(Submission(RIGHT, {loaded.module_file: right.encode()}))
            if differing := neighbours.differing(shared, honest, None if assignment in PATIENT else turn):
                changed[way] = differing

    assert not any(b"time-limit" in encode(record) for record in neighbours.alone.values()), "the limits are too tight"
    assert changed == {}
    assert ungradable == []
    assert neighbours.alone[RIGHT].score == loaded.max_score
