"""A record for the terminal, in few lines; knows no grading and prints nothing."""

from __future__ import annotations

import textwrap

from autograder.course.model import Assignment
from autograder.handout.explain import capital
from autograder.results.feedback import explained
from autograder.results.records import Record, Status, TaskResult
from autograder.results.statistics import lost_points
from autograder.results.text import WIDTH, number, one_line, sentences, wrapped

_MOST_LINES = 6


def feedback_lines(record: Record, assignment: Assignment) -> list[str]:
    """A record for the terminal: the total, what is right, then each mistake, at most six lines on what it is."""
    if record.status is not Status.GRADED:
        text = one_line(f"{assignment.title}: {record.status.value}. {record.message}", 400)
        return [*textwrap.wrap(text, 80), *_notes(record)]
    lines = [f"{assignment.title}: {number(record.score)} of {number(record.max_score)} points", *_notes(record)]
    right = [task.name for task in record.tasks if not lost_points(task)]
    if right:
        lines.append(_right(right, everything=len(right) == len(record.tasks)))
    wrong = [task for task in record.tasks if lost_points(task)]
    for task in wrong:
        points = f"{task.name}  {number(task.score)} of {number(task.max_score)}"
        lines += ["", points, *(f"    {line}" for line in _about(task, assignment))]
    read = [f"{task.name} in “{assignment.sections[task.name]}”" for task in wrong if task.name in assignment.sections]
    if read:
        lines += ["", *textwrap.wrap(f"Where to read, in the notebook: {', '.join(read)}.", 80)]
    lines += [f"For a person to look at: {one_line(flag)}" for flag in record.flags if flag not in record.notes]
    return lines


def _notes(record: Record) -> list[str]:
    """What was done to find the module."""
    return [line for note in record.notes for line in textwrap.wrap(one_line(note), 80)]


def _right(names: list[str], *, everything: bool) -> str:
    return "Every task is right." if everything else f"Right: {', '.join(names)}"


def _about(task: TaskResult, assignment: Assignment) -> list[str]:
    """What was found, the text and the example, six lines in all: of the text as many sentences as fit."""
    message_lines = wrapped(capital(one_line(task.message)))
    lines = [one_line(line) for line in task.example.splitlines()]
    if lines and len(both := "; ".join(lines[-2:])) <= WIDTH:
        lines[-2:] = [both]
    example = [part for line in lines for part in wrapped(line)]
    shown: list[str] = []
    for sentence in sentences(explained(task, assignment)):
        longer = wrapped(" ".join([*shown, sentence]))
        if len(message_lines) + len(longer) + len(example) > _MOST_LINES:
            break
        shown.append(sentence)
    message_lines = message_lines[: max(1, _MOST_LINES - len(example))]
    return [*message_lines, *wrapped(" ".join(shown)), *example][:_MOST_LINES]
