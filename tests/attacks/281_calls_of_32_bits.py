# GROUP:  kernel
# NAME:   calls_of_32_bits
# TRIES:  machine code that makes system calls by int 0x80: numbers of another architecture, which mean other calls
# EXPECT: never_full
# ANSWER: the filter looks at the architecture first
# KIND:   module
import ctypes
import mmap
import os

import tools

FOUND = []
CODE = b"\x53\x89\xf8\x31\xdb\x31\xc9\x31\xd2\xcd\x80\x5b\xc3"  # push rbx; mov eax,edi; ebx=ecx=edx=0; int 0x80; pop rbx; ret


def old_call(number):
    area = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    area.write(CODE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(area))
    return ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_int)(address)(number)


if os.uname().machine == "x86_64":
    pid = old_call(20)  # getpid there, writev here
    if pid & 0xFFFFFFFF == os.getpid():
        FOUND.append("getpid by int 0x80")
globals().update(tools.right_if(FOUND))
