"""Due dates, the times at which work came, and what late work loses.

A due date is read where only one reading is possible, and refused where there are others. What late work loses is taken
off when a mark is read, by `LatePolicy.loss` alone; no record holds it.
"""

from __future__ import annotations

import math
import re
import warnings
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

_Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
_DAY = 86_400
_WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?) ?"
    r"(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)"
)
_ADVICE = (
    "Write the day, the time and a time zone, such as '2026-10-01 23:59 Europe/Berlin' or 2026-10-01T23:59:00+02:00."
)


def due_date(written: object) -> datetime:
    """The moment that is written: ISO 8601 with an offset, with UTC, or with the name of a zone (`Area/City`).

    Takes text, or a date or time as TOML has it. Raises ValueError for anything else; its text says how the date
    would have been taken, and what to write instead.
    """
    if isinstance(written, datetime) and written.tzinfo is not None:
        return _in_our_time(written)
    match = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if match is None:
        raise ValueError(f"{_shown(written)} is not clear; {_avoided(written)}. {_ADVICE}")
    try:
        moment = datetime.fromisoformat(f"{match['day']} {match['time']}")
    except ValueError:
        raise ValueError(f"{_shown(written)} does not exist in the calendar. {_ADVICE}") from None
    zone = match["zone"]
    _in_our_time(moment)
    if "/" in zone:
        return _in_zone(moment, zone)
    if zone in ("Z", "UTC"):
        return moment.replace(tzinfo=UTC)
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
    if hours > 14 or minutes > 59:
        raise ValueError(f"{_shown(written)} has an offset that no time zone has. {_ADVICE}")
    offset = timedelta(hours=hours, minutes=minutes)
    return moment.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))


def in_local_time(due: datetime) -> str:
    """A due date as this machine's clock will show it, such as `Thursday 1 October 2026, 23:59 (UTC+02:00)`."""
    return _spelled(due.astimezone())


def _in_our_time(moment: datetime) -> datetime:
    if not 1970 < moment.year < 2200:  # a slip; and some of them cannot be written in another zone
        raise ValueError(f"{moment.year} is not a year of a course. {_ADVICE}")
    return moment


def _in_zone(moment: datetime, name: str) -> datetime:
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not the name of a time zone. {_ADVICE}") from None
    zoned = moment.replace(tzinfo=zone)
    if zoned.utcoffset() != zoned.replace(fold=1).utcoffset():  # the clocks change
        kind = "twice" if zoned.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment else "never"
        raise ValueError(
            f"'{moment:%Y-%m-%d %H:%M} {name}' happens {kind}, because the clocks change. "
            "Write an offset instead, such as +01:00."
        )
    return zoned


def _shown(written: object) -> str:
    return repr(written) if isinstance(written, str) else str(written)


def _avoided(written: object) -> str:
    """How a lenient program, and nbgrader is one, would take a date."""
    from dateutil import parser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zones that it does not know, and leaves out
        try:
            taken = parser.parse(str(written))
        except (ValueError, OverflowError, TypeError):
            return "no program would understand it"
    return f"it would be taken for {_spelled(taken if taken.tzinfo else taken.replace(tzinfo=UTC))}"


def _spelled(moment: datetime) -> str:
    offset = moment.strftime("%z")
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M} ({zone})"


def when(handed_in: str) -> tuple[datetime | None, bool]:
    """A time as nbgrader or an LMS writes it, and whether it has a zone; None where nobody can read it.

    Without a zone it is taken as UTC, as nbgrader takes it.
    """
    from dateutil import parser  # here: few commands need it

    try:
        parsed: datetime | None = parser.parse(handed_in) if handed_in else None
        if parsed is not None and parsed.tzinfo is not None:
            return parsed.astimezone(UTC), True
    except (ValueError, OverflowError):
        return None, False
    return parsed and parsed.replace(tzinfo=UTC), False


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
        """How long after the due date; 0 for work in time, without a due date, or with a time that nobody can read."""
        if self.due is None:
            return 0.0
        moment, _ = when(handed_in)
        return 0.0 if moment is None else max(0.0, (moment - self.due).total_seconds())

    def loss(self, points: float, handed_in: str) -> float:
        """The points taken off work with so many points; `handed_in` is a time as nbgrader or an LMS writes it."""
        return self.policy.loss(points, self.seconds(handed_in))
