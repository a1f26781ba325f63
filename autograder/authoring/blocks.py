"""Puts what assignment.toml says into an author's prose, and finds what the prose says a second time.

README.md and notebook.py have a line `<!-- tasks -->`, where the time and the table of tasks and points come; the
notebook's cell question="text" has a line `<!-- question -->`. The hints of a task stand below its check cell and in
HINTS.md. Knows texts only, no course and no folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from autograder.course.model import Assignment, Starred, Task
from autograder.results.feedback import TIERS

_MARKER = re.compile(r"^<!--[ \t]*(tasks|question)[ \t]*-->[ \t]*$", re.MULTILINE)
_PLACES = {
    "tasks": "where the time and the table of tasks and points should stand",
    "question": 'in the cell `# %% [markdown] question="text"`, where the question and its points should stand',
}
_STARRED = (
    "Starred parts are optional; they are for those who are quick. "
    "They stand near the end of the notebook, and have no points."
)
_GAP = r"[*_]*(?:[ \t]+|[ \t]*\\?\n[ \t]*)"
"""Between two words; the second may stand in the next line, in assignment.toml after a backslash."""
_BY_HAND = re.compile(
    rf"""
    \b(?:\d+(?:\.\d+)?|half{_GAP}an?|worth{_GAP}\w+){_GAP}points?\b(?!\s*=)   # 6 points; not `order = 6`, `points = 2`
    | \|[ \t]*points?[ \t]*\|                                                 # a table with a column of points
    | \b(?:allow|time:?){_GAP}(?:about{_GAP})?\d+{_GAP}minutes?\b             # Allow about 60 minutes; Time: 60 minutes
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CELL = re.compile(r"# ?%%")
_TEXT_CELL = re.compile(r"\[(?:markdown|md)\]")
_LITERAL = re.compile(r"(`[^`]*`|\$[^$]*\$|(?<![\w)\]*])(\*{1,2})(?![\s*])[^*]*(?<!\s)\2(?![\w*]))")
"""Code, mathematics, and *emphasis*, which begins where no factor stands before the star."""
_TIMES = re.compile(r"(?<=[\w)\]])\*{1,2}(?=[\w(\[.-])")


class _Line(NamedTuple):
    """A line of prose: where it stands, the head of its cell (nothing outside of notebooks), its text."""

    number: int
    cell: str
    text: str


def filled(text: str, assignment: Assignment) -> str:
    """Markdown in which each marker line has become its block."""
    blocks = {"tasks": tasks_block(assignment), "question": question_block(assignment)}
    return _MARKER.sub(lambda marker: blocks[marker[1]], text)


def tasks_block(assignment: Assignment) -> str:
    """How long the assignment takes, its tasks with their points and total, and what the question adds.

    Where assignment.toml says how hard a task is, or how long it takes, the table says so too.
    """
    rows = ["| task | what it gives | points |", "|---|---|---|"]
    for task in assignment.tasks:
        rows.append(f"| `{task.name}` | {_with_effort(task.summary, task)} | {task.points:g} |")
    rows.append(f"| | in all | {assignment.max_score:g} |")
    rows += [f"| ★ {extra.title} | {_with_effort(extra.summary, extra)} | – |" for extra in assignment.starred]
    return "\n".join(
        [
            f"Allow about {assignment.minutes} minute{'' if assignment.minutes == 1 else 's'}.",
            "",
            *rows,
            "",
            f"The written question at the end of the notebook gives {counted(assignment.question.points)} more. "
            "A person reads it.",
            *([_STARRED] if assignment.starred else []),
        ]
    )


def effort(rated: Task | Starred) -> str:
    """How hard a task is and how long it takes, as far as assignment.toml says: `hard, 12 min`."""
    return ", ".join([*filter(None, [rated.difficulty]), *([f"{rated.minutes} min"] if rated.minutes else [])])


def _with_effort(summary: str, rated: Task | Starred) -> str:
    """A cell of the table. The effort has no column of its own, so that the table fits into a narrow window."""
    said = effort(rated)
    return f"{_cell(summary)} *{said[0].upper()}{said[1:]}.*" if said else _cell(summary)


def question_block(assignment: Assignment) -> str:
    """The written question and its points."""
    question = assignment.question
    return f"{question.text.strip()}\n\n({counted(question.points)}. A person reads the answer.)"


