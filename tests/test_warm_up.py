"""The fork server's rehearsal: it runs what workers run, and leaves nothing behind that one could notice."""

from __future__ import annotations

import gc
import linecache
import sys

import numpy as np

from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import warm_up, wire, worker
from autograder.sandbox.remote import RemoteModule
from autograder.sandbox.runner import SubmissionRunner

FORKS_BEFORE_AND_AFTER = 20
"""More than a server forks before it rehearses."""
LOOKS_AROUND = b"""
import gc, linecache, random, sys
import numpy as np

def seen():
    kinds = [type(thing).__name__ for thing in gc.get_objects()]
    return [
        sorted(name for name in sys.modules if "rehears" in name and not name.startswith("autograder")),
        [type(finder).__name__ for finder in sys.meta_path[3:]],
        sorted(linecache.cache),
        kinds.count("Worker") + kinds.count("_Rehearsal"),
        random.random(),
        float(np.random.rand()),
    ]
"""


def test_every_request_of_the_rehearsal_does_what_it_is_there_for(monkeypatch):
    """Two calls fail on purpose, six questions are asked and answered, and all else gives a value."""
    replies: list[wire.Reply] = []
    send = worker.Worker._send

    def noted(self: worker.Worker, reply: wire.Reply) -> None:
        replies.append(reply)
        send(self, reply)

    monkeypatch.setattr(worker.Worker, "_send", noted)
    state, frozen = np.random.get_state(), gc.get_freeze_count()
    try:
        warm_up.warm_up()
    finally:
        np.random.set_state(state)
    once = replies[: len(replies) // warm_up._ROUNDS]

    assert gc.get_freeze_count() == frozen
    assert [reply.status for reply in replies] == [reply.status for reply in once] * warm_up._ROUNDS
    assert [(reply.status, reply.kind) for reply in once if reply.status != "ok"] == [
        ("hello", ""),
        ("error", "raised"),
        ("error", "absent"),
        *[("ask", "")] * 6,
    ]


def test_the_rehearsal_takes_back_what_it_did():
    """Modules, finders and remembered lines are afterwards those that were there before."""
    before = set(sys.modules), list(sys.meta_path), dict(linecache.cache)
    warm_up.warm_up()

    assert (set(sys.modules), list(sys.meta_path), dict(linecache.cache)) == before


def test_no_submission_can_tell_whether_there_was_a_rehearsal(isolation):
    """Workers forked before and after it see the same modules, finders, lines and objects, and the same chance."""
    seen = []
    with ForkServer(SandboxConfig(isolation=isolation[0])) as server:
        for _ in range(FORKS_BEFORE_AND_AFTER):
            with SubmissionRunner(server, {"m.py": LOOKS_AROUND}, "m.py") as runner:
                runner.load()
                seen.append(RemoteModule(runner).seen())

        assert server.starts == 1
    assert seen == [seen[0]] * FORKS_BEFORE_AND_AFTER
    assert seen[0][0] == []
