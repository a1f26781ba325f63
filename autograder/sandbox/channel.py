"""The trusted end of one worker: sends requests, keeps wall-clock limits, bounds every byte, and kills.

Nothing of an answer is believed beyond its schema; a surplus byte is a fault of the submission.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections import deque
from collections.abc import Callable, Sequence

from autograder.faults import SandboxFault
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult, decoded, weight_of
from autograder.sandbox.time_limits import Deadline, RunDelay

KEPT_OUTPUT = 8 << 10
MAX_OUTPUT = 4 << 20
MAX_QUESTIONS = 100_000
"""How often one call may ask for a result of a stand-in or a callback; a few hundred times is honest."""
_DIES_WITHIN = 5000
"""Milliseconds."""


class Dying:
    """Killed workers that may not be gone yet, by their pidfds: waiting for each at once would cost a lot of time."""

    def __init__(self) -> None:
        self._pidfds: list[int] = []

    def add(self, pidfd: int) -> None:
        """Take over the pidfd of a worker that was killed."""
        self._pidfds.append(pidfd)

    def wait(self) -> None:
        """Wait until all are gone. Raises SandboxFault when one is still there after seconds."""
        pidfds, self._pidfds = self._pidfds, []
        alive = False
        for pidfd in pidfds:
            gone = select.poll()
            gone.register(pidfd, select.POLLIN)
            alive = alive or not gone.poll(_DIES_WITHIN)
            os.close(pidfd)
        if alive:
            raise SandboxFault("a worker does not die of SIGKILL")


class WorkerProcess:
    """One worker. After any status but ok and error it is dead and must be replaced."""

    def __init__(self, sock: socket.socket, output: int, pidfd: int, dying: Dying) -> None:
        self._sock = sock
        self._output = output
        self._pidfd = pidfd
        self._buffer = bytearray()
        self._unsent = memoryview(b"")
        self._expected: deque[int] = deque()
        self._early: CallResult | None = None
        self._dying = dying
        self._delay = RunDelay(pidfd)
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

    def hello(self, seconds: float) -> CallResult:
        """Wait for the worker to have locked itself down; `parts` then tells what it believes to be in force."""
        outcome = self._await(0, Deadline(seconds, self._delay))
        if outcome.reply is not None:
            self.parts = outcome.reply.notes
        return outcome

    def ask(
        self, request: wire.Request, seconds: float, answer: Callable[[CallResult], bytes] | None = None
    ) -> CallResult:
        """Send one request and wait at most `seconds` for its one answer. Kills the worker when it misbehaves.

        `answer` computes what the worker asks for in between; without it such a question is misbehaviour.
        """
        deadline = Deadline(seconds, self._delay)
        sent = wire.frame(request)
        outcome = self._unasked() or self._await(request.id, deadline, sent)
        questions = 0
        while outcome.status == "ask":
            questions += 1
            if answer is None:
                outcome = CallResult("protocol", why="an unexpected question")
            elif questions > MAX_QUESTIONS:
                outcome = CallResult("questions", why="too many questions")
            else:
                outcome = self._await(request.id, deadline, answer(outcome))
        waited = deadline.waited()
        if outcome.status not in ("ok", "error"):
            self.close()
        return outcome._replace(weight=outcome.weight + weight_of(sent[wire.HEADER.size :]), waited=waited)

    def post(self, frames: bytes, numbers: Sequence[int]) -> None:
        """Send requests of these numbers without waiting; `next` gives their answers in the same order.

        The worker goes on with the next request at once, which saves most of the time that short calls take. No request
        may have questions, and nothing else may be asked before the last answer was taken.
        """
        if not self._expected:
            self._early = self._unasked()
        self._expected.extend(numbers)
        self._send(bytes(self._unsent) + frames)

    @property
    def pending(self) -> int:
        """How many answers to posted requests were not taken yet."""
        return len(self._expected)

    def next(self, seconds: float) -> CallResult:
        """The next answer to what was posted, for which the worker has so many seconds from now.

        Kills the worker when it misbehaves; then nothing more comes.
        """
        number = self._expected.popleft()
        outcome = self._early or self._complete(number)
        self._early = None
        if outcome is None:
            deadline = Deadline(seconds, self._delay)
            outcome = self._await(number, deadline)
            outcome = outcome._replace(waited=deadline.waited())
        if outcome.status == "ask":
            outcome = CallResult("protocol", why="an unexpected question")
        if outcome.status not in ("ok", "error"):
            self.close()
        return outcome

    def _unasked(self) -> CallResult | None:
        """What came of a worker that speaks, or goes, before it is asked; None when it waits as it should."""
        if not self._read():
            return CallResult("died", why="the process ended before it was asked")
        return CallResult("protocol", why="bytes before the question") if self._buffer else None

    def _await(self, number: int, deadline: Deadline, send: bytes = b"") -> CallResult:
        """Send the bytes and wait for the answer of that number."""
        if send:
            self._send(send)
        while True:
            outcome = self._complete(number)
            if outcome is not None:
                return outcome
            if deadline.over():
                return CallResult("timeout", why="no answer in time")
            events = dict(self._poll.poll(max(0.0, deadline.left() * 1000 + 1)))
            if self._output in events and not self._drain():
                return CallResult("flood", why="printed more than 4 MiB")
            on_socket = events.get(self._sock.fileno(), 0)
            if self._unsent and on_socket & (select.POLLOUT | select.POLLHUP | select.POLLERR):
                self._unsent = self._write(self._unsent)
                if not self._unsent:
                    self._poll.modify(self._sock, select.POLLIN)
            if on_socket & (select.POLLIN | select.POLLHUP | select.POLLERR):
                if not self._read():
                    return CallResult("died", why="the process ended without an answer")
            elif self._pidfd in events:
                return CallResult("died", why="the process ended without an answer")

    def _complete(self, number: int) -> CallResult | None:
        """The answer, once its whole frame has arrived; None while it has not."""
        if len(self._buffer) < wire.HEADER.size:
            return None
        (size,) = wire.HEADER.unpack(self._buffer[: wire.HEADER.size])
        if size > wire.MAX_FRAME:
            return CallResult("protocol", why="an oversized frame")
        end = wire.HEADER.size + size
        if len(self._buffer) < end:
            return None
        if len(self._buffer) > end and not self._expected:
            return CallResult("protocol", why="bytes after the answer")
        body = bytes(self._buffer[wire.HEADER.size : end])
        del self._buffer[:end]
        try:
            outcome = decoded(body)
        except wire.BadValue:
            return CallResult("protocol", why="a malformed frame")
        reply = outcome.reply
        if reply is None or reply.id != number or (reply.status == "hello") != (number == 0):
            return CallResult("protocol", why="an answer to no question")
        return outcome

    def _send(self, frames: bytes) -> None:
        """Send what fits at once; the rest goes as the worker reads."""
        self._unsent = self._write(memoryview(frames))
        if self._unsent:
            self._poll.modify(self._sock, select.POLLIN | select.POLLOUT)

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
        """Kill the worker; that it is gone is seen to later, by whoever keeps the `dying`."""
        if self.closed:
            return
        self.closed = True
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.output += os.read(self._output, KEPT_OUTPUT)[: max(0, KEPT_OUTPUT - len(self.output))]
        self._delay.close()
        os.close(self._output)
        self._sock.close()
        self._dying.add(self._pidfd)
