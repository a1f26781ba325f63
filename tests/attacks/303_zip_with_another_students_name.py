# GROUP:  class
# NAME:   zip_with_another_students_name
# TRIES:  has in its folder a folder called alice; in a zip of the class its file comes in the place of hers
# EXPECT: never_full
# ANSWER: a student is the first folder of a path, not the last; alice's own file is graded
# KIND:   class
# KNOWN:  submissions/discover.py takes the last folder before the file for the student: any student can replace another's work
import zipfile
from pathlib import Path

FILE = "linear_regression.py"


def build(dest):
    dest = Path(dest)
    with zipfile.ZipFile(dest / "class.zip", "w") as archive:
        archive.write(dest / "alice" / FILE, f"alice/{FILE}")
        archive.writestr(f"mallory/{FILE}", "def forward(X, W, b):\n    return X\n")
        archive.writestr(f"mallory/alice/{FILE}", "raise SystemExit('alice is spoilt')\n")
        archive.writestr(f"mallory/alice/a3_linear_regression/{FILE}", "raise SystemExit('alice is spoilt')\n")
