"""Due dates as a person writes them: read where only one reading is possible, refused where there are others."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
    found = moment.replace(tzinfo=zone)
    if found.utcoffset() != found.replace(fold=1).utcoffset():  # the clocks change
        kind = "twice" if found.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment else "never"
        raise ValueError(
            f"'{moment:%Y-%m-%d %H:%M} {name}' happens {kind}, because the clocks change. "
            "Write an offset instead, such as +01:00."
        )
    return found


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
