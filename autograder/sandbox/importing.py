"""Starts the workers of one submission, each of which imports its files and goes on with requests that are there."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from autograder.sandbox.answers import Outcome
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire

NUMBER = 1
"""Of the look at the imports, and of the import."""


class Started(NamedTuple):
    """A worker, what became of its import, and the seconds that count for it."""

    worker: WorkerProcess
    outcome: Outcome
    seconds: float


class Importer:
    """Knows the files; the first worker also tells what they import, before any of their code runs."""

    def __init__(
        self,
        server: ForkServer,
        files: Mapping[str, bytes],
        entry: str,
        *,
        seed: int,
        usual: Sequence[str],
        inspect: bool,
    ) -> None:
        """Of imports of `usual` modules nobody is told. With `inspect` False there is no look at the imports."""
        self.imports: list[str] = []
        """The import statements as "name line"; none where all are usual."""
        self.workers = 0
        self._server = server
        self._files = dict(files)
        self._entry = entry
        self._seed = seed
        self._usual = list(usual)
        self._inspect = inspect

    def start(self, frames: bytes, numbers: Sequence[int]) -> Started:
        """A worker with its import behind it, well or not, and with these requests before it."""
        self.workers += 1
        load = wire.frame(wire.Load(NUMBER, self._files, self._entry, self._seed + self.workers))
        seconds = self._server.config.limits.import_seconds
        worker = self._server.spawn()
        started = time.monotonic()
        if self._inspect and self.workers == 1:
            look = wire.frame(wire.Inspect(NUMBER, self._files, self._usual))
            worker.post(look + load + frames, [NUMBER, NUMBER, *numbers])
            said = worker.next(seconds).reply
            self.imports = said.notes if said is not None else []
            if worker.closed:  # a source that the parser does not survive: let loading say so, in a worker of its own
                worker = self._server.spawn()
                worker.post(load + frames, [NUMBER, *numbers])
        else:
            worker.post(load + frames, [NUMBER, *numbers])
        outcome = worker.next(seconds)
        return Started(worker, outcome, time.monotonic() - started - outcome.waited)
