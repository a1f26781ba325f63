"""Writes the table of the gauntlet: every case, at each isolation level, as root and as a plain user.

    python tests/gauntlet_table.py [-o FILE] [NAME...]

The exit status is 0 when every promise was kept, 1 when one was broken; the table says what could not be tried here.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import gauntlet_harness
import msgspec
import namespaces
from gauntlet_cases import Case, read_cases
from gauntlet_harness import Report

LEVELS = (3, 2)
USERS = ("root", "plain")


class Trial:
    """Cases on their way in processes of their own, as one user."""

    def __init__(self, user: str, levels: Sequence[int], names: Sequence[str]) -> None:
        """Start them. Raises OSError with the reason why that cannot be done here."""
        prefix: list[str] = []
        together = [list(levels)]
        if os.getuid() != 0 and user == "root":
            raise OSError("only root can try it as root")
        try:
            prefix = namespaces.prefix(user)
            together = [[level] for level in levels]  # each with a network, and so a listener, of its own
        except OSError:
            if user == "plain" and os.getuid() == 0:
                raise
        script = str(Path(gauntlet_harness.__file__).resolve())
        self.processes = [
            subprocess.Popen(
                [*prefix, sys.executable, "-B", script, "--levels", *map(str, these), "--", *names],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for these in together
        ]

    def report(self, seconds: float = 900.0) -> Report:
        """Wait for the end. Raises RuntimeError, with what was said, when a process failed."""
        parts = []
        for process in self.processes:
            try:
                out, said = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                out, said = process.communicate()
            if process.returncode != 0:
                ending = said.decode(errors="replace")[-3000:]
                raise RuntimeError(f"the gauntlet ended with status {process.returncode}: {ending}")
            parts.append(msgspec.json.decode(out, type=Report))
        missing = {level: why for part in parts for level, why in part.missing.items()}
        return Report([row for part in parts for row in part.rows], missing)

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.communicate()


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
    return "\n".join(["# Hostile submissions, case by case", "", *notes, "", *lines, ""])


def _cell(case: Case, report: Report | str, level: int) -> str:
    row = None if isinstance(report, str) else report.row(case.name, level)
    if row is None:
        return "not tried"
    mark = f"{row.score:g}/{row.max_score:g}" if row.status == "graded" else row.status
    mark += ", flagged" if row.flags else ""
    if row.faults:
        return f"**FAILED** ({'; '.join(row.faults)}): {mark}".replace("|", "\\|")
    return f"held: {mark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, help="the file to write [default: standard output]")
    parser.add_argument("names", nargs="*", help="beginnings of names of cases; all cases without")
    options = parser.parse_args()
    trials: dict[str, Trial] = {}
    reports: dict[str, Report | str] = {}
    for user in USERS:
        try:
            trials[user] = Trial(user, LEVELS, options.names)
        except OSError as error:
            reports[user] = str(error)
    reports |= {user: trial.report() for user, trial in trials.items()}
    text = table(read_cases(options.names), reports)
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
    rows = [row for report in reports.values() if isinstance(report, Report) for row in report.rows]
    sys.exit(any(row.faults for row in rows))


if __name__ == "__main__":
    main()
