"""The picture to step through that a feedback page shows for a failed task, where the assignment declares a graph."""

from __future__ import annotations

from markupsafe import Markup

from autograder.course.graphs import Graph
from autograder.course.model import Assignment
from autograder.handout.watch import step_through
from autograder.results.records import TaskResult

_TITLE = "The example as a graph"


class Pictures:
    """Draws the graphs of failed tasks. Equal ones are drawn once while the object lives, which is as long as a run."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Graph, str], Markup | None] = {}

    def of(self, result: TaskResult, assignment: Assignment) -> Markup | None:
        """The task's graph with the numbers of the example on the page; None where no graph fits the example.

        Only numbers come from the record: a graph's names are the author's.
        """
        given = result.example.partition("\n")[0]
        for graph in assignment.graphs:
            if given and graph.task == result.name:
                if (graph, given) not in self._drawn:
                    self._drawn[graph, given] = _drawn(graph, given)
                if (picture := self._drawn[graph, given]) is not None:
                    return picture
        return None


def _drawn(graph: Graph, given: str) -> Markup | None:
    found = graph.on(given)
    return None if found is None else Markup(step_through(found[0], _TITLE, found[1]).markup())  # escapes every text
