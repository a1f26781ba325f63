"""Writes the table of the gauntlet: every case, at each isolation level, as root and as a plain user.

    python tests/gauntlet_table.py [-o FILE] [NAME...]

The exit status is 0 when every promise was kept, 1 when one was broken, whatever could not be tried here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import gauntlet_harness
import plain_user
from gauntlet_harness import Case, Report, Row

LEVELS = (3, 2)
USERS = ("root", "plain")


def start_for(user: str, levels: Sequence[int], names: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start the cases as a user. Raises OSError with the reason why that cannot be done here."""
    if os.getuid() != 0:
        if user == "root":
            raise OSError("only root can try it as root")
        return gauntlet_harness.start([], levels, names)
    return gauntlet_harness.start(plain_user.prefix() if user == "plain" else [], levels, names)


def table(cases: list[Case], reports: Mapping[str, Report | str]) -> str:
    """The table in Markdown. A report that is a string says why there is none."""
    columns = [(user, level) for user in USERS for level in LEVELS]
    lines = [
        "| case | expected | " + " | ".join(f"{user}, level {level}" for user, level in columns) + " |",
        "|---|---|" + "---|" * len(columns),
    ]
    for case in cases:
        cells = [_cell(case, reports[user], level) for user, level in columns]
        lines.append(f"| {case.name} | {case.expect} | {' | '.join(cells)} |")
    rows = [row for report in reports.values() if isinstance(report, Report) for row in report.rows]
    kept = sum(not row.faults for row in rows)
    notes = [f"{len(cases)} cases, {len(rows)} runs, {kept} held, {len(rows) - kept} did not."]
    for user, report in reports.items():
        if isinstance(report, str):
            notes.append(f"Not tried as {user}: {report}.")
        else:
            notes += [f"Not tried as {user} at level {level}: {why}." for level, why in report.missing.items()]
    return "\n".join([*notes, "", *lines, ""])


def _cell(case: Case, report: Report | str, level: int) -> str:
    row = None if isinstance(report, str) else find_row(report, case.name, level)
    if row is None:
        return "not tried"
    said = "; ".join(row.faults).replace("|", "\\|") if row.faults else "held"
    mark = f"{row.score:g}/{row.max_score:g}" if row.status == "graded" else row.status
    return f"{'**FAILED** ' if row.faults else ''}{said}: {mark}{', flagged' if row.flags else ''}"


def find_row(report: Report, name: str, level: int) -> Row | None:
    """The row of one case, None when it was not run at that level."""
    return next((row for row in report.rows if (row.case, row.level) == (name, level)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, help="the file to write [default: standard output]")
    parser.add_argument("names", nargs="*", help="beginnings of names of cases; all cases without")
    options = parser.parse_args()
    started, reports = {}, dict[str, Report | str]()
    for user in USERS:
        try:
            started[user] = start_for(user, LEVELS, options.names)
        except OSError as error:
            reports[user] = str(error)
    reports |= {user: gauntlet_harness.finish(process) for user, process in started.items()}
    text = table(gauntlet_harness.read_cases(options.names), {user: reports[user] for user in USERS})
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
    rows = [row for report in reports.values() if isinstance(report, Report) for row in report.rows]
    sys.exit(any(row.faults for row in rows))


if __name__ == "__main__":
    main()
