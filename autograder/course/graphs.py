"""A graph that an assignment declares for a task, and its numbers on an example; knows arithmetic, and no formula.

A node's value and its local gradients are written as arithmetic of names: `x * w`, `2 * (p - y)`, `1 - a**2`. A name is
a number of the example, or an earlier node. Functions are those of one number in Python's `math` module.
"""

from __future__ import annotations

import ast
import contextlib
import math
import operator
import re
from collections.abc import Callable, Collection, Mapping
from typing import Annotated

import msgspec

from autograder.handout.watch import Node

_GIVEN = re.compile(r"(?:^|(?<=, ))(\w+) = (\[*)(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(\]*)(?=$|, [^\W\d]| \()")
"""A number, or an array of a single entry, in a line such as `x = 3, y = [[1, 2]], G = [[4]]`."""
_TWO: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
_ALLOWED = "write names, numbers, + - * / **, and functions of math such as exp(a)"
_LONGEST = 200
_TRIED = (1.0, -1.0, 10.0, -10.0)
"""How large the numbers are with which arithmetic is tried: 1/(1 - a) has no value at 1, and sqrt(x) none below 0."""


class GraphNode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One node. Without a `value` it is a number of the example, of the same name."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[^\W\d]\w{0,20}$")]
    says: str = ""
    """What the picture says it is made by."""
    value: str = ""
    parents: tuple[tuple[str, str], ...] = ()
    """Each with its local gradient. A parent may stand twice."""


class Graph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The graph of a task, for the examples on which all its numbers are given."""

    task: str
    nodes: Annotated[tuple[GraphNode, ...], msgspec.Meta(min_length=2)]
    when: str = ""
    """Only where this stands in what is given, such as the formula of a task that has several."""
    start: str = "1"
    """The gradient with which the way back begins, at the last node."""

    def faults(self) -> list[str]:
        """What is wrong with it, as ends of a sentence, each with what to write instead."""
        faults, known = [], set()
        later = {node.name for node in self.nodes if node.value}
        for node in self.nodes:
            for parent, _ in node.parents:
                if parent not in known:
                    faults.append(f"its node {node.name} has the parent {parent}, which must stand before it")
            faults += _faults(
                f"the value of its node {node.name}", node.value or node.name, later if node.value else ()
            )
            known.add(node.name)
            later -= {node.name}
            for parent, local in node.parents:
                faults += _faults(f"the local gradient of its node {node.name} for {parent}", local, later)
        return faults + _faults("its start", self.start)

    def on(self, given: str) -> tuple[tuple[Node, ...], float] | None:
        """The nodes on an example, and the gradient to start with; None where it does not fit what is given.

        `given` is the example's first line. Of it nothing but numbers is taken.
        """
        if self.when not in given:
            return None
        names = {name: float(text) for name, left, text, right in _GIVEN.findall(given) if len(left) == len(right)}
        nodes = []
        try:
            for node in self.nodes:
                names[node.name] = calculated(node.value or node.name, names)
                parents = [(parent, calculated(local, names)) for parent, local in node.parents]
                nodes.append(Node(node.name, names[node.name], node.says, tuple(parents)))
            return tuple(nodes), calculated(self.start, names)
        except (ValueError, ArithmeticError):
            return None


class _Numbers(dict[str, float]):
    """Every name is a number, each another one."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.size = size

    def __missing__(self, name: str) -> float:
        return self.setdefault(name, self.size * (0.3 + 0.2 * len(self)))


def _faults(where: str, text: str, later: Collection[str] = ()) -> list[str]:
    """What is wrong with some arithmetic, and what to write; `later` are nodes that have no value yet."""
    try:
        tree = _parsed(text)
        for size in _TRIED:
            names = _Numbers(size)
            with contextlib.suppress(ArithmeticError):
                _value(tree, names)
                break
        else:
            return [f"{where}: {text!r} has no value for any numbers; write arithmetic that has one"]
    except ValueError as error:
        return [f"{where}: {error}; {_ALLOWED}"]
    early = [name for name in names if name in later]
    return [f"{where}: {text!r} needs {name}; move the node {name} above it" for name in early]


class _NoValue(ArithmeticError):
    """Arithmetic that is allowed has no value for these numbers."""


def calculated(text: str, names: Mapping[str, float]) -> float:
    """The value of some arithmetic.

    Raises ValueError for anything else, and where a name is not known; ArithmeticError where it has no finite value.
    """
    return _value(_parsed(text), names)


def _parsed(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:20]!r}… is longer than {_LONGEST} characters")
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:  # a ValueError for a NUL
        raise ValueError(f"{text!r} is not arithmetic") from error


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    number: float | None = None
    match node:
        case ast.Constant(value=int() | float() as constant) if not isinstance(constant, bool):
            number = float(constant)
        case ast.Name(id=name):
            try:
                number = names[name]
            except KeyError as error:
                raise ValueError(f"{name} is not known") from error
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            number = -_value(operand, names)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _TWO:
            number = _applied(_TWO[type(sign)], _value(left, names), _value(right, names))
        case ast.Call(func=ast.Name(id=name), args=[operand], keywords=[]) if not name.startswith("_"):
            number = _applied(getattr(math, name, None), _value(operand, names))
    if number is None:
        raise ValueError(f"{ast.unparse(node)} is not arithmetic")
    if not math.isfinite(number):
        raise _NoValue(f"{ast.unparse(node)} is not finite")
    return number


def _applied(function: object, *numbers: float) -> float | None:
    """The value of a function; None where it is no function of so many numbers that gives a number."""
    try:
        result = function(*numbers) if callable(function) else None
    except ValueError as error:  # the logarithm of a negative number, for one
        raise _NoValue(f"there is no value for {numbers}") from error
    except TypeError:  # a function of two numbers, or of integers
        result = None
    return result if isinstance(result, float) else None