def hints_cell(task: Task) -> str:
    """The hints of a task as they stand in the notebook, below the cell that checks the task."""
    return f"Hints for `{task.name}`. Open a hint, then try again.\n\n{hints_block(task)}"


def hints_block(task: Task) -> str:
    """The three tiers of a task, each closed until it is opened."""
    return "\n\n".join(
        _closed(f"Hint {number}: {tier}", prose(hint))
        for number, (tier, hint) in enumerate(zip(TIERS, task.hints, strict=True), 1)
    )


def derivation_block(task: str, text: str) -> str:
    """The derivation of a task's formula, closed until it is opened."""
    summary = f"The derivation of <code>{task}</code>. Open it when your check is right, or when you are stuck."
    return _closed(summary, text)


def _closed(summary: str, text: str) -> str:
    """Markdown that is closed until it is opened.

    The empty lines make GitHub, JupyterLab, VS Code and nbconvert render Markdown inside of the HTML element.
    """
    return f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"


def counted(points: float) -> str:
    """Such as `1 point` or `2.5 points`."""
    return f"{points:g} point{'' if points == 1 else 's'}"


def prose(text: str) -> str:
    """Markdown in which the stars of 1*3 + 2*4 are no emphasis; code, mathematics and *emphasis* stay as they are."""
    text = text.strip()
    done, end = [], 0
    for literal in _LITERAL.finditer(text):
        done += [_TIMES.sub(_escape, text[end : literal.start()]), literal[0]]
        end = literal.end()
    return "".join([*done, _TIMES.sub(_escape, text[end:])])


def faults(text: str, where: str) -> list[str]:
    """A sentence for each marker that is missing or too many, and for points, minutes or a question written by hand.

    `where` is the path of a source: README.md, notebook.py or assignment.toml, where points stand in their keys only.
    """
    lines = list(_lines(text, where))
    sentences = list(_by_hand(lines, where))
    if where.endswith(".md"):
        sentences += _misplaced(lines, where, "tasks")
    elif where.endswith(".py"):
        sentences += [*_misplaced(lines, where, "tasks"), *_misplaced(lines, where, "question"), *_beside(lines, where)]
    return sentences


def _lines(text: str, where: str) -> Iterator[_Line]:
    """The lines of prose; of a percent script those of its text cells, without the sign of a comment."""
    cell = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not where.endswith(".py"):
            yield _Line(number, "", line)
        elif _CELL.match(line):
            cell = line
        elif _TEXT_CELL.search(cell):
            yield _Line(number, cell, line.removeprefix("#").strip())


def _by_hand(lines: list[_Line], where: str) -> Iterator[str]:
    whole = "\n".join(line.text for line in lines)
    for match in _BY_HAND.finditer(whole):
        line = lines[whole.count("\n", 0, match.start())].number
        text = " ".join(match[0].split())
        yield (
            f'{where}, line {line}: "{text}" is written by hand. Points and minutes come from the keys of '
            "assignment.toml; delete the text here, or write it in other words if it means something else."
        )


def _misplaced(lines: list[_Line], where: str, marker: str) -> Iterator[str]:
    """A marker stands once; that of the question in the question's cell."""
    sign = "# " if where.endswith(".py") else ""
    markers = [line for line in lines if (match := _MARKER.match(line.text)) and match[1] == marker]
    if not markers:
        yield f"{where} has no line `{sign}<!-- {marker} -->`. Add it {_PLACES[marker]}."
    for line in markers[1:]:
        yield f"{where}, line {line.number}: `<!-- {marker} -->` stands here a second time. Delete this line."
    for line in markers[:1]:
        if marker == "question" and not _asks(line):
            yield f"{where}, line {line.number}: `# <!-- question -->` is in the wrong cell. Put it {_PLACES[marker]}."


def _beside(lines: list[_Line], where: str) -> Iterator[str]:
    """Beside its marker the question's cell has headings only."""
    for line in lines:
        if _asks(line) and line.text and not line.text.startswith("#") and not _MARKER.match(line.text):
            yield (
                f"{where}, line {line.number}: the question is written by hand. Its text comes from assignment.toml; "
                "leave a heading and `# <!-- question -->` here."
            )
            return


def _asks(line: _Line) -> bool:
    return 'question="text"' in line.cell


def _cell(text: str) -> str:
    """Text in one line that cannot end a table's cell."""
    return prose(" ".join(text.split())).replace("|", "\\|")


def _escape(stars: re.Match[str]) -> str:
    return stars[0].replace("*", "\\*")
