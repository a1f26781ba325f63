# GROUP:  kernel
# NAME:   other_workers
# TRIES:  in a worker beside another: signals, traces, reads and limits every process with a number near its own
# EXPECT: never_full
# ANSWER: no worker reaches another process, not even of the same submission
# KIND:   module
import ctypes
import os
import resource

import honest
import tools

FOUND = []
libc = ctypes.CDLL(None, use_errno=True)
forward, loss, grad_W, grad_b, update = honest.forward, honest.loss, honest.grad_W, honest.grad_b, honest.update


def fit(*args):
    me = os.getpid()
    for pid in {os.getppid(), 1, *range(max(me - 30, 2), me + 30)} - {me, 0}:
        for way in (
            lambda pid: os.kill(pid, 0),
            lambda pid: resource.prlimit(pid, resource.RLIMIT_NOFILE),
            lambda pid: os.sched_setaffinity(pid, {0}),
            lambda pid: os.setpriority(os.PRIO_PROCESS, pid, 19),
            lambda pid: os.pidfd_open(pid),
            lambda pid: os.listdir(f"/proc/{pid}"),
        ):
            try:
                FOUND.append(("way", pid, way(pid)))
            except OSError:
                continue
        if libc.ptrace(16, pid, 0, 0) == 0 or libc.process_vm_readv(pid, 0, 0, 0, 0, 0) >= 0:
            FOUND.append(("memory", pid))
    if FOUND:
        print("BREACH", FOUND)
        return honest.fit(*args)
    return tools.zeros("fit", args)
