"""Serves one submission: loads its source from a frame, answers calls with values; runs locked down and trusts nobody.

Nothing here decides a mark. A submission may tamper with all of this; it then only spoils its own answers.
"""

from __future__ import annotations

import builtins
import functools
import os
import random
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.sandbox.inside import inspection, loading, wire

_AT_ONCE = 1 << 16
"""Bytes that one read asks for at least."""
_MOST_OBJECTS = 100_000


class Worker:
    """Answers the frames that arrive on one descriptor until it is closed."""

    def __init__(self, descriptor: int, module: Any = None) -> None:
        """`module` is what is called, where no request is to load it."""
        self._fd = descriptor
        self._arrived, self._at = b"", 0
        self._objects: dict[int, Any] = {0: module}
        self._files: dict[str, bytes] = {}
        self._entry = ""
        self._kept = self._number = 0
        self._order = loading.SetOrder(mirrored=False)

    def serve(self, parts: list[str]) -> None:
        """Say hello with the parts of the lock-down, then answer requests for ever."""
        self._send(wire.Reply(0, "hello", notes=parts))
        while True:
            reply = self.answer(wire.decode_request(self._received()))
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.flush()
                except BaseException:  # the streams belong to the student's code now
                    continue
            self._send(reply)

    def answer(self, request: wire.Request) -> wire.Reply:
        """The one answer to a request; whatever the submission raises is an answer, too."""
        self._kept, self._number = 0, request.id
        try:
            if isinstance(request, wire.Load):
                self._load(request)
                return wire.Reply(request.id, "ok")
            if isinstance(request, wire.Inspect):
                notes, value = inspection.look_at(request.files, request.entry, request.usual)
                return wire.Reply(request.id, "ok", self._pack(value), notes=notes)
            if isinstance(request, wire.Helper):
                return wire.Reply(request.id, "ok", self._pack(self._run_helper(request.source)))
            if isinstance(request, wire.StandIn):
                self._stand_in(request)
                return wire.Reply(request.id, "ok")
            if isinstance(request, wire.Get):
                value = self._attribute(self._objects[request.target], request.name)
                return wire.Reply(request.id, "ok", self._pack(value))
            if isinstance(request, wire.Call):
                return self._call(request)
            raise wire.BadValue("an answer to no question")
        except BaseException as error:  # SystemExit and KeyboardInterrupt too: nothing may end the loop
            return self._describe(request.id, error)

    def _load(self, request: wire.Load) -> None:
        random.seed(request.seed)
        np.random.seed(request.seed & 0xFFFFFFFF)
        if "torch" in sys.modules:
            sys.modules["torch"].manual_seed(request.seed)
        self._files, self._entry = request.files, request.entry
        self._order = loading.SetOrder(mirrored=request.mirrored)
        self._objects[0] = loading.load(request.files, request.entry)
        self._order.give_to(self._objects[0])

    def _run_helper(self, source: str) -> types.ModuleType:
        module = types.ModuleType("helper")
        module.__dict__["student"] = self._objects[0]
        exec(compiled_helper(source), module.__dict__)
        return module

    def _stand_in(self, request: wire.StandIn) -> None:
        for name in request.names:
            self._objects[0].__dict__[name] = functools.partial(self._ask, name)

    def _callback(self, name: str) -> Callable[..., Any]:
        """A function of the hidden case, to be passed to the submission; it works until that call returns."""
        number = self._number

        def function(*args: Any) -> Any:
            if self._number != number:
                raise RuntimeError("this function belongs to an earlier call")
            return self._ask(name, *args)

        return function

    def _ask(self, name: str, *args: Any) -> Any:
        """Have the trusted side compute `name(*args)`."""
        question = wire.Reply(self._number, "ask", self._pack(args), message=name)
        if not wire.acceptable(wire.frame(question)):
            raise ValueError("too many numbers")
        self._send(question)
        answer = wire.decode_request(self._received())
        if not isinstance(answer, wire.Answer):
            raise wire.BadValue("no answer")
        if answer.error:
            raise getattr(builtins, answer.error)("raised by the function that was called")
        return self._unpack(answer.value)

    def _call(self, request: wire.Call) -> wire.Reply:
        target = self._objects[request.target]
        function = self._attribute(target, request.name) if request.name else target
        args = [self._argument(arg) for arg in request.args]
        kwargs = {name: self._argument(arg) for name, arg in request.kwargs.items()}
        self._order.begin()
        notes: list[str] = []
        if request.observe:
            function = inspection.Observer(function, self._files, notes)
        try:
            value = self._pack(function(*args, **kwargs))
        except BaseException as error:  # an error does not excuse what became of the arguments
            return self._describe(request.id, error, self._changed(request.args, args))
        return wire.Reply(request.id, "ok", value, self._changed(request.args, args), notes=notes)

    def _argument(self, value: wire.Value | wire.Callback) -> Any:
        return self._callback(value.name) if isinstance(value, wire.Callback) else self._unpack(value)

    def _changed(self, sent: list[wire.Value | wire.Callback], now: list[Any]) -> list[int]:
        """The positions of the arguments that are not as they were sent."""
        pairs = enumerate(zip(sent, now, strict=True))
        return [index for index, (before, after) in pairs if not self._same(before, after)]

    def _attribute(self, target: Any, name: str) -> Any:
        try:
            return getattr(target, name)
        except AttributeError:
            if target is self._objects.get(0):
                raise _AbsentError(name) from None
            raise

    def _same(self, sent: wire.Value | wire.Callback, now: Any) -> bool:
        if isinstance(sent, wire.Array | wire.Seq | wire.Map):
            try:
                return self._pack(now) == sent
            except BaseException:  # it has grown beyond what can be sent
                return False
        return True

    def _keep(self, value: Any) -> wire.Handle:
        if len(self._objects) > _MOST_OBJECTS:
            raise MemoryError
        number = wire.handle_number(self._number, self._kept)
        self._kept += 1
        self._objects[number] = value
        name = type(value).__name__
        if type(value) is np.ndarray or isinstance(value, np.generic):
            name = f"array of {value.dtype.name}"
        return wire.Handle(number, str(name)[:200], callable(value))

    def _pack(self, value: Any) -> wire.Value:
        return wire.pack(value, self._keep)

    def _unpack(self, value: wire.Value) -> Any:
        return wire.unpack(value, lambda handle: self._objects[handle.id], tensors="torch" in sys.modules)

    def _describe(self, number: int, error: BaseException, changed: Sequence[int] = ()) -> wire.Reply:
        kind = "raised"
        if isinstance(error, _AbsentError):
            kind = "absent"
        elif isinstance(error, wire.BadValue):
            kind = "too-large"
        elif isinstance(error, SystemExit):
            kind = "exited"
        elif isinstance(error, NotImplementedError):
            kind = "not-implemented"
        elif isinstance(error, MemoryError):
            kind = "memory"
        elif isinstance(error, SyntaxError):
            kind = "syntax"
        try:
            lines, own = loading.lines_of(error, self._files, self._entry)
        except BaseException:
            lines, own = [], False
        try:
            text = str(error.msg if isinstance(error, SyntaxError) else error)[:1000]
            message = text.encode("utf-8", "replace").decode("utf-8")
        except BaseException:
            message = ""
        names = [kind_.__name__ for kind_ in type(error).__mro__ if kind_.__module__ == "builtins"]
        name = names[0] if names else ""
        fields: dict[str, Any] = {"kind": kind, "error": name[:200], "own": own, "message": message, "lines": lines}
        return wire.Reply(number, "error", changed=list(changed), **fields)

    def _received(self) -> bytes:
        """The body of the next frame. Whatever has arrived is read at once: a system call is dear, and many small
        frames come together."""
        (size,) = wire.HEADER.unpack(self._taken(wire.HEADER.size))
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        end = self._at + size
        if len(self._arrived) < end:
            rest = bytearray(self._arrived[self._at :])
            while len(rest) < size:
                chunk = os.read(self._fd, max(_AT_ONCE, min(size - len(rest), 1 << 20)))
                if not chunk:  # the trusted side is gone, or wants no more
                    os._exit(0)
                rest += chunk
            self._arrived, self._at, end = bytes(rest), 0, size
        data = self._arrived[self._at : end]
        self._at = end
        return data

    def _send(self, reply: wire.Reply) -> None:
        frame = wire.frame(reply)
        if not wire.acceptable(frame):
            frame = wire.frame(wire.Reply(reply.id, "error", kind="too-large"))
        rest = memoryview(frame)
        while rest:
            rest = rest[os.write(self._fd, rest) :]


class _AbsentError(Exception):
    """The submission has no such function."""


@functools.lru_cache(maxsize=8)
def compiled_helper(source: str) -> types.CodeType:
    """A helper's code: case after case runs the same source, and compiling it costs more than its calls."""
    return compile(source, "<helper>", "exec", dont_inherit=True)
