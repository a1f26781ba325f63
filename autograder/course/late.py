"""What late work loses. It is taken off when a mark is read, by `LateRule.loss` alone; no record holds it."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Annotated

import msgspec

_Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
_DAY = 86_400


class LatePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [late] of course.toml. Without it late work loses nothing."""

    grace_minutes: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """Work that comes within them loses nothing. Later work counts as late from the due date on."""
    percent_per_day: _Percent = 0.0
    """Of the points that the student has, for each day that has begun."""
    points_per_day: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    most_percent: _Percent = 100.0
    """However late the work is, it loses no more than this part of the points that the student has."""

    def loss(self, points: float, seconds: float) -> float:
        """The points taken off work with so many points that came so many seconds after the due date."""
        if seconds <= 60 * self.grace_minutes or points <= 0:
            return 0.0
        days = math.ceil(seconds / _DAY)
        lost = days * (self.points_per_day + points * self.percent_per_day / 100)
        return round(min(lost, points * self.most_percent / 100), 2)


ALL = LatePolicy(percent_per_day=100)
"""Late work has 0 points, as nbgrader's `zero` has it."""


class LateRule(msgspec.Struct, frozen=True):
    """The policy and the due date of one assignment."""

    due: datetime | None = None
    policy: LatePolicy = LatePolicy()

    def seconds(self, handed_in: str) -> float:
        """How long after the due date; 0 for work in time, without a due date, or with a time that nobody can read.

        A time without a zone is taken as UTC, as nbgrader takes it.
        """
        if self.due is None or not handed_in:
            return 0.0
        from dateutil import parser  # here: few commands need it

        try:
            moment: datetime = parser.parse(handed_in)
        except (ValueError, OverflowError):
            return 0.0
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self.due).total_seconds())

    def loss(self, points: float, handed_in: str) -> float:
        """The points taken off work with so many points; `handed_in` is a time as nbgrader or an LMS writes it."""
        return self.policy.loss(points, self.seconds(handed_in))
