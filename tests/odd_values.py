"""Submissions that are right but for one function, which returns an odd value; as sources, for the real grader.

The values are written as expressions, which are evaluated in the sandbox: `R` is the right result, or one part of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from autograder.course.model import Course

_HOSTILE = """
class Hostile:
    def __array__(self, *args, **kwargs): raise SystemError
    def __float__(self): raise OverflowError
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __len__(self): return 3
    def __iter__(self): raise RuntimeError
    def __getattr__(self, name): raise KeyError(name)
    def __repr__(self): raise ValueError

class Number(float): pass
class Listed(list): pass
class Named(dict): pass
class Own(np.ndarray): pass
"""
VALUES = (
    "None", "True", "3", "-1.5", "2**62", "2**63", "10**400", "-10**4000", "float('nan')", "float('-inf')", "1e308",
    "complex(1, 2)", "1j", "fractions.Fraction(1, 3)", "decimal.Decimal('NaN')", "''", "'1.5'", "'\\ud800'",
    "'x' * 5000", "b'1.5'", "bytearray(3)", "[]", "()", "{}", "set()", "{1.0, 2.0}", "range(3)", "iter([1.0])",
    "(x for x in 'ab')", "[[1.0, 2.0], [3.0]]", "[1.0, [2.0, [3.0, None]]]", "[[[[[[[[1.0]]]]]]]]", "[None] * 3",
    "['1', '2', '3']", "[1, 2.0, True]", "(1.0, 'a', None, [])", "[np.ones(2), np.ones(3)]", "{1: 2.0, None: 3.0}",
    "{'dL_dw': 1j, 'W1': None, 'X': 'x'}", "{'dW': [1.0], 'db': {}}", "len", "lambda *a: 1j", "object", "object()",
    "np", "Hostile()", "Hostile", "Number(1.5)", "Listed([1.0])", "Named()", "NotImplemented", "...", "Ellipsis",
    "np.float64('nan')", "np.float16(70000)", "np.longdouble(1) / 3", "np.complex64(1j)", "np.bool_(True)",
    "np.uint64(2**64 - 1)", "np.str_('1.5')", "np.datetime64('2020-01-01')", "np.void(b'ab')", "np.array(1.5)",
    "np.array(None)", "np.array('a')", "np.zeros(0)", "np.zeros((0, 3))", "np.zeros((1,) * 8)", "np.ones((3, 1, 1))",
    "np.ones(3, dtype=bool)", "np.array([1.0, None, 'a'], dtype=object)", "np.array(['1', '2'])",
    "np.array([1j, 2.0])", "np.zeros(2, dtype=[('a', 'f8'), ('b', 'i4')])", "np.rec.array([(1.0, 2)])",
    "np.array(['2020-01-01'], dtype='M8[D]')", "np.ma.masked", "np.ma.masked_all(3)", "np.asmatrix([[1.0, 2.0]])",
    "np.memmap", "np.arange(3, dtype='>f8')", "np.full(3, np.inf)", "np.full((2, 2), np.nan)",
    "np.array([1e308, -1e308])", "np.nditer(np.ones(2))", "np.polynomial.Polynomial([1, 2])",
    "np.random.default_rng(0)",
)  # fmt: skip
"""What has nothing to do with what is due."""
ALTERED = (
    "np.asarray(R) * (1 + 0j)", "np.asarray(R) + 1j", "np.asarray(R).astype(object)", "np.asarray(R).tolist()",
    "[R]", "(R,)", "(R, R, R)", "{'R': R}", "[[R], R]", "np.asarray(R)[None]", "np.asarray(R)[..., None]",
    "np.asarray(R).astype('f2')", "np.asarray(R).astype('i4')", "np.asarray(R).astype(np.longdouble)",
    "np.asarray(R).astype(bool)", "np.asarray(R).astype(str)", "np.asarray(R).astype('>f8')",
    "np.ma.masked_array(R, mask=True)", "np.asmatrix(np.atleast_2d(R))", "np.asarray(R).view(Own)",
    "np.broadcast_to(R, (2,) + np.shape(R))", "np.asarray(R).T", "np.asarray(R).ravel()[:0]",
    "np.asarray(R).ravel()[1:]", "np.where(np.isfinite(R), np.nan, R)", "np.asarray(R) * 1e300 * 1e300",
    "np.asarray(R) * 0", "str(R)", "repr(R).encode()", "lambda *a: R", "iter([R])",
)  # fmt: skip
"""What has something of what is due; of a result of several parts, the first or the last one is altered so."""


class Odd(NamedTuple):
    """A submission: which function of which task returns what."""

    task: str
    function: str
    value: str
    source: str


def functions(course: Course, name: str) -> dict[str, str]:
    """The functions of an assignment's module that belong to a task, each with its task."""
    tasks = [task.name for task in course.load(name).tasks]
    more = {"unstandardize": "standardize"}
    tree = ast.parse(course.reference(name).read_text(encoding="utf-8"))
    found = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {one: more.get(one, one) for one in found if more.get(one, one) in tasks}


