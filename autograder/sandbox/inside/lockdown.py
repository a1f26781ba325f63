"""Takes every right from a freshly forked worker: limits, user, Landlock, seccomp; the adapter to both of the latter.

`prepare` runs once in the fork server, `Lockdown.apply` in each worker. What is really in force is never believed from
here: the trusted side tries the forbidden things (autograder/sandbox/selftest/__init__.py).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import resource
import sys
from collections.abc import Sequence

_NOBODY = 65534
_CAP_DAC_READ_SEARCH = 2
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_CAPBSET_DROP = 1, 4, 8, 24
_SIGKILL = 9

# Everything that a NumPy or torch computation on one thread needs, and nothing that reaches another process, makes a
# file or a socket, or changes metadata. What is not here answers EPERM: new system calls and the x32 numbers included.
_ALLOWED = """
    read write close fstat newfstatat stat lstat statx lseek pread64 readv writev mmap mprotect munmap mremap
    brk madvise mincore msync access faccessat faccessat2 openat open getdents64 getcwd readlink readlinkat
    dup dup2 dup3 rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending sigaltstack futex set_robust_list
    get_robust_list rseq sched_yield sched_getaffinity sched_getparam sched_getscheduler getcpu
    set_tid_address arch_prctl membarrier clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday
    time times getrusage getrlimit setrlimit getpid getppid gettid getuid geteuid getgid getegid getgroups
    getresuid getresgid getpgrp getpgid getsid uname sysinfo getrandom poll ppoll select pselect6 alarm
    setitimer getitimer umask restart_syscall exit exit_group
""".split()  # noqa: SIM905  # a list has one word a line, and nobody reads eighty lines of words
_FCNTL = (0, 1, 2, 3, 4, 1030)
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, never F_SETOWN or F_SETSIG."""
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX; never FIOSETOWN
_WORD = 0xFFFFFFFF


class Lockdown:
    """A prepared lock-down; `parts` names what `apply` will use."""

    def __init__(self, *, memory_mib: int, cpu_seconds: int, drop_user: bool, keep_reading: bool) -> None:
        self.parts: list[str] = []
        self._memory = memory_mib << 20
        self._cpu = cpu_seconds
        self._drop_user = drop_user and os.getuid() == 0
        self._to_nobody = self._drop_user and _can_become_nobody()
        self._keep_reading = keep_reading
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._landlock: object = None
        self._filter: object = None

    def use_landlock(self, readable: Sequence[str], listable: Sequence[str]) -> None:
        """Prepare a Landlock ruleset: `readable` may be read, nothing may be written, no signal leaves the worker.

        `listable` folders show the names in them, which an import needs, and no file's content.
        """
        from landlockpy import AccessFS, Ruleset, Scope, abi_version

        if abi_version() < 1:
            return
        ruleset = Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
        for path in readable:
            if os.path.isdir(path):
                ruleset.allow_path(path, AccessFS.READ_FILE | AccessFS.READ_DIR)
            elif os.path.exists(path):
                ruleset.allow_path(path, AccessFS.READ_FILE)
        for path in listable:
            ruleset.allow_path(path, AccessFS.READ_DIR)
        self._landlock = ruleset
        self.parts.append(f"landlock (ABI {ruleset.abi_version})")

    def use_seccomp(self) -> None:
        """Prepare a seccomp filter that lets only a list of harmless system calls through."""
        import seccompy
        from seccompy import Action, ArgCmp, CmpOp, Filter

        if not seccompy.supported():
            return
        rules = Filter(default=int(Action.ERRNO) | errno.EPERM)

        def low_word(index: int, value: int) -> ArgCmp:
            # The kernel looks at 32 bits of these arguments: a comparison of all 64 could be passed by with high bits.
            return ArgCmp(index, CmpOp.MASKED_EQ, value, _WORD)

        for name in _ALLOWED:
            with contextlib.suppress(KeyError, ValueError, LookupError):  # a call that this architecture does not have
                rules.allow(name)
        for command in _FCNTL:
            rules.allow("fcntl", args=[low_word(1, command)])
        for command in _IOCTL:
            rules.allow("ioctl", args=[low_word(1, command)])
        rules.allow("prlimit64", args=[low_word(0, 0)])  # one's own limits, which can only be lowered
        rules.allow("prctl", args=[low_word(0, 15)])  # PR_SET_NAME
        rules.errno("clone3", errno.ENOSYS)  # so that libc takes clone, which is refused with a plain EPERM
        _ = rules.program  # compiled here once; a forked worker only loads it
        self._filter = rules
        self.parts.append("seccomp")

    def descriptors(self) -> list[int]:
        """Descriptors that must stay open until `apply`; it closes them."""
        return [] if self._landlock is None else [self._landlock.fileno()]  # type: ignore[attr-defined]  # typed only where the package is installed

    def apply(self) -> None:
        """Lock this process down. There is no way back. Raises OSError when a part cannot be applied."""
        libc = self._libc
        for limit, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, self._cpu),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 64),
            (resource.RLIMIT_AS, self._memory),
            (resource.RLIMIT_STACK, 64 << 20),
            (resource.RLIMIT_MEMLOCK, 0),
        ):
            _set_limit(limit, value)
        if sys.platform == "linux":
            _set_limit(resource.RLIMIT_MSGQUEUE, 0)
        if self._drop_user:
            self._become_nobody()
        if sys.platform == "linux":
            libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
            libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)  # cleared by the change of user, so set after it
        if self._landlock is not None:
            self._landlock.restrict()  # type: ignore[attr-defined]
            self._landlock.close()  # type: ignore[attr-defined]
        if self._filter is not None:
            self._filter.load()  # type: ignore[attr-defined]

    def _become_nobody(self) -> None:
        """Root becomes nobody, or, where it cannot, a root that has lost all rights but those of a file's owner.

        Where Python itself lies in a folder closed to others it keeps one capability, to read what file modes hide;
        which files those are is Landlock's matter.
        """
        libc = self._libc
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        for capability in range(64):
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                break
        if self._to_nobody:
            _change_user()
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this thread
        sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; low words, then high
        if libc.capget(header, sets) != 0:
            raise OSError(ctypes.get_errno(), "capget")
        keep = sets[1] & (1 << _CAP_DAC_READ_SEARCH if self._keep_reading else 0)  # some roots do not have it
        sets = (ctypes.c_uint32 * 6)(keep, keep, 0, 0, 0, 0)
        if libc.capset(header, sets) != 0:
            raise OSError(ctypes.get_errno(), "capset")


def _can_become_nobody() -> bool:
    """Whether root can change its user here, found out by trying: a container without rights has no other user."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(OSError):
            _change_user()
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _change_user() -> None:
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)


def _set_limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def prepare(
    *,
    landlock: bool,
    seccomp: bool,
    readable: Sequence[str],
    listable: Sequence[str],
    memory_mib: int,
    cpu_seconds: int,
    drop_user: bool,
    keep_reading: bool,
) -> Lockdown:
    """Build the lock-down once. A kernel interface that is missing is left out; `parts` tells what is there."""
    lockdown = Lockdown(memory_mib=memory_mib, cpu_seconds=cpu_seconds, drop_user=drop_user, keep_reading=keep_reading)
    if landlock:
        with contextlib.suppress(Exception):  # young packages: any failure means that this part is not to be had
            lockdown.use_landlock(readable, listable)
    if seccomp:
        with contextlib.suppress(Exception):
            lockdown.use_seccomp()
    return lockdown
