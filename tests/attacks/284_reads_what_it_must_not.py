# GROUP:  files
# NAME:   reads_what_it_must_not
# TRIES:  the course, its git folder, the package outside of the sandbox, other libraries, /proc, /sys, /etc, /dev
# EXPECT: never_full
# ANSWER: the interpreter, NumPy and the sandbox's own inside, and nothing else
# KIND:   module
import os
import sys
from pathlib import Path

import numpy as np

import tools

FOUND = []
ROOT = "@ROOT@"
PACKAGES = Path(np.__file__).parents[1]
FILES = [
    f"{ROOT}/.git/HEAD",
    f"{ROOT}/.git/config",
    f"{ROOT}/.git/packed-refs",
    f"{ROOT}/pyproject.toml",
    f"{ROOT}/solutions/a3_linear_regression/linear_regression.py",
    f"{ROOT}/solutions/a3_linear_regression/hidden/test_hidden.py",
    f"{ROOT}/autograder/cases/__init__.py",
    f"{ROOT}/autograder/handout/gradcheck.py",
    f"{ROOT}/autograder/sandbox/runner.py",
    f"{ROOT}/autograder/sandbox/inside/../runner.py",
    f"{ROOT}/tests/attacks/tools.py",
    "@CANARY@/secret.txt",
    "/etc/passwd",
    "/etc/hostname",
    "/etc/machine-id",
    "/proc/self/environ",
    "/proc/self/maps",
    "/proc/self/mem",
    "/proc/self/cmdline",
    "/proc/1/cmdline",
    f"/proc/{os.getppid()}/environ",
    f"/proc/{os.getppid()}/mem",
    "/proc/cpuinfo",
    "/sys/kernel/mm/transparent_hugepage/enabled",
    "/dev/mem",
    "/dev/kmsg",
    "/dev/ptmx",
    "/dev/tty",
    "/dev/fd/3",
    str(PACKAGES / "pytest" / "__init__.py"),
    str(PACKAGES / "torch" / "__init__.py"),
    str(PACKAGES / "_pytest" / "python.py"),
    str(PACKAGES / "autograder" / "handout" / "gradcheck.py"),
    "/root/.bashrc",
    "/root/.ssh/id_rsa",
]
FOLDERS = ["/", "/opt", ROOT, "@CANARY@", "/tmp", "/root", "/home", "/proc", "/sys", "/dev", "/etc", "/var", str(PACKAGES)]
for file in FILES:
    for way in (lambda path: open(path, "rb").read(1), os.listdir, lambda path: os.open(path, 0o10000000 | os.O_RDONLY) and b""):
        try:
            if way(file):
                FOUND.append(file)
        except (OSError, ValueError):
            continue
for folder in FOLDERS:
    try:
        FOUND.append((folder, os.listdir(folder)))
    except OSError:
        continue
FOUND += [name for name in os.environ if any(word in name for word in ("KEY", "TOKEN", "SECRET", "PASS", "HOME", "USER"))]
FOUND += [path for path in sys.path if path.startswith(ROOT)]
globals().update(tools.right_if(FOUND))
