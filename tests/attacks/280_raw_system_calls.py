# GROUP:  kernel
# NAME:   raw_system_calls
# TRIES:  some eighty system calls by number, new and old, that no computation needs; harmless arguments
# EXPECT: never_full
# ANSWER: each is refused with EPERM or ENOSYS before the kernel looks at its arguments
# KIND:   module
import ctypes
import errno
import os

import tools

FOUND = []
CALLS = {
    "fork": 57, "vfork": 58, "clone": 56, "clone3": 435, "execve": 59, "execveat": 322,
    "kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297,
    "pidfd_open": 434, "pidfd_send_signal": 424, "pidfd_getfd": 438, "ptrace": 101, "process_vm_readv": 310,
    "process_vm_writev": 311, "process_madvise": 440, "kcmp": 312, "socket": 41, "socketpair": 53, "connect": 42,
    "sendto": 44, "sendmsg": 46, "recvmsg": 47, "shutdown": 48, "io_uring_setup": 425, "io_setup": 206,
    "openat2": 437, "creat": 85, "memfd_create": 319, "memfd_secret": 447, "name_to_handle_at": 303,
    "open_by_handle_at": 304, "open_tree": 428, "fsopen": 430, "mount": 165, "mount_setattr": 442, "pivot_root": 155,
    "chroot": 161, "chdir": 80, "unshare": 272, "setns": 308, "landlock_create_ruleset": 444, "seccomp": 317,
    "bpf": 321, "userfaultfd": 323, "perf_event_open": 298, "add_key": 248, "keyctl": 250, "personality": 135,
    "fchmodat2": 452, "chmod": 90, "fchmod": 91, "fchmodat": 268, "chown": 92, "utimensat": 280, "setxattr": 188,
    "truncate": 76, "rename": 82, "renameat2": 316, "link": 86, "symlink": 88, "unlink": 87, "mkdir": 83, "mknod": 133,
    "shmget": 29, "shmat": 30, "msgget": 68, "semget": 64, "mq_open": 240, "inotify_init1": 294, "fanotify_init": 300,
    "eventfd2": 290, "timerfd_create": 283, "timer_create": 222, "signalfd4": 289, "epoll_create1": 291, "pipe2": 293,
    "splice": 275, "vmsplice": 278, "sendfile": 40, "copy_file_range": 326, "setpriority": 141, "ioprio_set": 251,
    "sched_setaffinity": 203, "sched_setscheduler": 144, "sched_setattr": 314, "setuid": 105, "setsid": 112,
    "capset": 126, "sethostname": 170, "modify_ldt": 154, "iopl": 172, "ioperm": 173, "quotactl": 179, "acct": 163,
    "init_module": 175, "kexec_load": 246, "reboot": 169, "syslog": 103, "mlockall": 151, "pkey_alloc": 330,
    "remap_file_pages": 216, "set_mempolicy": 238, "vhangup": 153, "lookup_dcookie": 212, "getitimer_x32": 0x40000024,
    "getpid_x32": 0x40000027, "execve_x32": 0x40000208, "cachestat": 451, "statmount": 457, "listmount": 458,
    "lsm_list_modules": 461, "mseal": 462, "futex_waitv": 449, "quotactl_fd": 443, "process_mrelease": 448,
    "map_shadow_stack": 453,
}
PRCTL = (1, 4, 8, 22, 23, 24, 35, 36, 38, 39, 47, 52, 53, 0x59616D61)
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def reached(number, *args):
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_long(arg) for arg in args))
    return result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS)


if os.uname().machine == "x86_64":
    FOUND += [name for name, number in CALLS.items() if reached(number, -1, 0, 0, 0, 0, 0)]
    FOUND += [f"prctl {option}" for option in PRCTL if reached(157, option, 0, 0, 0, 0)]
    FOUND += [f"fcntl {option}" for option in (5, 6, 7, 8, 10, 15, 1024, 1026, 1033) if reached(72, 1, option, 0)]
    FOUND += [f"fcntl {option} + 2**32" for option in (8, 10) if reached(72, 1, (1 << 32) | option, 0)]
    FOUND += [f"ioctl {option:x}" for option in (0x5412, 0x8901, 0x5452, 0x541C, 0x540E) if reached(16, 1, option, 0)]
    FOUND += ["prlimit of the parent"] if reached(302, os.getppid() or 1, 7, 0, 0) else []
globals().update(tools.right_if(FOUND))
