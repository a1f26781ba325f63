# GROUP:  loader
# NAME:   odd_codecs
# TRIES:  names a codec that is none for texts, after a line that another codec reads otherwise
# EXPECT: never_full
# ANSWER: the file does not import
# KIND:   builder
from pathlib import Path


def build(dest):
    Path(dest, "linear_regression.py").write_bytes(b"\xef\xbb\xbf# -*- coding: zlib_codec -*-\nimport numpy\n")
    for codec in (b"idna", b"punycode", b"undefined", b"unicode_escape", b"hex", b"rot13"):
        name = codec.decode().replace("_", "") + "_file.py"
        Path(dest, name).write_bytes(b"# coding: " + codec + b"\nx = '\\u000aimport os'\n")
