"""The trusted end of one worker: sends requests, keeps wall-clock limits, bounds every byte, and kills.

Nothing of an answer is believed beyond its schema; a surplus byte is a fault of the submission.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import NamedTuple

from autograder.faults import GraderFault
from autograder.sandbox.inside import wire

KEPT_OUTPUT = 8 << 10
MAX_OUTPUT = 4 << 20
MAX_QUESTIONS = 100_000
"""How often one call may ask for a result of a stand-in or a callback; a few hundred times is honest."""


class Outcome(NamedTuple):
    """What became of a request: `status` is ok, error, ask, timeout, died, protocol, flood or questions."""

    status: str
    reply: wire.Reply | None = None
    why: str = ""
    weight: int = 0
    """About the bytes of memory that it takes to keep the request and the reply."""


class WorkerProcess:
    """One worker. After any status but ok and error it is dead and must be replaced."""

    def __init__(self, sock: socket.socket, output: int, pidfd: int) -> None:
        self._sock = sock
        self._output = output
        self._pidfd = pidfd
        self._buffer = bytearray()
        self._printed = 0
        self.output = bytearray()
        self.parts: list[str] = []
        self.closed = False
        sock.setblocking(False)
        os.set_blocking(output, False)
        self._poll = select.poll()
        self._poll.register(output, select.POLLIN)
        self._poll.register(pidfd, select.POLLIN)
        self._poll.register(sock, select.POLLIN)

    def hello(self, seconds: float) -> Outcome:
        """Wait for the worker to have locked itself down; `parts` then tells what it believes to be in force."""
        outcome = self._await(0, memoryview(b""), time.monotonic() + seconds)
        if outcome.reply is not None:
            self.parts = outcome.reply.notes
        return outcome

    def ask(
        self, request: wire.Request, seconds: float, answer: Callable[[wire.Reply], wire.Answer] | None = None
    ) -> Outcome:
        """Send one request and wait at most `seconds` for its one answer. Kills the worker when it misbehaves.

        `answer` computes what the worker asks for in between; without it such a question is misbehaviour.
        """
        deadline = time.monotonic() + seconds
        sent = wire.frame(request)
        outcome = self._unasked() or self._await(request.id, memoryview(sent), deadline)
        questions = 0
        while outcome.status == "ask" and (question := outcome.reply) is not None:
            questions += 1
            if answer is None:
                outcome = Outcome("protocol", why="a question that nobody expects")
            elif questions > MAX_QUESTIONS:
                outcome = Outcome("questions", why="questions without end")
            else:
                outcome = self._await(request.id, memoryview(wire.frame(answer(question))), deadline)
        if outcome.status not in ("ok", "error"):
            self.close()
        return outcome._replace(weight=outcome.weight + _weight(sent[wire.HEADER.size :]))

    def _unasked(self) -> Outcome | None:
        """What came of a worker that speaks, or goes, before it is asked; None when it waits as it should."""
        if not self._read():
            return Outcome("died", why="the process ended before it was asked")
        return Outcome("protocol", why="bytes before the question") if self._buffer else None

    def _await(self, number: int, rest: memoryview, deadline: float) -> Outcome:
        if rest:
            self._poll.modify(self._sock, select.POLLIN | select.POLLOUT)
        while True:
            outcome = self._complete(number)
            if outcome is not None:
                return outcome
            left = deadline - time.monotonic()
            if left <= 0:
                return Outcome("timeout", why="no answer in time")
            events = dict(self._poll.poll(left * 1000 + 1))
            if self._output in events and not self._drain():
                return Outcome("flood", why="printed more than 4 MiB")
            on_socket = events.get(self._sock.fileno(), 0)
            if rest and on_socket & (select.POLLOUT | select.POLLHUP | select.POLLERR):
                rest = self._write(rest)
                if not rest:
                    self._poll.modify(self._sock, select.POLLIN)
            if on_socket & (select.POLLIN | select.POLLHUP | select.POLLERR):
                if not self._read():
                    return Outcome("died", why="the process ended without an answer")
            elif self._pidfd in events:
                return Outcome("died", why="the process ended without an answer")

    def _complete(self, number: int) -> Outcome | None:
        """The answer, once its whole frame has arrived; None while it has not."""
        if len(self._buffer) < wire.HEADER.size:
            return None
        (size,) = wire.HEADER.unpack(self._buffer[: wire.HEADER.size])
        if size > wire.MAX_FRAME:
            return Outcome("protocol", why="an oversized frame")
        end = wire.HEADER.size + size
        if len(self._buffer) < end:
            return None
        if len(self._buffer) > end:
            return Outcome("protocol", why="bytes after the answer")
        body = bytes(self._buffer[wire.HEADER.size :])
        self._buffer.clear()
        try:
            reply = wire.decode_reply(body)
        except wire.BadValue:
            return Outcome("protocol", why="a malformed frame")
        if reply.id != number or (reply.status == "hello") != (number == 0):
            return Outcome("protocol", why="an answer to no question")
        return Outcome("ok" if reply.status == "hello" else reply.status, reply, weight=_weight(body))

    def _write(self, rest: memoryview) -> memoryview:
        try:
            return rest[self._sock.send(rest[: 1 << 18]) :]
        except (BlockingIOError, InterruptedError):
            return rest
        except OSError:
            return memoryview(b"")  # the other end is gone; reading will say so

    def _read(self) -> bool:
        try:
            data = self._sock.recv(1 << 18)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self._buffer += data
        return bool(data)

    def _drain(self) -> bool:
        """Take what was printed: the first 8 KiB are kept, the rest is dropped. False when it is more than 4 MiB."""
        while True:
            try:
                data = os.read(self._output, 1 << 16)
            except (BlockingIOError, InterruptedError):
                return True
            if not data:
                self._poll.unregister(self._output)
                return True
            self._printed += len(data)
            self.output += data[: max(0, KEPT_OUTPUT - len(self.output))]
            if self._printed > MAX_OUTPUT:
                return False

    def close(self) -> None:
        """Kill the worker and wait until it is gone."""
        if self.closed:
            return
        self.closed = True
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        gone = select.poll()
        gone.register(self._pidfd, select.POLLIN)
        ready = gone.poll(5000)
        self._drain_rest()
        for descriptor in (self._pidfd, self._output):
            os.close(descriptor)
        self._sock.close()
        if not ready:
            raise GraderFault("a worker does not die of SIGKILL")

    def _drain_rest(self) -> None:
        try:
            self.output += os.read(self._output, KEPT_OUTPUT)[: max(0, KEPT_OUTPUT - len(self.output))]
        except OSError:
            return


def _weight(body: bytes) -> int:
    """The memory that a decoded message takes: its bytes, and some 100 for each value."""
    return len(body) + 100 * wire.count_values(body)
