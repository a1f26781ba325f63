# GROUP:  loader
# NAME:   parser_bombs
# TRIES:  sources that take the parser's stack and memory before any of their code runs
# EXPECT: never_full
# ANSWER: they are parsed in a worker, with its limits, and nowhere else
# KIND:   builder
from pathlib import Path


def build(dest):
    dest = Path(dest)
    (dest / "linear_regression.py").write_text("x = " + "-" * 400_000 + "1\n")
    (dest / "one.py").write_text("(" * 190 + ")" * 190 + "\n" + "x = " + "a." * 100_000 + "b\n")
    (dest / "two.py").write_text("x = " + "1+" * 200_000 + "1\n")
    (dest / "three.py").write_text("f'" + "{f'" * 100 + "'\n")
