"""The floor: what grading costs at the least when each submission has a process of its own, with nothing to keep it in.

A warm NumPy process forks for each submission; the child executes the source and answers 30 calls with arrays, each a
length-prefixed MessagePack frame over a socket pair; the parent compares with np.allclose. No lock-down, no time limit,
no second look, no message, no record, no page.

    python benchmarks/floor.py FOLDER [-n SUBMISSIONS] [--cores 2]     prints JSON

It imports NumPy and msgspec alone, so that its process is as small as it can be.
"""

from __future__ import annotations

import argparse
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

CALLS = 30
SHAPES = ((11, 7, 3), (5, 3, 2), (4, 4, 4))
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


def packed(value: Any) -> list[Any]:
    array = np.asarray(value)
    return [array.dtype.str, list(array.shape), array.tobytes()]


def unpacked(frame: list[Any]) -> np.ndarray:
    return np.frombuffer(frame[2], frame[0]).reshape(frame[1])


def problems() -> list[tuple[str, list[np.ndarray], np.ndarray]]:
    """Thirty calls: the function, its arguments, and what should come out."""
    rng, made = np.random.default_rng(1), []
    while len(made) < CALLS:
        N, D, M = SHAPES[len(made) // 5 % len(SHAPES)]
        X, W, b = rng.standard_normal((N, D)), rng.standard_normal((M, D)), rng.standard_normal(M)
        Y, Y_hat = rng.standard_normal((N, M)), rng.standard_normal((N, M))
        R = Y_hat - Y
        made += [
            ("forward", [X, W, b], X @ W.T + b),
            ("loss", [Y_hat, Y], np.sum(R**2)),
            ("grad_W", [X, Y_hat, Y], 2 * R.T @ X),
            ("grad_b", [Y_hat, Y], 2 * R.sum(axis=0)),
            ("update", [W, 2 * R.T @ X, np.float64(0.1)], W - 0.2 * R.T @ X),
        ]
    return made


def serve(channel: socket.socket, source: str) -> None:
    """The child: execute the source, answer until the parent hangs up."""
    names: dict[str, Any] = {}
    exec(compile(source, "submission", "exec"), names)  # our own harmless code: the floor has no lock-down
    while True:
        name, arguments = receive(channel)
        send(channel, packed(names[name](*map(unpacked, arguments))))


def one(source: str, calls: list[tuple[str, list[np.ndarray], np.ndarray]]) -> bool:
    """Grade one submission; whether all calls gave what they should."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            serve(theirs, source)
        finally:
            os._exit(0)
    theirs.close()
    right = True
    for name, arguments, want in calls:
        send(ours, [name, list(map(packed, arguments))])
        got = unpacked(receive(ours))
        right = right and np.allclose(got, want, rtol=1e-7, atol=1e-10)
    ours.close()
    os.waitpid(pid, 0)
    return right


def measure(sources: list[str], number: int) -> dict[str, float]:
    """Grade `number` submissions, the sources in turn; the first three do not count."""
    calls, times = problems(), []
    for index in range(-3, number):
        started = time.perf_counter()
        if not one(sources[index % len(sources)], calls):
            sys.exit("A right submission gave a wrong answer in the floor's run.")
        times.append(time.perf_counter() - started)
    counted = times[3:]
    return {"mean": statistics.fmean(counted), "median": statistics.median(counted), "seconds": sum(counted)}


def run(folder: Path, number: int, cores: list[int]) -> dict[str, float]:
    """Start one process on each core at once. `each` is seconds a submission; `rate` is submissions a second in all."""
    command = [sys.executable, str(Path(__file__)), str(folder), "-n", str(number), "--core"]
    started = [subprocess.Popen([*command, str(core)], stdout=subprocess.PIPE) for core in cores]
    found = []
    for process in started:
        said, _ = process.communicate()
        if process.returncode:
            sys.exit("The floor cannot be measured.")
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
    parser.add_argument("-n", "--number", type=int, default=300)
    parser.add_argument("--core", type=int, help="measure on this core alone")
    parser.add_argument("--cores", type=int, default=1, help="start as many processes at once, each on its core")
    options = parser.parse_args()
    if options.core is None:
        print(json.dumps(run(options.folder, options.number, sorted(os.sched_getaffinity(0))[: options.cores])))
        return
    os.sched_setaffinity(0, {options.core})
    sources = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*/*.py"))]
    print(json.dumps(measure(sources, options.number)))


if __name__ == "__main__":
    main()
