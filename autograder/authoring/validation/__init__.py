"""Whether an assignment is any good: checks for its author, each with what to mend; decides no student's mark."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import NamedTuple

from autograder.course.model import CourseError
from autograder.faults import GraderFault, described


class Finding(NamedTuple):
    """What one check found: `faults` are sentences, none when all is well; `note` says what was looked at.

    `trace` is the traceback of an exception that stopped the check, for those who ask for it.
    """

    check: str
    note: str
    faults: tuple[str, ...] = ()
    trace: str = ""


def stopped(check: str, error: BaseException, root: Path) -> Finding:
    """A check that an exception has stopped: a sentence, with the file and the line where there is one."""
    trace = "".join(traceback.format_exception(error))
    reason = str(error) if isinstance(error, CourseError | GraderFault) else described(error, root)
    return Finding(check, "", (f"{reason.rstrip('.')}.",), trace)
