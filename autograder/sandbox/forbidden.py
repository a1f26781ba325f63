"""The self-test's submission: functions that each try one forbidden thing and return True when it worked.

It is sent to a worker as source text and never imported by the grader. Everything it reaches for is harmless.
"""

import contextlib
import ctypes
import mmap
import os
import resource
import signal
import socket
import subprocess
import threading
from pathlib import Path


def read_file(path):
    with open(path, "rb") as file:
        return len(file.read(1)) > 0


def list_folder(path):
    return len(os.listdir(path)) >= 0


def write_file(path):
    with open(path, "x"):
        pass
    return True


def change_mode(path):
    os.chmod(path, 0o640)
    return True


def change_time(path):
    os.utime(path, (1, 1))
    return True


def connect_tcp(port):
    with socket.socket() as s:
        s.settimeout(1)
        s.connect(("127.0.0.1", port))
    return True


def send_udp(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.sendto(b"x", ("127.0.0.1", port))
    return True


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
    return subprocess.run(["/bin/true"], check=False).returncode == 0


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


def redirect_signals(pid):
    """F_SETOWN with bits above the 32 that the kernel looks at, so that a careless filter does not know the command."""
    libc = ctypes.CDLL(None, use_errno=True)
    number = 72  # fcntl on x86-64
    if os.uname().machine != "x86_64":
        number = 25
    return libc.syscall(number, ctypes.c_long(1), ctypes.c_long((1 << 32) | 8), ctypes.c_long(pid)) == 0


def limit_server():
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)
    return os.getppid() > 0


def read_memory(pid):
    with open(f"/proc/{pid}/mem", "rb"):
        return True


def read_environment(pid):
    with open(f"/proc/{pid}/environ", "rb") as file:
        return len(file.read(1)) > 0


def trace_grader(pid):
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.ptrace(16, pid, 0, 0) == 0  # PTRACE_ATTACH


def see_environment(known):
    return bool(set(os.environ) - set(known))


def see_descriptors():
    """An open descriptor beside the standard ones and the worker's channel."""
    found = 0
    for descriptor in range(3, 256):
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


def raise_limits():
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return True


def leave_shared_memory():
    libc = ctypes.CDLL(None)
    number = libc.shmget(0x47124, 4096, 0o1600)
    if number >= 0:
        libc.shmctl(number, 0, None)
    return number >= 0


def write_shared_memory():
    path = "/dev/shm/autograder-self-test"
    with open(path, "xb") as file:
        file.write(b"x")
    os.unlink(path)
    return True


def import_torch():
    import torch

    return torch is not None


def x32_calls():
    """getpid by its x32 number, which a filter that only knows the 64-bit numbers lets through."""
    return ctypes.CDLL(None).syscall(0x40000000 | 39) > 0


def new_namespaces():
    return ctypes.CDLL(None).unshare(0x10000000) == 0


def see_processes():
    return Path("/proc/1/stat").exists() and any(name.isdigit() for name in os.listdir("/proc"))


def loop_forever():
    while True:
        pass
