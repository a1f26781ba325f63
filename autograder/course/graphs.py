"""A graph that an assignment declares for a task, and its numbers on an example; knows arithmetic, and no formula.

A node's value and its local gradients are written as arithmetic of names: `x * w`, `2 * (p - y)`, `1 - a**2`. A name is
a number of the example, or an earlier node. Functions are those of Python's `math` module.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
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
        """What is wrong with it, as ends of a sentence: a parent that is missing, arithmetic that cannot be read."""
        found, known = [], set()
        for node in self.nodes:
            found += [f"the parent {parent} of {node.name}" for parent, _ in node.parents if parent not in known]
            known.add(node.name)
            for text in (node.value or node.name, *(local for _, local in node.parents)):
                try:
                    calculated(text, _Ones())
                except (ValueError, ArithmeticError, SyntaxError):
                    found.append(f"the arithmetic {text!r} of {node.name}")
        return found

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


class _Ones(dict[str, float]):
    """Every name is 1."""

    def __missing__(self, name: str) -> float:
        return 1.0


def calculated(text: str, names: Mapping[str, float]) -> float:
    """The value of some arithmetic. Raises ValueError for anything else, and where a name is not known."""
    return _value(ast.parse(text, mode="eval").body, names)


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            try:
                return names[name]
            except KeyError as error:
                raise ValueError(f"{name} is not known") from error
        case ast.UnaryOp(op=ast.USub(), operand=one):
            return -_value(one, names)
        case ast.BinOp(left=one, op=sign, right=other) if type(sign) in _TWO:
            return _TWO[type(sign)](_value(one, names), _value(other, names))
        case ast.Call(func=ast.Name(id=name), args=[one], keywords=[]) if callable(getattr(math, name, None)):
            return float(getattr(math, name)(_value(one, names)))
    raise ValueError(f"{ast.unparse(node)} is not arithmetic")
