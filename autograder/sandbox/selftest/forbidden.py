"""The self-test's submission: functions that each try one forbidden thing and return True only when it worked.

It is sent to a worker as source text and never imported by the grader. Everything it reaches for is harmless. What is
refused raises OSError, ImportError, MemoryError, ValueError or RuntimeError, or gives False.
"""

import contextlib
import mmap
import os
import resource
import signal
import socket
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
    found = 0
    for descriptor in range(3, 4096):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found += 1
    return found > 1


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
