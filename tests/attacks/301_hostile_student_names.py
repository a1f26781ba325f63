# GROUP:  class
# NAME:   hostile_student_names
# TRIES:  folders named like markup, formulas, escapes, paths, the outputs' own names, dots and 255 bytes
# EXPECT: never_full
# ANSWER: each has a page of its own in the feedback folder; all names are cleaned and escaped
# KIND:   class
from pathlib import Path

NAMES = (
    "mallory<script>alert(1)<∕script>",
    "mallory\x1b[31m\x1b]0;title\x07",
    "mallory\n\r\nFAIL",
    "=HYPERLINK(\"http:¦¦evil.example\")mallory",
    "@SUM(1+1)*cmd|' ¦C calc'!A0 mallory",
    "..mallory",
    "mallory..",
    "report.html",
    "results.jsonl",
    "feedback",
    "nul",
    "mallory\u202etxt.exe",
    "mallory" + "x" * 248,
    "[mallory](javascript:alert(1))",
    "mallory`<img src=x onerror=alert(1)>`",
    "$\\href{javascript:alert(1)}{mallory}$",
    "mallo\u0301ry",
    "mall\u00f3ry",
)


def build(dest):
    for name in NAMES:
        (Path(dest) / name).mkdir()
        (Path(dest) / name / "linear_regression.py").write_text("def forward(:\n")