def odd_functions(course: Course, name: str) -> Iterator[Odd]:
    """Every function of an assignment with every value."""
    reference = course.reference(name).read_text(encoding="utf-8")
    for function, task in functions(course, name).items():
        for value in (*VALUES, *ALTERED):
            yield Odd(task, function, value, f"{reference}\n{_HEAD}\n{_WRAP.format(function=function, value=value)}")
        for value in ALTERED:
            for place in (0, -1):
                source = _WITHIN.format(function=function, value=value, place=place)
                yield Odd(task, function, f"part {place}: {value}", f"{reference}\n{_HEAD}\n{source}")


_HEAD = f"import decimal, fractions\nimport numpy as np\n{_HOSTILE}"
_WRAP = """
right_{function} = {function}


def {function}(*args, **kwargs):
    R = right_{function}(*args, **kwargs)
    return {value}
"""
_WITHIN = """
right_{function} = {function}


def {function}(*args, **kwargs):
    whole = right_{function}(*args, **kwargs)
    if isinstance(whole, dict) and whole:
        key = list(whole)[{place}]
        R = whole[key]
        return {{**whole, key: {value}}}
    if isinstance(whole, (list, tuple)) and whole:
        parts = list(whole)
        R = parts[{place}]
        parts[{place}] = {value}
        return type(whole)(parts)
    R = whole
    return {value}
"""

TORCH = (
    "torch.zeros(3)", "torch.tensor(1.5)", "torch.tensor(1j)", "torch.ones(2, 2, dtype=torch.complex128)",
    "torch.ones(3, dtype=torch.int64)", "torch.ones(3, dtype=torch.bool)", "torch.ones(3, dtype=torch.bfloat16)",
    "torch.ones(3, dtype=torch.float16)", "torch.ones(3, dtype=torch.uint16)", "torch.ones(3).to_sparse()",
    "torch.ones(3, device='meta')", "torch.nn.Parameter(torch.ones(3))", "torch.ones(3, requires_grad=True)",
    "torch.full((3, 2), torch.nan, dtype=torch.float64)", "torch.zeros(0, 3)", "torch.nn.Linear(2, 3)",
    "torch.empty((1,) * 9)", "torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])", "torch", "torch.float64",
    "torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.quint8)",
)  # fmt: skip
MODELS = (
    "self.linear = {value}", "self.forward = lambda X: {value}", "self.linear.weight = {value}",
    "self.linear.bias = {value}", "self.named_parameters = lambda *a, **k: {value}",
    "self.parameters = lambda: {value}",
    "self.state_dict = lambda: {value}", "self.double = lambda: {value}", "self.__class__ = object",
    "self.linear.register_forward_hook(lambda *a: {value})", "self.register_buffer('more', {value})",
    "self.more = {value}", "self.linear.weight.grad = {value}",
)  # fmt: skip
"""What may be odd about a model of torch; each is done at the end of its `__init__`."""
TENSORS = (
    "self.data = {value}", "self.grad = {value}", "self.links = {value}", "self.links = [({value}, {value})]",
    "self.links = [(parent, lambda G: {value}) for parent, pull in self.links]",
    "self.links = [parent for parent, pull in self.links]", "self.tanh = lambda: {value}",
    "self.backward = lambda *a: {value}",
    "self.data = self.data.astype(complex)", "self.data = [self.data]", "self.grad = self",
    "self.links = [(parent, lambda G, pull=pull: [pull(G), [1.0]]) for parent, pull in self.links]",
    "self.links = [(parent, lambda G, pull=pull: pull(G)[..., None]) for parent, pull in self.links]",
    "self.links = [(parent, lambda G, pull=pull: pull(G)[()].sum()) for parent, pull in self.links]",
    "self.links = [(parent, lambda G, pull=pull: np.asmatrix(pull(G))) for parent, pull in self.links]",
)  # fmt: skip
"""What may be odd about a tensor of one's own; each is done at the end of its `__init__`."""


def odd_classes(
    course: Course, name: str, kind: str, attributes: tuple[str, ...], values: tuple[str, ...]
) -> Iterator[Odd]:
    """A class of an assignment with odd attributes."""
    reference = course.reference(name).read_text(encoding="utf-8")
    for attribute in attributes:
        for value in values if "{value}" in attribute else values[:1]:
            done = attribute.format(value=value)
            yield Odd(kind, kind, done, f"{reference}\n{_HEAD}\n{_INIT.format(kind=kind, done=done)}")


_INIT = """
right_init = {kind}.__init__


def odd_init(self, *args, **kwargs):
    right_init(self, *args, **kwargs)
    {done}


{kind}.__init__ = odd_init
"""
