# GROUP:  files
# NAME:   data_folder_as_a_door
# TRIES:  files beside and above the data that is handed out, notes beside it or in it, other users' copies of it
# EXPECT: never_full
# ANSWER: the data file and nothing else can be read; the folder takes no note
# KIND:   module
import glob
import os

import tools

FOUND = []
HERE = os.getcwd()
DATA = "crop_yields.csv"
if os.listdir(".") != [DATA] or not open(DATA).read():
    FOUND.append(os.listdir("."))
BESIDE = [
    "linear_regression.py",
    "hidden/test_hidden.py",
    "../a3_linear_regression/hidden/test_hidden.py",
    "../../solutions/shared/crop_yields.csv",
    "../../solutions/a3_linear_regression/linear_regression.py",
    DATA + "/../../linear_regression.py",
    "/proc/self/cwd/../linear_regression.py",
    "@ROOT@/solutions/shared/crop_yields.csv",
    "@ROOT@/solutions/shared/README.md",
    "@ROOT@/assignments/a3_linear_regression/crop_yields.csv",
    "@CANARY@/secret.txt",
    *glob.glob("../*"),
    *(path for path in glob.glob("/tmp/autograder-data-*/*") if not os.path.samefile(path, DATA)),
]
for path in BESIDE:
    for way in (lambda path: open(path, "rb").read(1), lambda path: os.open(path, 0o10000000 | os.O_RDONLY) and b""):
        try:
            if way(path):
                FOUND.append(path)
        except (OSError, ValueError):
            continue
for change in (
    lambda: open("note", "w"),
    lambda: open(DATA, "a"),
    lambda: open(DATA, "r+b"),
    lambda: os.mkdir("folder"),
    lambda: os.remove(DATA),
    lambda: os.rename(DATA, "other"),
    lambda: os.link(DATA, "other"),
    lambda: os.symlink("@ROOT@", "course"),
    lambda: os.chmod(".", 0o777),
    lambda: os.chmod(DATA, 0o666),
    lambda: os.truncate(DATA, 0),
    lambda: os.utime(DATA, (1, 1)),
    lambda: os.setxattr(DATA, "user.note", b"1"),
    lambda: os.open(HERE, os.O_TMPFILE | os.O_RDWR),
):
    try:
        FOUND.append(str(change()))
    except OSError:
        continue
globals().update(tools.right_if(FOUND))
