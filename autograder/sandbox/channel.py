"""The trusted end of one worker: sends requests, keeps wall-clock limits, bounds every byte, and kills.

Nothing of an answer is believed beyond its schema; a surplus byte is a fault of the submission.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from autograder.faults import GraderFault
from autograder.sandbox.deadline import Deadline, Queue
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
    waited: float = 0.0
    """Seconds that the worker was ready to go on and the machine was busy with others."""


class WorkerProcess:
    """One worker. After any status but ok and error it is dead and must be replaced."""

    def __init__(self, sock: socket.socket, output: int, pidfd: int) -> None:
        self._sock = sock
        self._output = output
        self._pidfd = pidfd
        self._buffer = bytearray()
        self._unsent = memoryview(b"")
        self._queue = Queue(pidfd)
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
        outcome = self._await(0, Deadline(seconds, self._queue))
        if outcome.reply is not None:
            self.parts = outcome.reply.notes
        return outcome

    def ask(
        self, request: wire.Request, seconds: float, answer: Callable[[wire.Reply], wire.Answer] | None = None
    ) -> Outcome:
        """Send one request and wait at most `seconds` for its one answer. Kills the worker when it misbehaves.

        `answer` computes what the worker asks for in between; without it such a question is misbehaviour.
        """
        deadline = Deadline(seconds, self._queue)
        sent = wire.frame(request)
        outcome = self._unasked() or self._await(request.id, deadline, sent)
        questions = 0
        while outcome.status == "ask" and (asked := outcome.reply) is not None:
            questions += 1
            if answer is None:
                outcome = Outcome("protocol", why="a question that nobody expects")
            elif questions > MAX_QUESTIONS:
                outcome = Outcome("questions", why="questions without end")
            else:
                outcome = self._await(request.id, deadline, wire.frame(answer(asked)))
        waited = deadline.waited()
        if outcome.status not in ("ok", "error"):
            self.close()
        return outcome._replace(weight=outcome.weight + _weight(sent[wire.HEADER.size :]), waited=waited)

    def ask_all(self, requests: Sequence[wire.Request], seconds: float) -> Iterator[Outcome]:
        """Send requests without waiting in between, and give their answers in order, each within `seconds`.

        The worker goes on with the next request at once, which saves most of the time that short calls take. Ends after
        the first outcome that is neither ok nor error; no request may have questions. Whoever stops before the last
        answer must close the worker.
        """
        outcome = self._unasked()
        frames = b"".join(map(wire.frame, requests))
        for place, request in enumerate(requests):
            more = place + 1 < len(requests)
            outcome = outcome or self._await(request.id, Deadline(seconds, self._queue), frames, more=more)
            frames = b""
            if outcome.status == "ask":
                outcome = Outcome("protocol", why="a question that nobody expects")
            if outcome.status not in ("ok", "error"):
                self.close()
                yield outcome
                return
            yield outcome
            outcome = None

    def _unasked(self) -> Outcome | None:
        """What came of a worker that speaks, or goes, before it is asked; None when it waits as it should."""
        if not self._read():
            return Outcome("died", why="the process ended before it was asked")
        return Outcome("protocol", why="bytes before the question") if self._buffer else None

    def _await(self, number: int, deadline: Deadline, send: bytes = b"", *, more: bool = False) -> Outcome:
        """Send the bytes and wait for the answer of that number; `more` says that others may follow it."""
        if send:
            self._unsent = memoryview(send)
            self._poll.modify(self._sock, select.POLLIN | select.POLLOUT)
        late = False
        while True:
            outcome = self._complete(number, more)
            if outcome is not None:
                return outcome
            left = deadline.left()
            if left <= 0 and late:
                return Outcome("timeout", why="no answer in time")
            late = left <= 0  # one more look: this process may have been kept waiting, and not the worker be late
            events = dict(self._poll.poll(max(0.0, left * 1000 + 1)))
            if self._output in events and not self._drain():
                return Outcome("flood", why="printed more than 4 MiB")
            on_socket = events.get(self._sock.fileno(), 0)
            if self._unsent and on_socket & (select.POLLOUT | select.POLLHUP | select.POLLERR):
                self._unsent = self._write(self._unsent)
                if not self._unsent:
                    self._poll.modify(self._sock, select.POLLIN)
            if on_socket & (select.POLLIN | select.POLLHUP | select.POLLERR):
                if not self._read():
                    return Outcome("died", why="the process ended without an answer")
            elif self._pidfd in events:
                return Outcome("died", why="the process ended without an answer")

    def _complete(self, number: int, more: bool = False) -> Outcome | None:
        """The answer, once its whole frame has arrived; None while it has not."""
        if len(self._buffer) < wire.HEADER.size:
            return None
        (size,) = wire.HEADER.unpack(self._buffer[: wire.HEADER.size])
        if size > wire.MAX_FRAME:
            return Outcome("protocol", why="an oversized frame")
        end = wire.HEADER.size + size
        if len(self._buffer) < end:
            return None
        if len(self._buffer) > end and not more:
            return Outcome("protocol", why="bytes after the answer")
        body = bytes(self._buffer[wire.HEADER.size : end])
        del self._buffer[:end]
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
        self._queue.close()
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
