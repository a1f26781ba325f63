"""Turns a solution into what a student gets (regions out, stubs in), and reads the files for it. Grades nothing.

A region lies between two lines `# BEGIN SOLUTION` and `# END SOLUTION`, both at the indentation of the statements
between them. Whatever is unclear about a region is refused: a line left over here is a solution in a student's hands.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.model import Assignment, Course, CourseError

NOTEBOOK_LINE = "# Write your code here."
"""What stands in a notebook's code cell where a region was."""

_MARKER = re.compile(r"( *)# (BEGIN|END) SOLUTION")
_MARKER_LIKE = re.compile(r"(?i:^\s*#+\s*(?:begin|end)[\s_-]*solution\b)|(?:BEGIN|END) SOLUTION")
_CELL = re.compile(r"# ?%%")
_TEXT_CELL = re.compile(r"# ?%%.*\[(?:markdown|md|raw)\]")

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Region:
    """A solution region: the lines of its markers (counted from 1), their indentation, and the function around it."""

    begin: int
    end: int
    indent: int
    owner: str | None
    """The function's dotted name, such as `fit` or `Tensor.backward`; None at module or class level."""
    owner_line: int
    """The line of that function's `def`, which tells functions of one name apart; 0 at module or class level."""


@dataclass(frozen=True)
class Source:
    """A source text cut into lines, with its regions."""

    where: str
    lines: list[str]
    regions: list[Region]

    def inside(self) -> Iterator[tuple[int, str]]:
        """The lines of the regions, each with its number."""
        for region in self.regions:
            yield from ((n, self.lines[n - 1]) for n in range(region.begin + 1, region.end))

    def outside(self) -> Iterator[tuple[int, str]]:
        """The lines that a student sees, each with its number."""
        hidden = {n for region in self.regions for n in range(region.begin, region.end + 1)}
        return ((n, line) for n, line in enumerate(self.lines, 1) if n not in hidden)

    def comments(self) -> dict[int, int]:
        """The column at which each line's comment begins, for the lines that have one."""
        tokens = tokenize.generate_tokens(io.StringIO("\n".join(self.lines)).readline)
        return {token.start[0]: token.start[1] for token in tokens if token.type == tokenize.COMMENT}


def read_source(text: str, where: str) -> Source:
    """Find the regions of a Python text. Raises CourseError when one is unbalanced, nested, misindented or empty."""
    tree = _parse(text, where)
    lines = text.split("\n")
    regions: list[Region] = []
    begin: tuple[int, int] | None = None
    for number, line in enumerate(lines, 1):
        if not _MARKER_LIKE.search(line):
            continue
        marker = _MARKER.fullmatch(line.rstrip())
        if marker is None:
            raise _fault(where, number, "a marker is `# BEGIN SOLUTION` or `# END SOLUTION` after spaces, nothing else")
        indent = len(marker[1])
        if marker[2] == "BEGIN":
            if begin:
                raise _fault(where, number, f"BEGIN SOLUTION inside the region that begins in line {begin[0]}")
            begin = number, indent
        elif not begin:
            raise _fault(where, number, "END SOLUTION without a BEGIN SOLUTION before it")
        elif begin[1] != indent:
            raise _fault(where, number, f"END SOLUTION is not indented like its BEGIN SOLUTION in line {begin[0]}")
        else:
            regions.append(_region(tree, lines, where, begin[0], number, indent))
            begin = None
    if begin:
        raise _fault(where, begin[0], "BEGIN SOLUTION without an END SOLUTION after it")
    return Source(where, lines, regions)


def stub_of_module(text: str, where: str, tasks: Collection[str]) -> str:
    """The stub of a reference module.

    The first region of a function becomes one `raise NotImplementedError`, every other region vanishes. `tasks` names
    the functions and classes that the stub must define; each needs a docstring and a region.
    """
    source = read_source(text, where)
    seen: set[int] = set()

    def put(region: Region) -> str | None:
        if region.owner is None or region.owner_line in seen:
            return None
        seen.add(region.owner_line)
        return f'raise NotImplementedError("{region.owner} is yours to write.")'

    stub = _replace(source, put)
    _check_stub(source, stub, tasks)
    return stub


def stub_of_script(text: str, where: str) -> str:
    """A percent script in which every region of a code cell has become the line `NOTEBOOK_LINE`."""
    source = read_source(text, where)
    for region in source.regions:
        above = [line for line in source.lines[: region.begin] if _CELL.match(line)]
        if above and _TEXT_CELL.match(above[-1]):
            raise _fault(where, region.begin, "a solution region belongs in a code cell, and this cell is text")
        if any(_CELL.match(line) for line in source.lines[region.begin : region.end]):
            raise _fault(where, region.begin, "a solution region ends in the cell in which it begins")
    stripped = _replace(source, lambda region: NOTEBOOK_LINE)
    _parse(stripped, f"{where} without its solutions")
    return stripped


