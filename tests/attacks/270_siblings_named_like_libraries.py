# GROUP:  loader
# NAME:   siblings_named_like_libraries
# TRIES:  hands in files called numpy, msgspec, autograder, os, sitecustomize and conftest, and imports what it can
# EXPECT: full_ok
# ANSWER: a file can never stand in for a library; those of other names are the submission's own
# KIND:   builder
import shutil
from pathlib import Path

EVIL = """
print("BREACH " + __name__)
raise SystemExit
"""
NAMES = ("numpy", "msgspec", "autograder", "os", "sys", "sitecustomize", "usercustomize", "conftest", "torch", "seccompy")


def build(dest):
    dest = Path(dest)
    for name in NAMES:
        (dest / f"{name}.py").write_text(EVIL)
    shutil.copy("@HONEST@/linear_regression.py", dest / "honest.py")
    (dest / "linear_regression.py").write_text(
        "import os, sys, msgspec, autograder, numpy\nimport numpy.linalg\nfrom honest import *\n"
    )
