"""The course's late policy in nbgrader: what a submission in the gradebook loses, with the points that it has now.

nbgrader keeps a penalty from the time of grading. Points that a person gives later would escape it, so it is computed
again whenever marks are read, and written again before nbgrader's own programs read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Dict
from traitlets.config import Config

from autograder.course.due_dates import LatePolicy

Penalty = Callable[[Any], float]
"""What a submission in nbgrader's gradebook loses for being late, in points."""


class CoursePenalty(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """The table [late] of course.toml; nbgrader's own `penalty_method` counts where nbgrader_config.py sets it."""

    policy = Dict(help="The table [late] of course.toml.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        if self.penalty_method != "none":
            taken: float | None = super().late_submission_penalty(student_id, score, total_seconds_late)
            return taken
        return msgspec.convert(self.policy, LatePolicy).loss(score, total_seconds_late) or None


def losses(config: Config) -> Callable[[str, float, float], float]:
    """What a student's points lose so many seconds after the due date, by the plugin that nbgrader's settings name.

    That is the course's own if they name no other.
    """
    assign = AssignLatePenalties(config=config)
    assign.init_plugin()

    def loss(student: str, points: float, seconds: float) -> float:
        if seconds <= 0 or points <= 0:
            return 0.0
        taken = assign.plugin_inst.late_submission_penalty(student, points, seconds)
        return min(max(0.0, float(taken or 0.0)), points)

    return loss


def penalties(config: Config) -> Penalty:
    """What submissions in the gradebook lose, with the points that they have now."""
    loss = losses(config)
    return lambda submission: loss(submission.student.id, float(submission.score), float(submission.total_seconds_late))


def write_penalties(gradebook: Gradebook, assignment: str, config: Config) -> list[str]:
    """Write what each submission of an assignment loses now into the gradebook; the students for whom it changed.

    nbgrader keeps it for a notebook, and an assignment has one.
    """
    penalty = penalties(config)
    try:
        submissions = gradebook.find_assignment(assignment).submissions
    except MissingEntry:
        return []
    changed = []
    for submission in submissions:
        taken = penalty(submission)
        if abs(float(submission.late_submission_penalty or 0.0) - taken) > 1e-6 and submission.notebooks:
            for notebook in submission.notebooks:
                notebook.late_submission_penalty = None
            submission.notebooks[0].late_submission_penalty = taken or None
            changed.append(str(submission.student.id))
    gradebook.db.commit()
    return sorted(changed)
