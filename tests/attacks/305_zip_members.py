# GROUP:  class
# NAME:   zip_members
# TRIES:  members with line ends, escapes, dots and markup in their names, doubled by other spellings, as links
# EXPECT: never_full
# ANSWER: names are only names; each student has one file, and alice her own
# KIND:   class
import zipfile
from pathlib import Path

FILE = "linear_regression.py"


def build(dest):
    dest = Path(dest)
    with zipfile.ZipFile(dest / "class.zip", "w") as archive:
        archive.write(dest / "alice" / FILE, f"alice/{FILE}")
        for name in ("mal\x1b[31mlory", "mal\nlory", "<script>mallory", "...", "=1+mallory", " ", "submitted"):
            archive.writestr(f"{name}/{FILE}", "def forward(:\n")
        archive.writestr(f"mallory//{FILE}", "def forward(:\n")
        archive.writestr(f"mallory/./{FILE}", "import nothing\n")
        archive.writestr("mallory/\x1b]0;x\x07.py", "x = 1\n")
        archive.writestr(f"mallory/<img src=x onerror=alert(1)>{FILE}", "x = 1\n")
        link = zipfile.ZipInfo(f"mallory7/{FILE}")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, f"../alice/{FILE}")
