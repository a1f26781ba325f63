"""Kills what a submission started, where nothing forbids it to start processes; knows process numbers only."""

from __future__ import annotations

import contextlib
import os
import signal

import psutil

_ROUNDS = 200


def kill_descendants(ancestor: int) -> None:
    """Kill every descendant of a process that adopts orphans (a subreaper), again and again until none is left.

    Each process is held by a pidfd before it is looked at once more, so that no other process that got a freed number
    is hit. Ends after a bounded number of rounds.
    """
    for _ in range(_ROUNDS):
        found = _alive(ancestor)
        if not found:
            return
        for process in found:
            with contextlib.suppress(OSError, psutil.Error):
                descriptor = os.pidfd_open(process.pid)
                try:
                    if process.is_running():  # it is the process that was found, by the time at which it was started
                        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
                finally:
                    os.close(descriptor)


def _alive(ancestor: int) -> list[psutil.Process]:
    """All below the ancestor but those that are dead and that nobody has waited for."""
    found = []
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(ancestor).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
                    found.append(process)
    return found
