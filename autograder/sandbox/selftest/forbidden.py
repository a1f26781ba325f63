"""The self-test's submission: functions that each try one forbidden thing and return True only when it worked.

It is sent to a worker as source text and never imported by the grader. Everything it reaches for is harmless. What is
refused raises OSError, ImportError, MemoryError, ValueError or RuntimeError, or gives False. The second half are
forbidden things that Python has no function for, as system calls.
"""

import contextlib
import ctypes
import errno
import mmap
import os
import resource
import signal
import socket
import struct
import sys
import threading
from pathlib import Path

_PYTHON = [sys.executable, "-I", "-S", "-c", ""]


def read_file(path):
    with open(path, "rb") as file:
        return len(file.read(1)) > 0


def list_folder(path):
    return len(os.listdir(path)) > 0


def see_file(path):
    return os.stat(path).st_size > 0


def write_file(path):
    with open(path, "x"):
        return True


def change_file(path):
    with open(path, "wb"):  # empties it
        return os.path.getsize(path) == 0


def remove_file(path):
    os.unlink(path)
    return True


def rename_file(path):
    os.rename(path, path + ".renamed")
    return True


def make_folder(path):
    os.mkdir(path)
    return True


def make_link(path):
    os.symlink("/", path)
    return True


def make_hard_link(target, path):
    os.link(target, path)
    return True


def make_fifo(path):
    os.mkfifo(path)
    return True


def make_node(path):
    os.mknod(path)
    return True


def change_mode(path):
    os.chmod(path, 0o640)
    return True


def change_owner(path):
    os.chown(path, os.getuid(), os.getgid())
    return True


def change_time(path):
    os.utime(path, (1, 1))
    return True


def change_attributes(path):
    os.setxattr(path, "user.autograder", b"x")
    return True


def connect_tcp(port):
    with socket.socket() as s:  # without a timeout: to set one takes a system call that may be what is refused
        s.connect(("127.0.0.1", port))
    return True


def send_udp(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.connect(("127.0.0.1", port))
        s.send(b"x")
        return s.send(b"x") == 1  # refused by now where nobody received the first one


def connect_unix(path):
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(path)
    return True


def connect_abstract(name):
    return connect_unix("\0" + name)


def start_process():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
    return True


def start_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return True


def run_program():
    os.posix_spawn(_PYTHON[0], _PYTHON, {})
    return True


def replace_program():
    """Where this works there is no answer: the process is another program."""
    os.execv(_PYTHON[0], _PYTHON)


def see_processes():
    return Path("/proc/1/stat").exists() and any(name.isdigit() for name in os.listdir("/proc"))


def signal_server():
    os.kill(os.getppid(), 0)
    return os.getppid() > 0


def signal_grader(pid):
    os.kill(pid, 0)
    return True


def signal_by_descriptor(pid):
    descriptor = os.pidfd_open(pid)
    try:
        signal.pidfd_send_signal(descriptor, 0)
    finally:
        os.close(descriptor)
    return True


def limit_server():
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)
    return os.getppid() > 0


def set_priority(pid, nice):
    os.setpriority(os.PRIO_PROCESS, pid, nice)
    return True


def set_affinity(pid, processors):
    os.sched_setaffinity(pid, processors)
    return True


def read_memory(pid):
    with open(f"/proc/{pid}/mem", "rb"):
        return True


def read_environment(pid):
    with open(f"/proc/{pid}/environ", "rb") as file:
        return len(file.read(1)) > 0


def see_environment(name):
    return name in os.environ


def see_descriptors():
    """An open descriptor beside the standard ones and the worker's channel."""
    count = 0
    for descriptor in range(3, 4096):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        count += 1
    return count > 1


def use_memory(mib):
    return len(bytearray(mib << 20)) > 0


def map_memory(mib):
    with mmap.mmap(-1, mib << 20) as area:
        area[0] = 1
    return True


def make_memory_file():
    os.close(os.memfd_create("autograder-self-test"))
    return True


def write_shared_memory(name):
    path = f"/dev/shm/{name}"
    with open(path, "xb"), contextlib.suppress(OSError):
        os.unlink(path)
    return True


def raise_limits():
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return True


def import_torch():
    import torch

    return torch is not None


