"""The second half of the self-test's submission: forbidden things that Python has no function for, as system calls.

Like forbidden.py it is sent to a worker as source text, never imported by the grader, and harmless. A refusal raises
OSError; True says that the call worked.
"""

import contextlib
import ctypes
import errno
import os
import struct

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
