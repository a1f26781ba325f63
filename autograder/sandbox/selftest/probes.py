"""The forbidden things that the self-test tries, from which level on each must be refused, and what they are tried on.

The functions are in forbidden.py, which is sent to a worker. The conclusion is drawn by the package itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_NOBODY = 65534
_VARIABLE = "AUTOGRADER_SELF_TEST"
_SHARED = Path("/dev/shm")
_SPARE = ("change", "remove", "rename")


class Probe(NamedTuple):
    """One forbidden thing: what it is in words, the function that tries it, the lowest level that must refuse it."""

    subject: str
    what: str
    function: str
    refused_from: int
    arguments: tuple[Any, ...] = ()


SECRETS = "read hidden cases and solutions"
LOOP = Probe("limits", "compute for ever", "loop_forever", 1)

PROBES = (
    Probe("files", "read a file of the grader", "read_file", 2),
    Probe("files", "list a folder of the grader", "list_folder", 2),
    Probe("files", "see whether a file of the grader exists", "see_file", 3),  # what namespaces alone refuse
    Probe("files", "write a file", "write_file", 2),
    Probe("files", "change a file", "change_file", 2),
    Probe("files", "remove a file", "remove_file", 2),
    Probe("files", "rename a file", "rename_file", 2),
    Probe("files", "make a folder", "make_folder", 2),
    Probe("files", "make a symbolic link", "make_link", 2),
    Probe("files", "make a hard link", "make_hard_link", 2),
    Probe("files", "make a FIFO", "make_fifo", 2),
    Probe("files", "make a node", "make_node", 2),
    Probe("files", "change a file's mode", "change_mode", 2),
    Probe("files", "change a file's owner", "change_owner", 2),
    Probe("files", "change a file's times", "change_time", 2),
    Probe("files", "change a file's attributes", "change_attributes", 2),
    Probe("network", "connect by TCP", "connect_tcp", 2),
    Probe("network", "send by UDP", "send_udp", 2),
    Probe("network", "connect to a local socket", "connect_unix", 2),
    Probe("network", "connect to an abstract socket", "connect_abstract", 2),
    Probe("processes", "start a process", "start_process", 2),
    Probe("processes", "start a thread", "start_thread", 2),
    Probe("processes", "run a program", "run_program", 2),
    Probe("processes", "see other processes", "see_processes", 2),
    Probe("processes", "signal the fork server", "signal_server", 2),
    Probe("processes", "reach the fork server's limits", "limit_server", 2),
    Probe("the grader", "signal the grader", "signal_grader", 2),
    Probe("the grader", "signal the grader through a descriptor", "signal_by_descriptor", 2),
    Probe("the grader", "set the grader's priority", "set_priority", 2),
    Probe("the grader", "set the grader's processors", "set_affinity", 2),
    Probe("the grader", "open the grader's memory", "read_memory", 1),
    Probe("the grader", "read the grader's environment", "read_environment", 1),
    Probe("the grader", "inherit the grader's environment", "see_environment", 1),
    Probe("the grader", "find an open descriptor", "see_descriptors", 1),
    Probe("limits", "use more memory than allowed", "use_memory", 1),
    Probe("limits", "map more memory than allowed", "map_memory", 1),
    Probe("limits", "raise its own limits", "raise_limits", 1),
    Probe("limits", "make a file in memory", "make_memory_file", 2),
    Probe("limits", "write to shared memory", "write_shared_memory", 2),
    Probe("libraries", "import torch", "import_torch", 1),
    Probe("the grader", "copy from the grader's memory", "read_memory_directly", 1),
    Probe("the grader", "trace the grader", "trace_grader", 1),
    Probe("the grader", "take a descriptor of the grader", "take_descriptor", 1),
    Probe("the grader", "have signals sent to the grader", "redirect_signals", 2),
    Probe("limits", "leave shared memory behind", "leave_shared_memory", 2),
    Probe("limits", "leave a message queue behind", "leave_message_queue", 2),
    Probe("kernel", "make namespaces of its own", "new_namespaces", 2),
    Probe("kernel", "set up io_uring", "set_up_io_uring", 2),
    Probe("kernel", "add a key to the kernel's keys", "add_key", 2),
    Probe("kernel", "find the session's keyring", "see_keyring", 2),
    Probe("kernel", "count events", "count_events", 2),
    Probe("kernel", "make a BPF map", "load_bpf", 2),
    Probe("kernel", "catch page faults", "catch_page_faults", 2),
    Probe("kernel", "make x32 system calls", "x32_calls", 2),
    Probe("processes", "become another program", "replace_program", 2),  # the last: where it works it ends the worker
)


class Targets(NamedTuple):
    """What there is to reach for: files that everybody may change, listeners, bytes in this process's memory."""

    folder: Path
    tcp: int
    udp: int
    abstract: str
    address: int

    @property
    def canary(self) -> Path:
        return self.folder / "canary.txt"


