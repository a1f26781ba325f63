"""The fork server: started by exec, imports the libraries once, forks a locked worker a request; holds no secret.

It runs on the untrusted side: it never saw a hidden case, a solution or another student's work. It is run by path in a
bare interpreter and makes this folder importable under its package name. The rest of the package is not importable
here, and not readable.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
import tempfile
import types
from pathlib import Path

_QUIET = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGIO, signal.SIGURG)


def _make_importable(libraries: dict[str, list[str]]) -> None:
    """Of this package this folder alone, and of all distributions those that the assignment offers."""
    here = str(Path(__file__).parent)
    for name, path in (("autograder", []), ("autograder.sandbox", []), ("autograder.sandbox.inside", [here])):
        module = types.ModuleType(name)
        module.__path__ = path
        sys.modules[name] = module
    sys.path[:] = [entry for entry in sys.path if entry != here]
    from autograder.sandbox.inside import loading

    sys.meta_path.append(loading.AllowedLibraries(libraries["names"], libraries["folders"]))


def main(control: int, settings: str) -> None:
    """Serve workers on the control socket until it is closed."""
    config = json.loads(settings)
    _make_importable(config["libraries"])
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what a worker leaves behind stays below this process
        libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: no ptrace, no /proc/PID/mem
        libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG: the grader's end is the server's end
    ctypes.util.find_library = lambda name: None  # the binding packages would start programs to look for libc
    tempfile.tempdir = "/"  # there is no writable folder here: looking for one fails, and torch looks while it imports
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = "/"
    for name in config["preload"]:
        importlib.import_module(name)
    for name in config["warm"]:
        with contextlib.suppress(Exception):  # a module that is only wanted early may fail in any way
            importlib.import_module(name)
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.set_num_threads(1)
        torch.set_num_interop_threads(1)
    from autograder.sandbox.inside import lockdown, worker

    prepared = lockdown.prepare(**config["lockdown"])
    gc.collect()
    gc.freeze()  # a collection in a worker then leaves the memory that it shares with this process alone
    null = os.open("/dev/null", os.O_RDWR)
    for number in _QUIET:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries finished workers
    channel = socket.socket(fileno=control)
    channel.send(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, 16, 2)
        if not message:
            os._exit(0)
        job, output = descriptors
        pid = os.fork()
        if pid == 0:
            try:
                _become_worker(job, output, null, prepared.descriptors())
                prepared.apply()
                worker.Worker(job).serve(prepared.parts)
            finally:
                os._exit(70)
        os.close(job)
        os.close(output)
        pidfd = os.pidfd_open(pid)
        socket.send_fds(channel, [struct.pack(">I", pid)], [pidfd])
        os.close(pidfd)


def _become_worker(job: int, output: int, null: int, needed: list[int]) -> None:
    """A new session; /dev/null, the output pipe and the job are all the descriptors that stay, with `needed`."""
    os.setsid()
    for number in (*_QUIET, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    start = 3
    for descriptor in sorted({job, *needed}):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, 4096)


main(int(sys.argv[1]), sys.argv[2])
