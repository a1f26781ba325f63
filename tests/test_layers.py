"""The layers of the engine as docs/maintainers.md draws them: arrows point down, and no module leads back to itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "autograder"
_NAMES = 40
"""Columns of the drawing that hold names; what they are stands behind."""
TEXT = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """The rows of the drawing, the highest first: each the names of its packages."""
    drawing = TEXT.partition("## Layers")[2].partition("```\n")[2].partition("```")[0]
    return [re.findall(r"\w+", line[:_NAMES]) for line in drawing.splitlines()]


def modules() -> dict[str, ast.Module]:
    """Every module of the engine by its dotted name, but the texts of a template."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "template" not in parts:
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_bytes())
    return found


def imports(tree: ast.Module, known: set[str]) -> set[str]:
    """The modules of the engine that a module imports, wherever in it; not the packages around them."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) | ({node.module} if inner - known else set())
    return found


def graph() -> dict[str, set[str]]:
    known = modules()
    return {name: imports(tree, known.keys()) - {name, "autograder"} for name, tree in known.items()}


def test_the_drawing_has_every_package():
    drawn = {name for row in rows() for name in row}
    there = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}

    assert there <= drawn


def test_no_arrow_points_up():
    level = {name: number for number, row in enumerate(reversed(rows())) for name in row}
    arrows = [(name, other) for name, others in graph().items() for other in others]

    def height(name: str) -> int:
        return level.get(name.split(".")[1], 0) if "." in name else 0

    assert len(arrows) > len(level)
    assert [(name, other) for name, other in arrows if height(other) > height(name)] == [
        ("autograder.__main__", "autograder.cli")
    ]


def test_no_module_leads_back_to_itself():
    """Also not by way of imports within functions, or for types alone."""
    arrows = graph()

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        todo = list(arrows[start])
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += arrows[name]
        return found

    assert [name for name in arrows if name in reached(name)] == []
