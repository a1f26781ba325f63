"""Rewrites a function's source as another student would have written it, without changing what it computes.

It knows Python's syntax and no assignment: names of locals, a residual with a name of its own, a result that is named
before it is returned, docstrings, comments and blank lines. Arguments keep their names, for they are the contract.
"""

from __future__ import annotations

import ast
import random
import textwrap
from collections.abc import Callable

LOCALS = {
    "R": ("R", "residual", "diff", "err", "E", "error", "delta", "res"),
    "Y_hat": ("Y_hat", "pred", "predictions", "out", "Yp", "guess", "y_pred"),
    "losses": ("losses", "history", "all_losses", "loss_list", "L", "track"),
    "dW": ("dW", "gW", "gradient_W", "W_grad", "dLdW"),
    "db": ("db", "gb", "gradient_b", "b_grad", "dLdb"),
    "total": ("total", "acc", "running", "s", "summed"),
    "n": ("n", "i", "row", "k"),
    "m": ("m", "j", "col", "o"),
    "d": ("d", "q", "feat", "p"),
    "N": ("N", "rows", "n_samples"),
    "M": ("M", "outs", "n_out"),
    "D": ("D", "ins", "n_in"),
    "step": ("step", "epoch", "t", "it"),
    "t": ("t", "epoch", "it"),
    "_": ("_", "epoch", "step", "it"),
    "value": ("value", "v", "a"),
    "result": ("result", "answer", "ret", "res_", "final"),
}
"""What a local may be called instead."""

REMARKS = (
    "shapes checked on paper",
    "see section 3 of the notebook",
    "rows are samples",
    "TODO: tidy this up",
    "this took me an hour",
    "same as in the lecture",
    "careful with the axis",
    "one row for each region",
    "works for the crop data",
    "chain rule",
    "first try was with a loop",
    "print(Y_hat.shape)",
    "no division here",
    "sum, not mean",
)


def rewritten(function: ast.FunctionDef, rng: random.Random, taken: set[str]) -> str:
    """The function in other words. `taken` holds names of the module that no local may have."""
    function = ast.parse(ast.unparse(function)).body[0]  # a copy of its own
    assert isinstance(function, ast.FunctionDef)
    documented = ast.get_docstring(function)
    if documented is not None:
        function.body.pop(0)
    _name_residual(function, rng)
    _name_result(function, rng)
    _twos_as_floats(function, rng)
    _rename_locals(function, rng, taken)
    return _written(function, _docstring(documented, rng), rng)


def _name_residual(function: ast.FunctionDef, rng: random.Random) -> None:
    """`Y_hat - Y`, where it stands in a function that changes nothing in place, gets a name in half of the cases."""
    arguments = {argument.arg for argument in function.args.args}
    plain = not any(isinstance(node, ast.Assign | ast.AugAssign | ast.For) for node in ast.walk(function))
    if not plain or not {"Y_hat", "Y"} <= arguments or rng.random() < 0.5:
        return

    def is_residual(node: ast.AST) -> bool:
        return isinstance(node, ast.BinOp) and ast.unparse(node) == "Y_hat - Y"

    if any(is_residual(node) for node in ast.walk(function)):
        _replace(function, is_residual, lambda _: ast.Name("R", ast.Load()))
        function.body.insert(0, ast.parse("R = Y_hat - Y").body[0])


def _name_result(function: ast.FunctionDef, rng: random.Random) -> None:
    last = function.body[-1]
    if isinstance(last, ast.Return) and isinstance(last.value, ast.BinOp | ast.Call) and rng.random() < 0.4:
        function.body[-1:] = [
            ast.Assign([ast.Name("result", ast.Store())], last.value),
            ast.Return(ast.Name("result", ast.Load())),
        ]


def _twos_as_floats(function: ast.FunctionDef, rng: random.Random) -> None:
    if rng.random() < 0.4:
        for node in ast.walk(function):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.Constant):
                node.left.value = float(node.left.value)


def _rename_locals(function: ast.FunctionDef, rng: random.Random, taken: set[str]) -> None:
    arguments = {argument.arg for argument in function.args.args}
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    inner = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)} - arguments
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} | inner | arguments | taken
    new: dict[str, str] = {}
    for name in sorted(stored - arguments - inner - taken):
        choices = [
            word for word in LOCALS.get(name, (name, f"{name}_", f"my_{name}")) if word == name or word not in used
        ]
        new[name] = rng.choice(choices)
        used.add(new[name])
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = new.get(node.id, node.id)


def _replace(tree: ast.AST, chosen: Callable[[ast.AST], bool], make: Callable[[ast.AST], ast.AST]) -> None:
    class Replacer(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return make(node) if chosen(node) else self.generic_visit(node)

    Replacer().visit(tree)


def _docstring(documented: str | None, rng: random.Random) -> str | None:
    """All of it, its first line, a line of one's own, or none."""
    kind = rng.randrange(4)
    if documented is None or kind == 0:
        return None
    first, _, _ = documented.partition("\n")
    return (documented, first, f"{first} ({rng.choice(REMARKS)})")[kind - 1]


def _written(function: ast.FunctionDef, docstring: str | None, rng: random.Random) -> str:
    """The text, statement by statement, with remarks and blank lines between some of them."""
    lines = [f"def {function.name}({ast.unparse(function.args)}):"]
    if docstring is not None:
        lines += [
            *textwrap.indent(f'"""{docstring}\n"""' if "\n" in docstring else f'"""{docstring}"""', "    ").split("\n")
        ]
    for number, statement in enumerate(function.body):
        if number and rng.random() < 0.15:
            lines.append("")
        if rng.random() < 0.3:
            lines.append(f"    # {rng.choice(REMARKS)}")
        text = ast.unparse(ast.fix_missing_locations(statement))
        if isinstance(statement, ast.Return | ast.Assign) and rng.random() < 0.1:
            text += f"  # {rng.choice(REMARKS)}"
        lines += textwrap.indent(text, "    ").split("\n")
    return "\n".join(lines)
