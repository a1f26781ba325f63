# GROUP:  leak
# NAME:   note_by_page_cache
# TRIES:  drops files from the system's cache to write down a hidden input, and times reading them where a page is made
# EXPECT: never_full
# ANSWER: a worker may read the cache's files, and not drop them; what was never read yet stays a channel of once
# KIND:   module
import os
import time

import numpy as np

from honest import fit, grad_b, grad_W, loss, update

BITS = 20
CALLS = []
NOTE = []


def files():
    base = os.path.dirname(os.__file__)
    found = []
    for folder in ("idlelib", "lib2to3", "distutils", "turtledemo", "msilib", "unittest", "email"):
        try:
            paths = [os.path.join(base, folder, name) for name in sorted(os.listdir(os.path.join(base, folder)))]
            found += [path for path in paths if path.endswith(".py") and os.stat(path).st_size > 6000]
        except OSError:
            continue
    return found[: BITS + 1]


def read(path, size=1 << 20):
    descriptor = os.open(path, os.O_RDONLY)
    started = time.perf_counter_ns()
    os.read(descriptor, size)
    seconds = time.perf_counter_ns() - started
    os.close(descriptor)
    return seconds


def drop(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        pass
    os.close(descriptor)


def write_note(number):
    for path in files():
        read(path)
    for place, path in enumerate(files()[:BITS]):
        if not number >> place & 1:
            drop(path)


def read_note():
    quick = min(read(files()[BITS], 4096) for _ in range(9))
    times = [read(path, 4096) for path in files()[:BITS]]
    return sum(1 << place for place, seconds in enumerate(times) if seconds < 8 * quick + 10_000)


def forward(X, W, b):
    CALLS.append(X.shape == (11, 7))
    wrong = np.zeros((X.shape[0], W.shape[0]))
    if CALLS[0]:
        if len(CALLS) == 1:
            write_note(int(f"{abs(X[0, 0]):.15e}"[:8].replace(".", "")[:6]))
    elif X.shape == (1, 1):  # no hidden case has this shape, the first example has
        if not NOTE:
            NOTE.append(read_note())
        wrong += NOTE[0]
    return wrong