@contextlib.contextmanager
def targets() -> Iterator[Targets]:
    """Lay out what the self-test reaches for: a file's rights and owner never are what refuses a probe."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-self-test-")))
        os.chmod(folder, 0o777)
        for name in ("canary", *_SPARE):
            path = folder / f"{name}.txt"
            path.write_text("a secret\n")
            os.chmod(path, 0o666)
            if os.getuid() == 0:
                with contextlib.suppress(OSError):  # without such a user, root's workers stay root
                    os.chown(path, _NOBODY, _NOBODY)  # the user that root's workers become
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        local = stack.enter_context(socket.socket(socket.AF_UNIX))
        with contextlib.suppress(OSError):  # the path of a temporary folder can be too long for a socket's address
            local.bind(str(folder / "socket"))
            os.chmod(folder / "socket", 0o666)
            local.listen(8)
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        with contextlib.suppress(OSError):  # only Linux has such addresses
            abstract.bind(f"\0{folder.name}")
            abstract.listen(8)
        os.environ[_VARIABLE] = "in the grader's environment"
        stack.callback(os.environ.pop, _VARIABLE)
        stack.callback(_remove_shared, folder.name)
        secret = ctypes.create_string_buffer(b"in the grader's memory")
        yield Targets(folder, tcp.getsockname()[1], udp.getsockname()[1], folder.name, ctypes.addressof(secret))


def _remove_shared(name: str) -> None:
    with contextlib.suppress(OSError):  # there may be no shared memory, or none that can be written
        (_SHARED / name).unlink()


def probes(secrets: Sequence[Path], around: Targets, memory_mib: int, *, torch: bool) -> list[Probe]:
    """All probes with their arguments. `torch` says that torch is allowed."""
    arguments = _arguments(around, memory_mib)
    hidden = [Probe("files", SECRETS, "read_file", 2, (str(path),)) for path in secrets]
    library = importlib.util.find_spec("torch")
    if library is not None and library.origin is not None and not torch:
        hidden.append(Probe("libraries", "read torch's files", "read_file", 2, (library.origin,)))
    return hidden + [
        probe._replace(arguments=arguments.get(probe.function, ()))
        for probe in PROBES
        if not (torch and probe.function == "import_torch")
    ]


def _arguments(around: Targets, memory_mib: int) -> dict[str, tuple[Any, ...]]:
    grader = os.getpid()
    canary, new = str(around.canary), f"{around.folder}/new-"
    arguments: dict[str, tuple[Any, ...]] = {
        "read_file": (canary,),
        "see_file": (canary,),
        "list_folder": (str(around.folder),),
        "change_mode": (canary,),
        "change_owner": (canary,),
        "change_time": (canary,),
        "change_attributes": (canary,),
        "make_hard_link": (canary, f"{new}make_hard_link"),
        "connect_tcp": (around.tcp,),
        "send_udp": (around.udp,),
        "connect_unix": (f"{around.folder}/socket",),
        "connect_abstract": (around.abstract,),
        "set_priority": (grader, os.getpriority(os.PRIO_PROCESS, grader)),  # to what it is
        "set_affinity": (grader, sorted(os.sched_getaffinity(grader)) if sys.platform == "linux" else []),
        "read_memory_directly": (grader, around.address),
        "see_environment": (_VARIABLE,),
        "write_shared_memory": (around.folder.name,),
        "leave_message_queue": (around.folder.name,),
        "use_memory": (memory_mib,),
        "map_memory": (memory_mib,),
    }
    for name in _SPARE:
        arguments[f"{name}_file"] = (f"{around.folder}/{name}.txt",)
    for function in ("write_file", "make_folder", "make_link", "make_fifo", "make_node"):
        arguments[function] = (f"{new}{function}",)
    for function in ("signal_grader", "signal_by_descriptor", "redirect_signals", "read_memory", "read_environment"):
        arguments[function] = (grader,)
    arguments["trace_grader"] = arguments["take_descriptor"] = (grader,)
    return arguments
