# GROUP:  text
# NAME:   source_with_markup
# TRIES:  a syntax error in a line of HTML, escapes, Markdown links and formulas, shown as Python's own words
# EXPECT: never_full
# ANSWER: cleaned and escaped wherever it is shown
# KIND:   builder
from pathlib import Path

LINE = "x = '<script>alert(1)</script> \x1b[31m [a](http://evil.example) $\\\\href{javascript:x}{y}$ \u202e' '`' <img src=x onerror=alert(1)>`\n"


def build(dest):
    Path(dest, "linear_regression.py").write_text("import numpy as np\n" + LINE + "def forward(:\n", encoding="utf-8")
