"""Puts an error of Python into a learner's words, with the line where it arose and what usually helps.

Every assignment folder has a copy of this module, and the grader uses it too. It needs NumPy only.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import math
import re
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import NamedTuple

import numpy as np

YOUR_CODE = "your code"
"""What a sentence calls the code behind a call that is none of a task by its name."""
MOST_WORDS = 200
"""Characters of an error's own words that are shown."""
_MOST_CODE = 50
_LONGEST = 100_000
"""Characters of a file, up to which its names are looked at."""
_NEAR = 0.7
"""How alike two names must be for one to be taken for the other, mistyped."""
NO_TYPING = "You cannot type while your code is tested. Take the value from the arguments."
_CAPTURED = "reading from stdin while output is captured"
"""What pytest says of input(); elsewhere it is an EOFError."""
SYNTAX = "Look at the line before it, too: an open bracket, an open quote or a missing colon is often there."
INDENTED = (
    "The lines of a block stand four spaces to the right of the line that opens it, below each other. Use no tabs."
)
OTHER_SIGNS = (
    "Type this sign again on your keyboard. Word processors, chats and PDF files have other quotes, minus signs and "
    "spaces than Python."
)
NOTEBOOK_COMMAND = "This is a notebook command, and no line of a Python file. Remove it."
FENCE = "This line marks code in a text, as a chat shows it. Remove it."
CONFLICT = "Git left this line where two versions of the file differ. Keep one version, and remove all lines of Git."
AT_THE_TOP = "Code outside the functions runs while the file is loaded. Mend this line or remove it."
_OPERATORS = {
    "+": "__add__",
    "-": "__sub__",
    "*": "__mul__",
    "/": "__truediv__",
    "@": "__matmul__",
    "** or pow()": "__pow__",
    "unary -": "__neg__",
}


class Place(NamedTuple):
    """Where in the learner's file an error arose; a line of 0 says nothing."""

    line: int = 0
    source: str = ""
    """The text of the file."""

    def __str__(self) -> str:
        if not self.line:
            return ""
        lines = self.source.splitlines()
        code = lines[self.line - 1].partition("#")[0].strip() if self.line <= len(lines) else ""
        code = code if len(code) <= _MOST_CODE else f"{code[: _MOST_CODE - 1].rstrip()}…"
        return f" in line {self.line}, “{code}”" if code else f" in line {self.line}"


def line_of(error: BaseException, file: str) -> int:
    """The innermost line of a file, by its name, that an error went through, or 0."""
    line, step = 0, error.__traceback__
    while step is not None:
        if _is_of(step, file):
            line = step.tb_lineno
        step = step.tb_next
    return line


def is_own(error: BaseException, file: str) -> bool:
    """Whether an error arose in a file itself, by its name, and not in what its code called."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step is not None and _is_of(step, file)


def _is_of(step: TracebackType, file: str) -> bool:
    return bool(file) and re.split(r"[/\\]", step.tb_frame.f_code.co_filename)[-1] == file


def words_of(error: BaseException) -> tuple[str, str]:
    """The name of an error, that of one of Python's own, and what it says."""
    name = next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return name, " ".join(str(error).split())[:MOST_WORDS].rstrip(".")


def asks_for_input(error: str, text: str = "") -> bool:
    """Whether an error says that input() found nobody who types."""
    return error == "EOFError" or (error == "OSError" and _CAPTURED in text)


def headline_of(name: str, error: str, line: int = 0, text: str = "") -> str:
    """What is said first of an error that a call raised; it repeats nothing that the code could choose freely."""
    where = f" in line {line}" if line else ""
    if asks_for_input(error, text):
        return f"{name} asks for input{where}. {NO_TYPING}"
    return f"{name} raises {error}{where}."


def other_arguments(name: str) -> str:
    """What is said first where a call never came to the first line of the function."""
    return f"{name} cannot be called with the expected arguments."


def is_no_function(text: str) -> bool:
    """Whether a TypeError that arose before the first line of a function says that there is no function."""
    return text.endswith("object is not callable")


def no_function(name: str) -> str:
    """What is said where the name of a function stands for a value."""
    return f"{name} is not a function: the file gives this name another value."


