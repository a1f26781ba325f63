"""Starts the workers of one submission, each of which imports its files; knows what the files say before they run."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult, Places, is_builtin_error

NUMBER = 1
"""Of the look at the files, and of the import."""
_IMPORTER_SAYS = (
    re.compile(r"No module named '(?P<module>[A-Za-z_][\w.]{0,99})'"),
    re.compile(r"cannot import name '(?P<name>[A-Za-z_]\w{0,99})' from '(?P<module>[A-Za-z_][\w.]{0,99})'"),
)


class DoesNotImportError(Exception):
    """The submission's file does not import. `text` is empty, or what Python's compiler or importer says of `file`."""

    def __init__(self, kind: str, error: str, text: str, line: int, file: str = "") -> None:
        super().__init__(text)
        self.kind = kind
        self.error = error
        self.text = text
        self.line = line
        self.file = file


class Started(NamedTuple):
    """A worker, what became of its import, and the seconds that count for it."""

    worker: WorkerProcess
    outcome: CallResult
    seconds: float


class CompilerError(NamedTuple):
    """What Python's compiler said of a file, before any of it ran."""

    file: str
    line: int
    error: str
    text: str


class Importer:
    """Knows the files. Its first worker compiles them and tells what they say, before any of their code runs."""

    def __init__(
        self, server: ForkServer, files: Mapping[str, bytes], entry: str, *, usual: Sequence[str] = ()
    ) -> None:
        """Imports of `usual` modules are not reported."""
        self.imports: list[str] = []
        """The import statements as "name line"; none where all are usual."""
        self.places: Places = {}
        """The first and last line of each function and class of the module."""
        self.workers = 0
        self.mirrored = False
        """Whether the next workers walk over sets of objects the other way."""
        self._refused: CompilerError | None = None
        self._server = server
        self._files = dict(files)
        self._entry = entry
        self._usual = list(usual)
        self._lines = 1 + max(self._files.get(entry, b"").count(end) for end in (b"\n", b"\r"))

    def start(self, seconds: float) -> Started:
        """A worker with its import behind it, well or not; no other request reaches it before."""
        self.workers += 1
        load = wire.frame(wire.Load(NUMBER, self._files, self._entry, self.workers, self.mirrored))
        started = time.monotonic()  # also the end of a worker before it, whose memory may take long to be freed
        worker = self._server.spawn()
        if self.workers == 1:
            worker.post(wire.frame(wire.Inspect(NUMBER, self._files, self._entry, self._usual)), [NUMBER])
            looked = worker.next(seconds)
            self._learn(looked.reply)
            if worker.closed:  # a source that the parser does not survive: loading says so, in a worker of its own
                worker = self._server.spawn()
        worker.post(load, [NUMBER])
        outcome = worker.next(seconds)
        return Started(worker, outcome, time.monotonic() - started - outcome.waited)

    def _learn(self, reply: wire.Reply | None) -> None:
        if reply is None or not isinstance(reply.value, wire.Map):
            return
        self.imports = reply.notes
        data = wire.unpack(reply.value, _refuse)
        self.places = {name: (first, last) for name, (first, last) in data["functions"].items()}
        self._refused = CompilerError(*data["error"]) if data["error"] else None

    def error(self, outcome: CallResult) -> DoesNotImportError:
        """The error behind an import that did not come to its end.

        Its text is what Python's compiler said before the file ran, or what the importer says of a name that stands in
        the file. A text that the file could make up while it ran is left out.
        """
        reply, refused = outcome.reply, self._refused
        if reply is None:
            return DoesNotImportError(outcome.status, "", outcome.why, 0)
        error = reply.error if is_builtin_error(reply.error) else ""
        if refused is not None and refused.error == error:
            text = refused.text
            if refused.error in ("MemoryError", "RecursionError"):
                text = "the file is too large, or too deeply nested, for Python's compiler"
            return DoesNotImportError("syntax", error, text, refused.line, refused.file)
        known = error in ("ImportError", "ModuleNotFoundError")
        text = self._importers_text(reply.message) if known else ""
        line = next((line for line in reply.lines if line <= self._lines), 0)
        return DoesNotImportError("raised" if reply.kind == "syntax" else reply.kind, error, text, line)

    def _importers_text(self, message: str) -> str:
        for sentence in _IMPORTER_SAYS:
            match = sentence.match(message)
            if match and all(self._written(word) for word in match.groupdict().values()):
                return match[0]
        return ""

    def _written(self, word: str) -> bool:
        """Whether a name stands in the files."""
        return any(re.search(rb"(?<![\w.])%s\b" % re.escape(word.encode()), source) for source in self._files.values())


def _refuse(handle: wire.Handle) -> object:
    raise wire.BadValue("an object where none is expected")