def _region(tree: ast.Module, lines: list[str], where: str, begin: int, end: int, indent: int) -> Region:
    statements = list(_outermost(tree, begin, end))
    if not statements:
        raise _fault(where, begin, "this solution region has no statement")
    for statement in statements:
        line = lines[statement.lineno - 1]
        if len(line) - len(line.lstrip()) != indent:
            raise _fault(where, statement.lineno, f"not indented like the BEGIN SOLUTION in line {begin}")
        if _last(statement) >= end:
            raise _fault(where, end, "END SOLUTION inside a statement")
    first = statements[0].lineno
    around = [(name, node) for name, node in _definitions(tree) if node.lineno < begin and first <= _last(node)]
    name, innermost = max(around, key=lambda pair: pair[1].lineno, default=("", None))
    if innermost is None or isinstance(innermost, ast.ClassDef):
        return Region(begin, end, indent, None, 0)
    return Region(begin, end, indent, name, innermost.lineno)


def _outermost(node: ast.AST, begin: int, end: int) -> Iterator[ast.stmt]:
    """The statements that start between two lines, without the statements inside of them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and begin < child.lineno < end:
            yield child
        elif not isinstance(child, ast.expr):  # which holds no statement
            yield from _outermost(child, begin, end)


def _definitions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, _Definition]]:
    """Every function and class below a node, with its dotted name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Definition):
            yield f"{prefix}{child.name}", child
            yield from _definitions(child, f"{prefix}{child.name}.")
        elif not isinstance(child, ast.expr):
            yield from _definitions(child, prefix)


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _replace(source: Source, put: Callable[[Region], str | None]) -> str:
    out: list[str] = []
    position = 0
    for region in source.regions:
        out += source.lines[position : region.begin - 1]
        position = region.end
        line = put(region)
        if line is not None:
            out.append(" " * region.indent + line)
            continue
        before = after = 0  # where a region vanishes, two gaps meet: the larger one stays
        while out and not out[-1].strip():
            out.pop()
            before += 1
        while position < len(source.lines) and not source.lines[position].strip():
            position += 1
            after += 1
        out += [""] * max(before, after)
    return "\n".join(out + source.lines[position:]).strip("\n") + "\n"


def _check_stub(source: Source, stub: str, tasks: Collection[str]) -> None:
    where = source.where
    tree = _parse(stub, f"the stub of {where}")
    owners = {region.owner: region.owner_line for region in source.regions if region.owner}
    defined = {node.name: node for node in tree.body if isinstance(node, _Definition)}
    for task in tasks:
        node = defined.get(task)
        if node is None:
            raise CourseError(f"The stub of {where} has no function or class {task}, a task of assignment.toml.")
        if task not in owners and not any(owner.startswith(f"{task}.") for owner in owners):
            raise _fault(where, _line(source, node), f"{task} is a task and has no solution region")
        if not ast.get_docstring(node):
            raise _fault(where, _line(source, node), f"{task} has no docstring")
    for name, node in _definitions(tree):
        special = node.name.startswith("__")  # what `__init__` does, the docstring of its class says
        if name in owners and not special and not ast.get_docstring(node):
            raise _fault(where, owners[name], f"{name} has no docstring")


def _line(source: Source, node: _Definition) -> int:
    """The line in the source of a definition that was found in the stub."""
    start = re.compile(rf"(?:async )?(?:def|class) {re.escape(node.name)}\b")
    return next((number for number, line in source.outside() if start.match(line)), node.lineno)


def _parse(text: str, where: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:  # ValueError: a null byte, before Python 3.11.4
        line = getattr(error, "lineno", None) or 1
        raise _fault(where, line, f"this is not Python ({getattr(error, 'msg', error)})") from error


def _fault(where: str, line: int, what: str) -> CourseError:
    return CourseError(f"{where}, line {line}: {what}.")


def stub_source(course: Course, name: str) -> str:
    """The text of an assignment's stub, exactly as students get it. Raises CourseError."""
    assignment = course.load(name)
    text, where = source_text(course, name, assignment.module_file)
    return stub_of_module(text, where, [task.definition for task in assignment.tasks])


def source_text(course: Course, name: str, file: str) -> tuple[str, str]:
    """The text of a file of an assignment, and its path for messages. Raises CourseError."""
    where = f"solutions/{name}/{file}"
    try:
        data = source_bytes(course, course.folder(name) / file)
        return data.decode().replace("\r\n", "\n").replace("\r", "\n"), where
    except UnicodeDecodeError as error:
        raise CourseError(f"{where} is not UTF-8 text.") from error


def source_bytes(course: Course, path: Path) -> bytes:
    """The bytes of a file of the course. Raises CourseError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        where = path.relative_to(course.root).as_posix()
        raise CourseError(f"{where} cannot be read: {error.strerror}.") from error


def data_files(course: Course, assignment: Assignment) -> tuple[tuple[str, bytes], ...]:
    """The data files of an assignment: name and content, as students get them. Raises CourseError."""
    return _of_shared(course, assignment, "data", assignment.data)


def shipped_files(course: Course, assignment: Assignment) -> tuple[tuple[str, bytes], ...]:
    """What students get beside the stub for use at home only: name and content. Raises CourseError."""
    return _of_shared(course, assignment, "shipped", assignment.shipped)


def _of_shared(
    course: Course, assignment: Assignment, key: str, files: Collection[str]
) -> tuple[tuple[str, bytes], ...]:
    for file in files:
        if Path(file).name != file:
            raise CourseError(
                f"solutions/{assignment.name}/assignment.toml lists {key} {file!r}; expected a plain file name."
            )
    return tuple((file, source_bytes(course, course.data_file(assignment.name, file))) for file in files)
