# GROUP:  class
# NAME:   zip_of_ten_thousand_helpers
# TRIES:  has ten thousand Python files in a zip of the class, so that choosing those to keep takes for ever
# EXPECT: never_full
# ANSWER: at the most 50 files of a submission are taken, from a zip as from a folder
# KIND:   class
import zipfile
from pathlib import Path

FILE = "linear_regression.py"


def build(dest):
    dest = Path(dest)
    with zipfile.ZipFile(dest / "class.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(dest / "alice" / FILE, f"alice/{FILE}")
        archive.writestr(f"mallory/{FILE}", "def forward(X, W, b):\n    return X\n")
        for number in range(10_000):
            archive.writestr(f"mallory/h{number:05}.py", "#" * 800)
