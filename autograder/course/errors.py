"""Says in words where in a course's own files an exception arose; knows no check and no grading."""

from __future__ import annotations

import traceback
from pathlib import Path

_MOST = 200


def described(error: BaseException, root: Path) -> str:
    """The exception with the file below `root` and the line, such as `solutions/a9/examples.py:12: KeyError: 'dW'`.

    The line is the innermost of the course's own. Without any, the exception stands alone.
    """
    place = place_of(error, root)
    kind = "" if isinstance(error, SyntaxError) and place else f"{type(error).__name__}: "
    said = error.msg if isinstance(error, SyntaxError) and place else str(error)
    return f"{place}{': ' if place else ''}{kind}{' '.join(str(said).split())[:_MOST]}".removesuffix(": ")


def place_of(error: BaseException, root: Path) -> str:
    """The file below `root`'s solutions and the line where an exception arose; "" where it arose elsewhere."""
    inside = root.resolve() / "solutions"
    places = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno))
    own = [(path, line) for path, line in places if path.is_relative_to(inside)]
    if own:
        path, line = own[-1]
        return f"{path.relative_to(inside.parent)}:{line}"
    return place_of(error.__cause__, root) if error.__cause__ is not None else ""
