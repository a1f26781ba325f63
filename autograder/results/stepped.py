"""The picture to step through that a feedback page shows for a failed task, where the assignment declares a graph."""

from __future__ import annotations

import functools

from markupsafe import Markup

from autograder.course.model import Assignment
from autograder.handout.watch import Node, step_through
from autograder.results.records import TaskResult

_TITLE = "The example as a graph"


def stepped(result: TaskResult, assignment: Assignment) -> Markup | None:
    """The task's graph with the numbers of the example on the page; None where there is no graph or no such example.

    Only numbers come from the record: a graph's names are the author's.
    """
    given = result.example.partition("\n")[0]
    for graph in assignment.graphs:
        if given and graph.task == result.name and (found := graph.on(given)) is not None:
            return _drawn(*found)
    return None


@functools.lru_cache(maxsize=64)
def _drawn(nodes: tuple[Node, ...], start: float) -> Markup:
    """Equal numbers are drawn once, however many students have the same example."""
    return Markup(step_through(nodes, _TITLE, start).markup())  # every text in it is escaped there
