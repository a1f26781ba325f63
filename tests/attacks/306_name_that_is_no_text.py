# GROUP:  class
# NAME:   name_that_is_no_text
# TRIES:  a folder whose name is Latin-1, as old archives leave it behind: not UTF-8
# EXPECT: never_full
# ANSWER: a name made readable, and a record like any other; the class is graded
# KIND:   class
# KNOWN:  a folder name that is not UTF-8 comes as surrogates, which msgspec cannot write: the run of the class ends
import os


def build(dest):
    folder = os.path.join(os.fsencode(dest), b"m\xe4llory")
    os.mkdir(folder)
    with open(os.path.join(folder, b"linear_regression.py"), "wb") as file:
        file.write(b"def forward(X, W, b):\n    return X\n")
