"""What is wrong with a TOML file, in words: the messages of msgspec and of Python's TOML reader, for an author."""

from __future__ import annotations

import re

_KINDS = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "datetime": "a date and time",
    "date": "a date",
}
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`(?: - at `\$\.?([^`]*)`)?")
_BOUND = re.compile(r"Expected `(\w+)` (of length )?(matching regex .+?|[<>]=? \S+)(?: - at `\$\.?([^`]*)`)?")
_MISSING = re.compile(r"Object missing required field `(.+?)`(?: - at `\$\.?([^`]*)`)?")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`(?: - at `\$\.?([^`]*)`)?")
_INVALID = re.compile(r"Invalid enum value (.+?)(?: - at `\$\.?([^`]*)`)?")
_LIMITS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def in_words(error: Exception) -> str:
    """The end of a sentence about a file that could not be read, without a full stop."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8 text; save the file as UTF-8"
    message = str(error).rstrip(".")
    if match := _EXPECTED.fullmatch(message):
        return f"{_key(match[3])} must be {_kinds(match[1])}, and it is {_kinds(match[2])}"
    if match := _BOUND.fullmatch(message):
        sign, _, bound = match[3].removesuffix(".0").partition(" ")
        if sign not in _LIMITS:
            return f"{_key(match[4])} must match the pattern {match[3].removeprefix('matching regex ')}"
        if match[2]:
            one, many = ("character", "characters") if match[1] == "str" else ("entry", "entries")
            return f"{_key(match[4])} must have {_LIMITS[sign]} {bound} {one if bound == '1' else many}"
        return f"{_key(match[4])} must be {_LIMITS[sign]} {bound}"
    if match := _MISSING.fullmatch(message):
        return f"{_key(match[2]) if match[2] else 'it'} has no key `{match[1]}`"
    if match := _UNKNOWN.fullmatch(message):
        return f"{_key(match[2])} has a key `{match[1]}`, which is not known here"
    if match := _INVALID.fullmatch(message):
        return f"{_key(match[2])} cannot be {match[1]}"
    return message


def _key(path: str | None) -> str:
    """A key as an author knows it: `tasks[0].points` is `points` of the first entry of [[tasks]]."""
    if not path:
        return "the file"
    table = re.fullmatch(r"(\w+)\[(\d+)\](?:\.(.+))?", path)
    if table is None:
        return f"`{path}`"
    entry = f"entry {int(table[2]) + 1} of `{table[1]}`"
    return f"`{table[3]}` in {entry}" if table[3] else entry


def _kinds(names: str) -> str:
    return " or ".join(_KINDS.get(name, name) for name in names.split(" | ") if name != "null")
