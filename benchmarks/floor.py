"""The floor: what grading costs at the least when each submission has a process of its own, with nothing to keep it in.

A warm process, the assignment's libraries imported, forks for each submission; the child executes the source and
answers 30 calls, the public examples of the assignment, each a length-prefixed MessagePack frame over a socket pair;
the parent compares the numbers. No lock-down, no time limit, no second look, no message, no record, no page.

    python benchmarks/floor.py FOLDER HANDOUT MODULE [-n SUBMISSIONS] [--cores 2]     prints JSON

It imports NumPy and msgspec alone, and what the assignment needs, so that its process is as small as it can be.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import socket
import statistics
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from ours import BenchmarkError
from peers.examples import CALLS, Examples, decoded, flat, module_of

_HEADER = struct.Struct(">I")
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder().decode


def send(channel: socket.socket, message: Any) -> None:
    frame = _encode(message)
    channel.sendall(_HEADER.pack(len(frame)) + frame)


def receive(channel: socket.socket) -> Any:
    (length,) = _HEADER.unpack(_exactly(channel, _HEADER.size))
    return _decode(_exactly(channel, length))


def _exactly(channel: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        portion = channel.recv(length - len(found))
        if not portion:
            raise EOFError
        found += portion
    return found


def packed(value: Any) -> Any:
    """An argument as it travels: an array as a dict of its type, shape and bytes."""
    if not isinstance(value, np.ndarray):
        return value
    return {"dtype": value.dtype.str, "shape": list(value.shape), "bytes": value.tobytes()}


def unpacked(frame: Any) -> Any:
    if not isinstance(frame, dict):
        return frame
    return np.frombuffer(frame["bytes"], frame["dtype"]).reshape(frame["shape"])


def serve(channel: socket.socket, source: str, examples: Examples) -> None:
    """The child: execute the source, answer until the parent hangs up."""
    names: dict[str, Any] = {"__name__": examples.module}
    exec(compile(source, "submission", "exec"), names)  # our own harmless code: the floor has no lock-down
    student = module_of(names, examples.module)
    while True:
        call, arguments = receive(channel)
        send(channel, flat(examples.function(call, student)(*map(unpacked, arguments))))


def one(source: str, examples: Examples, calls: list[tuple[str, list[Any], list[Any]]]) -> bool:
    """Grade one submission; whether all calls gave what they should."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            serve(theirs, source, examples)
        finally:
            os._exit(0)
    theirs.close()
    right = True
    for call, arguments, want in calls:
        send(ours, [call, list(map(packed, arguments))])
        got = receive(ours)
        right = right and len(got) == len(want) and np.allclose(got, want, rtol=1e-6, atol=1e-9)
    ours.close()
    os.waitpid(pid, 0)
    return right


def answers(source: str, examples: Examples) -> list[tuple[str, list[Any], list[Any]]]:
    """Calls of examples whose answers are numbers, and the answers, from a process of its own: torch starts threads."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        names: dict[str, Any] = {"__name__": examples.module}
        exec(compile(source, "submission", "exec"), names)
        student = module_of(names, examples.module)
        made = [
            [told["call"], told["arguments"], flat(examples.answer(number, student))]
            for number in examples.usable(student)
            for told in [examples.calls[number][1]]
        ]
        kept = [row for row in made if all(isinstance(entry, float) for entry in row[2])]
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_encode(kept))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        kept = _decode(pipe.read())
    os.wait()
    rows = [(call, [decoded(value) for value in arguments], want) for call, arguments, want in kept]
    return [rows[number % len(rows)] for number in range(CALLS)]


def measure(sources: list[str], examples: Examples, number: int) -> dict[str, float]:
    """Grade `number` submissions, the sources in turn; the first three do not count."""
    calls, times = answers(sources[0], examples), []
    for index in range(-3, number):
        started = time.perf_counter()
        if not one(sources[index % len(sources)], examples, calls):
            sys.exit("A right submission gave a wrong answer in the floor's run.")
        times.append(time.perf_counter() - started)
    counted = times[3:]
    return {"mean": statistics.fmean(counted), "median": statistics.median(counted), "seconds": sum(counted)}


def run(
    folder: Path, handout: Path, module: str, number: int, cores: list[int], libraries: list[str]
) -> dict[str, float]:
    """Start one process on each core at once. `each` is seconds a submission; `rate` is submissions a second in all.

    Raises BenchmarkError where one of them fails.
    """
    command = [sys.executable, str(Path(__file__)), str(folder), str(handout), module, "-n", str(number)]
    command += [word for library in libraries for word in ("--library", library)]
    started = [subprocess.Popen([*command, "--core", str(core)], stdout=subprocess.PIPE) for core in cores]
    found = []
    for process in started:
        said, _ = process.communicate()
        if process.returncode:
            raise BenchmarkError(f"The floor of {module} cannot be measured.")
        found.append(json.loads(said))
    each = statistics.fmean(one["mean"] for one in found)
    return {
        "each": each,
        "median": statistics.median(one["median"] for one in found),
        "rate": sum(1 / one["mean"] for one in found),
        "cores": len(cores),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="right submissions, as <student>/<module>.py")
    parser.add_argument("handout", type=Path, help="the assignment's handout, for its examples")
    parser.add_argument("module")
    parser.add_argument("-n", "--number", type=int, default=300)
    parser.add_argument("--library", action="append", default=[], help="import it before forking")
    parser.add_argument("--core", type=int, help="measure on this core alone")
    parser.add_argument("--cores", type=int, default=1, help="start as many processes at once, each on its core")
    options = parser.parse_args()
    if options.core is None:
        cores = sorted(os.sched_getaffinity(0))[: options.cores]
        words = (options.folder, options.handout, options.module, options.number)
        print(json.dumps(run(*words, cores, options.library)))
        return
    os.sched_setaffinity(0, {options.core})
    for library in options.library:
        importlib.import_module(library)
    sys.dont_write_bytecode = True  # assignments/ stays as `generate` wrote it
    sys.path.insert(0, str(options.handout))
    sources = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*/*.py"))]
    print(json.dumps(measure(sources, Examples(options.handout, options.module), options.number)))


if __name__ == "__main__":
    main()
