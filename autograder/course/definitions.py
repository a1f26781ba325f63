"""Takes one function or class out of a module's text, as it was written or without anything personal; runs nothing."""

from __future__ import annotations

import ast

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_LONGEST = 40
"""Lines of an excerpt for a lecture; a slide has no room for more."""


def definition(source: str, name: str) -> str:
    """The lines of the last function or class of this name at the top of a module; "" where there is none.

    "" also for a text that is not Python.
    """
    node = _found(source, name)
    if node is None or node.end_lineno is None:
        return ""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def anonymous(source: str, name: str) -> str:
    """The same without comments, docstrings and the content of strings, where a student could stand with a name.

    At most 40 lines; the last of them says how many more there are. Names of variables stay.
    """
    node = _found(source, name)
    if node is None:
        return ""
    lines = ast.unparse(_Plain().visit(node)).splitlines()
    if len(lines) > _LONGEST:
        lines = [*lines[: _LONGEST - 1], f"    # {len(lines) - _LONGEST + 1} more lines"]
    return "\n".join(lines)


def case_properties(source: str) -> dict[tuple[str, str], str]:
    """The first paragraph of each hidden case's docstring, by task and by the case's id without brackets."""
    properties = {}
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        says = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.task") and mark.args:
                task = ast.literal_eval(mark.args[0]) if isinstance(mark.args[0], ast.Constant) else ""
                properties[task, node.name.removeprefix("test_").removeprefix(f"{task}_")] = says
    return properties


def _found(source: str, name: str) -> _Definition | None:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    named = [node for node in body if isinstance(node, _Definition) and node.name == name]
    return named[-1] if named else None


class _Plain(ast.NodeTransformer):
    """Takes out docstrings, and what stands in strings."""

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, _Definition):
            self._drop_docstring(node)
        visited: ast.AST = super().visit(node)
        return visited

    def _drop_docstring(self, node: _Definition) -> None:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        short = isinstance(node.value, str | bytes) and len(node.value) > 1
        return ast.Constant("…") if short else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.Constant("…")