def error_in_words(name: str, error: str, text: str, place: Place = Place()) -> str:  # noqa: B008  # a tuple; never changed
    """An error whose own words may be shown: what raised it, its line, Python's words, and what usually helps."""
    if asks_for_input(error, text):
        return f"{name} asks for input{place}. {NO_TYPING}"
    ending = f": {_shapes_in_words(text)}." if text else "."
    return " ".join(filter(None, (f"{name} raises {error}{place}{ending}", advice(error, text, place.source))))


def advice(error: str, text: str, source: str = "") -> str:
    """What usually helps against an error, in a sentence or two; "" where nothing is sure. `source` is the file's."""
    if asks_for_input(error, text):
        return NO_TYPING
    for kinds, pattern, says in _RULES:
        if error in kinds.split() and (match := re.search(pattern, text)):
            return says if isinstance(says, str) else says(match, source)
    return ""


def syntax_advice(text: str, line: str = "") -> str:
    """What usually helps where Python cannot read a file: `text` is what it says, `line` what stands there."""
    first = line.lstrip()
    if first.startswith(("%", "!")):
        return NOTEBOOK_COMMAND
    if first.startswith("```"):
        return FENCE
    if first.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return CONFLICT
    return OTHER_SIGNS if re.match(r"invalid (?:non-printable )?character", text) else SYNTAX


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that is most like another one, or ""."""
    by_letters = {other.lower().replace("_", ""): other for other in names if other != name}
    matches = difflib.get_close_matches(name.lower().replace("_", ""), by_letters, 1, _NEAR)
    return by_letters[matches[0]] if matches else ""


def names_in(source: str) -> set[str]:
    """The names that a file gives to values, functions, arguments, attributes and modules."""
    if len(source) > _LONGEST:
        return set()
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    names |= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return names | {
        alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }


# -- what helps ---------------------------------------------------------------------------------------------------

_NONE = "A value is None here. Perhaps the function that made it has no `return`."
_POWER = "A power is written `**`."
_VALUES = (
    "int",
    "float",
    "bool",
    "complex",
    "ndarray",
    "float64",
    "float32",
    "int64",
    "list",
    "tuple",
    "dict",
    "str",
    "Tensor",
)
"""Types of values that get ( ) where `*` or [ ] was meant."""
_LISTS = "Lists do not calculate entry by entry. Make arrays by `np.array(...)`."


def _unknown_name(match: re.Match[str], source: str) -> str:
    name = match[1]
    if name == "np":
        return "Write `import numpy as np` at the top of the file."
    if name in ("exit", "quit"):
        return "Remove it. Hand the result back with `return`."
    if name in ("get_ipython", "display"):
        return NOTEBOOK_COMMAND
    if near := nearest(name, names_in(source)):
        return f"Did you mean `{near}`?"
    if name in sys.stdlib_module_names:
        return f"Write `import {name}` at the top of the file."
    if hasattr(math, name) and "np" not in names_in(source):
        return f"Write `import math` at the top of the file, and `math.{name}` here."
    if hasattr(np, name):
        return f"It is a function of NumPy: write `np.{name}`."
    if near := nearest(name, vars(builtins)):
        return f"Did you mean `{near}`?"
    return "Give it a value before this line, or look for a typing mistake in its name. Capital letters count."


def _functions_in(source: str) -> set[str]:
    """The names of the functions and classes at the top level of a file."""
    if len(source) > _LONGEST:
        return set()
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def _no_value_yet(match: re.Match[str], source: str) -> str:
    if match[1] in _functions_in(source):
        return (
            f"`{match[1]}` is the name of a function of your file. Where a function also gives a value to this name, "
            "it cannot call the other function. Give the value another name."
        )
    return f"`{match[1]}` has no value yet here. Set it above the loop or the `if`."


def _unknown_attribute(match: re.Match[str], source: str) -> str:
    kind, name = match[1], match[2]
    if kind == "NoneType":
        return _NONE
    if kind == "dict":
        return f"An entry of a dict stands in brackets, by its key: `['{name}']`."
    if kind in ("list", "tuple") and hasattr(np.ndarray, name):
        return f"A {kind} has no `{name}`, but an array has. Make one by `np.array(...)`."
    known = {"numpy.ndarray": dir(np.ndarray), "numpy.float64": dir(np.float64), "numpy": dir(np)}
    public = [attribute for attribute in known.get(kind, names_in(source)) if not attribute.startswith("_")]
    near = nearest(name, public)
    if near:
        return f"Did you mean `{near}`?"
    if kind not in known and hasattr(np.ndarray, name):
        return f"A {kind} has no `{name}`, but an array has. Ask the array that it holds."
    if kind == "numpy.ndarray" and hasattr(np, name):
        return f"It is a function of NumPy: write `np.{name}(...)` with the array between the parentheses."
    return "Look for a typing mistake in the name behind the point, and print the `type(...)` of what stands before it."


def _unknown_key(match: re.Match[str], source: str) -> str:
    if match[1][0] not in "'\"":
        return "The dict has no such key. Print its keys, and look for the line that should set this one."
    return f"The dict has no key {match[1]}. Compare it with the keys in the docstring."


def _operator(match: re.Match[str], source: str) -> str:
    sign, kinds = match[1], {match[2], match[3]}
    own = sorted(kinds & names_in(source))
    if sign == "^":
        return _POWER
    if own and sign in _OPERATORS:
        shown = sign.partition(" or")[0].removeprefix("unary ")
        return f"The class {own[0]} needs a method `{_OPERATORS[sign]}` for {shown}."
    if kinds & {"list", "tuple"}:
        return _LISTS
    return "Print the `type(...)` of both sides. Perhaps a function is used without its `( )`, or a text as a number."


def _not_callable(match: re.Match[str], source: str) -> str:
    if match[1] == "module":
        return "A module cannot be called. Write the name of its function behind a point."
    if match[1] in _VALUES:
        return "Python takes ( ) behind a value for a call. For a product write `*`, for an entry of an array [ ]."
    return (
        f"( ) behind a value calls it, but an object of {match[1]} cannot be called. Perhaps two arguments are swapped."
    )


def _no_entries(found: re.Match[str], source: str) -> str:
    kind = next(filter(None, found.groups()))
    if kind in ("function", "method", "builtin_function_or_method"):
        return "A function is called with ( ), not with [ ]." if found[1] else "A function is called with ( )."
    if kind in ("int", "float", "float64"):
        return "A single number has no entries. Print it, and what made it."
    if kind[0].islower():  # of Python's own: a set, a generator
        return "Make a list of it first: `list(...)`."
    return (
        f"A {kind} takes no [ ]. Use its operators and methods: a product with zeros and ones, and then a sum, "
        "picks entries."
        if found[1]
        else f"A {kind} has no entries to go through. Ask the array that it holds."
    )


def _one_sign(match: re.Match[str], source: str) -> str:
    if match[2] in names_in(source) and match[1] == "-":
        return f"The class {match[2]} needs a method `__neg__` for -."
    return _NONE if match[2] == "NoneType" else ""


_RULES: tuple[tuple[str, str, str | Callable[[re.Match[str], str], str]], ...] = (
    ("TypeError", r"NoneType", _NONE),
    ("UnboundLocalError", r"variable '(\w+)'", _no_value_yet),
    ("NameError", r"name '(\w+)' is not defined", _unknown_name),
    (
        "AttributeError",
        r"before Module\.__init__\(\) call",
        "The first line of `__init__` must be `super().__init__()`: it makes the module ready for its layers.",
    ),
    (
        "RuntimeError",
        r"does not require grad and does not have a grad_fn",
        "The loss is cut off from the parameters. Look for `detach`, `.data`, `.item()` or `no_grad` on its way.",
    ),
    ("AttributeError", r"module '(\w+)' has no attribute '(\w+)'", _unknown_attribute),
    ("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'", _unknown_attribute),
    ("KeyError", r"(.+)", _unknown_key),
    ("IndexError", r"too many indices", "The array has fewer axes than the brackets ask for. Print its shape."),
    ("IndexError", r"only integers", "An index is a whole number. Print what stands in the brackets."),
    ("IndexError", r"", "Python counts from 0: the last index is the size minus 1."),
    ("ValueError", r"axis -?\d+ is out of bounds", "Axes are counted from 0. Print the shape of the array."),
    (
        "ValueError",
        r"truth value of an array",
        "An `if` needs one True or False, but a comparison of arrays gives many. Use `np.where`, `.all()` or `.any()`.",
    ),
    ("ValueError", r"setting an array element", "A place for one number gets several. Print the shapes of both sides."),
    (
        "ValueError TypeError",
        r"unpack",
        "On the left of = there must be as many names as there are values on the right.",
    ),
    (
        "TypeError",
        r"positional argument|keyword argument|missing \d+ required",
        "Compare the number and the order of the arguments in the call and in the line `def`.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (.+?)=?: '(?:[\w.]+\.)?(\w+)' and '(?:[\w.]+\.)?(\w+)'",
        _operator,
    ),
    ("TypeError", r"ufunc 'bitwise_xor' not supported", _POWER),
    ("TypeError", r"bad operand type for unary (.): '(?:[\w.]+\.)?(\w+)'", _one_sign),
    ("TypeError", r"'(?:\w+\.)*(\w+)' object is not callable", _not_callable),
    (
        "TypeError",
        r"'(?:\w+\.)?(\w+)' object (?:is not subscriptable|does not support item assignment)"
        r"|'(?:\w+\.)?(\w+)' object is not iterable|object of type '(?:\w+\.)?(\w+)' has no len",
        _no_entries,
    ),
    ("TypeError", r"multiply sequence by non-int", _LISTS),
    (
        "TypeError",
        r"[Cc]annot interpret '.*' as a data type",
        "A shape is one argument, in parentheses of its own: `np.zeros((2, 3))`.",
    ),
    (
        "TypeError",
        r"only .*arrays can be converted to Python scalars",
        "One number is needed here, but an array came. `float` and the functions of `math` take one number only.",
    ),
    ("TypeError", r"list indices must be integers", "A list takes one whole number as its index; an array takes more."),
    ("ZeroDivisionError", r"", "Print what stands behind the / to see why it is 0."),
    (
        "RecursionError",
        r"",
        "A function calls itself too many times. Use a loop instead.",
    ),
    ("OverflowError", r"", "A number grew too large. Print the steps on the way to it."),
    ("FileNotFoundError", r"", "Only the data files of the assignment are there, beside your file."),
)
"""Names of errors, a pattern in their words, and what is said then; the first that fits."""


# -- shapes -------------------------------------------------------------------------------------------------------


def _shapes_in_words(text: str) -> str:
    """NumPy's and torch's sentences on shapes that do not fit, as shapes; any other text as it is."""
    if match := re.match(r"operands could not be broadcast together with shapes (.+)", text):
        shapes = [_shape(sizes) for sizes in re.findall(r"\(([\d,]*)\)", match[1])]
        return f"the shapes {' and '.join(filter(None, [', '.join(shapes[:-1]), *shapes[-1:]]))} do not fit together"
    if match := re.search(r"non-broadcastable output operand with shape \(([\d,]*)\).*shape \(([\d,]*)\)", text):
        return f"a result of shape {_shape(match[2])} does not fit into an array of shape {_shape(match[1])}"
    if match := re.match(r"matmul: .*core dimension.*\(size (\d+) is different from (\d+)\)", text):
        return (
            f"in a product A @ B the last size of A must be the first size of B, but they are {match[2]} and {match[1]}"
        )
    if re.match(r"matmul: Input operand \d does not have enough dimensions", text):
        return "in a product A @ B both must be arrays, but one is a single number"
    if match := re.match(r"shapes \(([\d,]*)\) and \(([\d,]*)\) not aligned", text):
        return f"the shapes {_shape(match[1])} and {_shape(match[2])} do not fit in a product"
    if re.match(r"Cannot cast ufunc .* output from dtype\('float64'\) to dtype\('int64'\)", text):
        return "an array of integers cannot take the decimals of the result"
    if match := re.match(r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", text):
        return f"the shapes ({match[1]}, {match[2]}) and ({match[3]}, {match[4]}) do not fit in a product"
    return text


def _shape(sizes: str) -> str:
    listed = [size for size in sizes.split(",") if size]
    return f"({listed[0]},)" if len(listed) == 1 else f"({', '.join(listed)})"
