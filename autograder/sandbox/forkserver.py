"""The trusted handle of a fork server: starts it by exec, asks it for workers, replaces it when it is gone, kills."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from autograder.faults import SandboxFault
from autograder.sandbox.channel import Dying, WorkerProcess
from autograder.sandbox.launch import ENVIRONMENT, SandboxConfig, command

_FAR_AHEAD = 4_000_000_000
"""When the data was last read, as the kernel has it: it leaves such a time as it is, so that reading leaves no note."""
_START_SECONDS = 60.0
_SPAWN_SECONDS = 10.0
_HELLO_SECONDS = 10.0


def hide_memory() -> None:
    """Make this process unreadable to others of the same user: no ptrace, no /proc/PID/mem (Linux only)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


class ForkServer:
    """A fork server of one configuration. Not for two threads at once."""

    def __init__(self, config: SandboxConfig) -> None:
        self.config = config
        self.starts = 0
        self._dying = Dying()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._data: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> ForkServer:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
        self.settle()

    def settle(self) -> None:
        """Wait until every worker that was killed is gone. Raises SandboxFault when one does not die."""
        self._dying.wait()

    @property
    def disposable(self) -> bool:
        """Without seccomp a submission can leave processes behind: then each submission needs a server of its own."""
        return not self.config.isolation.seccomp

    def start(self) -> None:
        """Start the server. Raises SandboxFault, with what the server said, when it does not come up."""
        self.stop()
        try:
            errors = tempfile.TemporaryFile()  # noqa: SIM115  # entered below
        except OSError as error:
            raise SandboxFault(f"the sandbox cannot be started without a temporary file: {error}") from error
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, errors:
            try:
                data = self._lay_out_data()
                self._process = subprocess.Popen(
                    command(self.config, theirs.fileno(), data),
                    pass_fds=[theirs.fileno()],
                    env=ENVIRONMENT,
                    cwd=data or "/",
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    start_new_session=True,
                )
            except (OSError, LookupError) as error:
                ours.close()
                self.stop()
                raise SandboxFault(f"the sandbox cannot be started: {error}") from error
            self._control = ours
            theirs.close()  # so that the server's end is the channel's end
            ours.settimeout(_START_SECONDS)
            try:
                ready = ours.recv(16)
            except OSError:
                ready = b""
            if ready != b"ready":
                self.stop()
                errors.seek(0)
                output = errors.read()[-600:].decode("utf-8", "replace").strip()
                raise SandboxFault(f"the sandbox did not start: {output or 'it said nothing'}")
        ours.settimeout(_SPAWN_SECONDS)
        self.starts += 1

    def _lay_out_data(self) -> Path | None:
        """A fresh folder that holds the files of the configuration and nothing else, or None where there are none.

        A worker may read it and change nothing in it, whoever its user is. Raises OSError.
        """
        if not self.config.data:
            return None
        self._data = tempfile.TemporaryDirectory(prefix="autograder-data-", ignore_cleanup_errors=True)
        folder = Path(self._data.name).resolve()
        for name, content in self.config.data:
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o444)
        folder.chmod(0o555)
        for path in (folder, *folder.iterdir()):
            os.utime(path, (_FAR_AHEAD, path.stat().st_mtime))
        return folder

    def spawn(self) -> WorkerProcess:
        """A fresh, locked worker; starts the server again, once, when it is gone. Raises SandboxFault.

        Workers that were killed are waited for first: their memory counts for as long as it is there.
        """
        self._dying.wait()
        for attempt in (1, 2):
            if self._process is None or self._process.poll() is not None:
                self.start()
            worker = self._ask_for_worker()
            if worker is not None:
                if worker.hello(_HELLO_SECONDS).status == "ok":
                    return worker
                worker.close()
            self.stop()
            if attempt == 2:
                raise SandboxFault("the sandbox gives no workers")
        raise AssertionError("unreachable")

    def _ask_for_worker(self) -> WorkerProcess | None:
        assert self._control is not None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        output, written = os.pipe()
        try:
            socket.send_fds(self._control, [b"worker"], [theirs.fileno(), written])
            message, descriptors, _, _ = socket.recv_fds(self._control, struct.calcsize(">I"), 1)
            if len(message) == 4 and len(descriptors) == 1:
                return WorkerProcess(ours, output, descriptors[0], self._dying)
        except OSError:
            pass
        finally:
            theirs.close()
            os.close(written)
        ours.close()
        os.close(output)
        return None

    def stop(self) -> None:
        """End the server and with it every worker, and what a worker has started where nothing forbids it."""
        if self._process is not None and self.disposable and not self.config.isolation.bubblewrap:
            kill_descendants(self._process.pid)  # while the server lives: orphans are its children, and then nobody's
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
            self._process = None
        if self._data is not None:
            Path(self._data.name).chmod(0o700)
            self._data.cleanup()
            self._data = None


_ROUNDS = 200


def kill_descendants(ancestor: int) -> None:
    """Kill every descendant of a process that adopts orphans (a subreaper), again and again until none is left.

    Each process is held by a pidfd before it is looked at once more, so that no other process that got a freed number
    is hit. Ends after a bounded number of rounds.
    """
    for _ in range(_ROUNDS):
        processes = _alive(ancestor)
        if not processes:
            return
        for process in processes:
            with contextlib.suppress(OSError, psutil.Error):
                descriptor = os.pidfd_open(process.pid)
                try:
                    if process.is_running():  # it is the process that was found, by the time at which it was started
                        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
                finally:
                    os.close(descriptor)


def _alive(ancestor: int) -> list[psutil.Process]:
    """All below the ancestor but those that are dead and that nobody has waited for."""
    processes = []
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(ancestor).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
                    processes.append(process)
    return processes