NUMBERS = {
    "x86_64": {
        "shmget": 29,
        "shmctl": 31,
        "fcntl": 72,
        "ptrace": 101,
        "mq_open": 240,
        "mq_unlink": 241,
        "add_key": 248,
        "keyctl": 250,
        "unshare": 272,
        "perf_event_open": 298,
        "process_vm_readv": 310,
        "bpf": 321,
        "userfaultfd": 323,
        "io_uring_setup": 425,
        "pidfd_open": 434,
        "pidfd_getfd": 438,
    },
    "aarch64": {
        "shmget": 194,
        "shmctl": 195,
        "fcntl": 25,
        "ptrace": 117,
        "mq_open": 180,
        "mq_unlink": 181,
        "add_key": 217,
        "keyctl": 219,
        "unshare": 97,
        "perf_event_open": 241,
        "process_vm_readv": 270,
        "bpf": 280,
        "userfaultfd": 282,
        "io_uring_setup": 425,
        "pidfd_open": 434,
        "pidfd_getfd": 438,
    },
}
_X32 = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def call(name: str, *args: int | bytes) -> int:
    """Make a system call. Integers go as 64 bits. Raises OSError when it is refused or not known for this machine."""
    numbers = NUMBERS.get(os.uname().machine)
    if numbers is None:
        raise OSError(errno.ENOSYS, name)
    return raw(numbers[name], *args)


def raw(number: int, *args: int | bytes) -> int:
    given = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    result: int = _libc.syscall(ctypes.c_long(number), *given)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def close(descriptor: int) -> bool:
    os.close(descriptor)
    return True


def read_memory_directly(pid: int, address: int) -> bool:
    """Copy bytes out of another process, without a file of /proc."""
    buffer = ctypes.create_string_buffer(8)
    here = struct.pack("=QQ", ctypes.addressof(buffer), 8)
    there = struct.pack("=QQ", address, 8)
    return call("process_vm_readv", pid, here, 1, there, 1, 0) == 8


def trace_grader(pid: int) -> bool:
    return call("ptrace", 0x4206, pid, 0, 0) == 0  # PTRACE_SEIZE, which unlike ATTACH does not stop the other process


def take_descriptor(pid: int) -> bool:
    """Take a copy of another process's standard output."""
    descriptor = call("pidfd_open", pid, 0)
    try:
        return close(call("pidfd_getfd", descriptor, 1, 0))
    finally:
        os.close(descriptor)


def redirect_signals(pid: int) -> bool:
    """F_SETOWN with bits above the 32 that the kernel looks at, so that a careless filter does not know the command."""
    return call("fcntl", 1, (1 << 32) | 8, pid) == 0


def leave_shared_memory() -> bool:
    number = call("shmget", 0, 4096, 0o600)  # IPC_PRIVATE
    with contextlib.suppress(OSError):
        call("shmctl", number, 0, 0)
    return True


def leave_message_queue(name: str) -> bool:
    descriptor = call("mq_open", name.encode(), os.O_CREAT | os.O_RDWR, 0o600, 0)
    with contextlib.suppress(OSError):
        call("mq_unlink", name.encode())
    return close(descriptor)


def new_namespaces() -> bool:
    return call("unshare", 0x10000000) == 0  # CLONE_NEWUSER


def set_up_io_uring() -> bool:
    return close(call("io_uring_setup", 1, bytes(120)))


def add_key() -> bool:
    return call("add_key", b"user", b"autograder-self-test", b"x", 1, -2) > 0  # to the process's own keyring


def see_keyring() -> bool:
    return call("keyctl", 0, -3, 0) > 0  # KEYCTL_GET_KEYRING_ID of the session


def count_events() -> bool:
    attributes = struct.pack("=IIQQQQQQ", 1, 64, 0, 0, 0, 0, 1 | 1 << 5 | 1 << 6, 0)  # a software counter of user code
    return close(call("perf_event_open", attributes, 0, -1, -1, 0))


def load_bpf() -> bool:
    return close(call("bpf", 0, struct.pack("=IIII", 2, 4, 4, 1), 16))  # BPF_MAP_CREATE, an array of one entry


def catch_page_faults() -> bool:
    return close(call("userfaultfd", 1))  # UFFD_USER_MODE_ONLY


def x32_calls() -> bool:
    """getpid by its x32 number, which a filter that only knows the 64-bit numbers lets through."""
    return raw(_X32 | 39) == os.getpid()
