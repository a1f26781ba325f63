"""Kills what a submission started, where nothing forbids it to start processes; knows process numbers only."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

_ROUNDS = 200
_PROC = Path("/proc")


def kill_descendants(ancestor: int) -> None:
    """Kill every descendant of a process that adopts orphans (a subreaper), again and again until none is left.

    Linux only: without /proc nothing is done. Each process is held by a pidfd before its parent is looked at once more,
    so that no other process that got a freed number is hit. Ends after a bounded number of rounds.
    """
    for _ in range(_ROUNDS):
        found = _descendants(ancestor)
        if not found:
            return
        for pid, parent in found:
            with contextlib.suppress(OSError):
                descriptor = os.pidfd_open(pid)
                try:
                    if _parents().get(pid) == parent:
                        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
                finally:
                    os.close(descriptor)


def _descendants(ancestor: int) -> list[tuple[int, int]]:
    """(process, its parent) of all below the ancestor that are not dead yet."""
    parents = _parents()
    below = {ancestor}
    while True:
        more = {pid for pid, parent in parents.items() if parent in below} - below
        if not more:
            return [(pid, parents[pid]) for pid in below - {ancestor}]
        below |= more


def _parents() -> dict[int, int]:
    """The parent of every living process that can be seen; finished ones that nobody has waited for are left out."""
    parents: dict[int, int] = {}
    for folder in _PROC.glob("[0-9]*"):
        try:
            # The name of the program stands in parentheses and may hold anything, also parentheses.
            state, parent = (folder / "stat").read_bytes().rpartition(b")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state not in (b"Z", b"X"):
            parents[int(folder.name)] = int(parent)
    return parents
