"""Mutated sources through real workers: every one is imported or says why not, and the fork server goes on."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from autograder.course.model import Course, Limits
from autograder.grading.environment import sandbox_config
from autograder.grading.verdicts import import_message
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner

pytestmark = pytest.mark.security

NAME = "a3_linear_regression"
MODULE = "linear_regression.py"
VARIANTS = 400
COOKIES = (
    "utf-8",
    "latin-1",
    "utf-16",
    "idna",
    "zlib_codec",
    "unicode_escape",
    "utf-7",
    "rot13",
    "undefined",
    "x" * 300,
)
PIECES = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\x0c",
    b"\r",
    b"\x1a",
    b"\t",
    "\u202e\u2028ſ".encode(),
    b"\\",
    b"'''",
    b"(" * 300,
    b"-" * 5000,
    b"lambda: " * 400,
    b"    " * 120 + b"if 1:\n",
    b"f'{" * 160,
    b"1" * 5000,
    b"\\N{LATIN SMALL LETTER A}",
    b"from __future__ import braces\n",
    b"return 1\n",
    b"raise SystemExit\n",
    b"raise KeyboardInterrupt\n",
    b"import linear_regression, helper\n",
    b"del __builtins__\n",
    b"1/0\n",
    b"async def f(): await g()\n",
    b"match 1:\n case _: pass\n",
)


def mutated(rng: random.Random, source: bytes) -> bytes:
    """The source with one to four things done to it."""
    text = bytearray(source)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        kind = rng.randrange(8)
        if kind == 0 and text:
            text[at - 1] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del text[at : at + rng.randint(1, 40)]
        elif kind == 2:
            text[at:at] = rng.choice(PIECES)
        elif kind == 3:
            del text[at:]
        elif kind == 4:
            text[:0] = f"# -*- coding: {rng.choice(COOKIES)} -*-\n".encode()
        else:
            lines = bytes(text).splitlines(keepends=True) or [b"\n"]
            first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
            if kind == 5:
                lines[first], lines[second] = lines[second], lines[first]
            elif kind == 6:
                lines.insert(first, rng.choice(PIECES) + lines[second])
            else:
                lines[first] = lines[first].lstrip()
            text = bytearray(b"".join(lines))
    return bytes(text)


def test_mutated_sources_import_or_say_why_not(isolation):
    """Some hundred spoilt files: each is imported, or a sentence says why not; the fork server is never restarted."""
    course = Course.find(Path(__file__))
    reference = course.reference(NAME).read_bytes()
    rng = random.Random(4)
    limits = Limits(import_seconds=2.0, memory_mib=512)
    assignment = msgspec.structs.replace(course.load(NAME), limits=limits)
    config = sandbox_config(assignment, isolation[0])
    outcomes: dict[str, int] = {}
    with ForkServer(config) as server:
        for _ in range(VARIANTS):
            source = mutated(rng, reference)
            files = {MODULE: source, "helper.py": mutated(rng, reference)}
            with SubmissionRunner(server, files, MODULE) as runner:
                try:
                    runner.load()
                    outcome = "imported"
                except DoesNotImportError as problem:
                    outcome = problem.kind
                    sentence = import_message(problem, assignment)
                    assert sentence.startswith(MODULE), source
                    assert sentence.endswith("."), source
                except BaseException as error:
                    raise AssertionError(f"{type(error).__name__} for {source!r}") from error
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
                assert runner.flags == []

        assert server.starts == 1

    assert outcomes["imported"] >= 30
    assert outcomes["syntax"] >= 30
    assert outcomes.keys() <= {"imported", "syntax", "raised", "exited", "memory", "not-implemented", "died", "timeout"}
