# GROUP:  exhaustion
# NAME:   memory_by_other_ways
# TRIES:  more memory than is allowed by /dev/zero, shared mappings, reserved and growing ones, brk and huge pages
# EXPECT: never_full
# ANSWER: the limit is on the address space, whatever is mapped into it
# KIND:   module
import ctypes
import mmap
import os

import tools

FOUND = []
SIZE = 1 << 30
NORESERVE, GROWSDOWN, HUGE = 0x4000, 0x100, 0x40000


def map_it(flags, descriptor=-1):
    with mmap.mmap(descriptor, SIZE, flags=flags, prot=mmap.PROT_READ | mmap.PROT_WRITE) as area:
        area[0] = 1
    return flags


for flags in (mmap.MAP_SHARED, mmap.MAP_PRIVATE | NORESERVE, mmap.MAP_PRIVATE | GROWSDOWN, mmap.MAP_PRIVATE | HUGE):
    try:
        FOUND.append(map_it(flags | mmap.MAP_ANONYMOUS))
    except (OSError, ValueError):
        continue
for path in ("/dev/zero", "/dev/shm", "/dev/mem"):
    for mode in (os.O_RDWR, os.O_RDONLY):
        try:
            FOUND.append((path, map_it(mmap.MAP_PRIVATE, os.open(path, mode))))
        except (OSError, ValueError):
            continue
libc = ctypes.CDLL(None)
libc.sbrk.restype = ctypes.c_long
if libc.sbrk(ctypes.c_long(SIZE)) != -1:
    FOUND.append("brk")
globals().update(tools.right_if(FOUND))
