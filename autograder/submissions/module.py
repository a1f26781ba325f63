"""Finds the module among the files of one student, as a person would, and the helpers that it may import.

Its own name in its own place; else its name as browsers, an LMS or Windows change it, also in a folder or an archive;
else the one Python file, then the one notebook, that defines the tasks' functions. Where several files could be meant,
nobody guesses. Files are read as text: nothing here runs or parses them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from autograder.handout.handing_in import SHIPPED
from autograder.submissions import notebook
from autograder.submissions.archive import ArchiveError, is_archive, open_inner
from autograder.submissions.reading import MAX_FILES, MAX_TOTAL, is_empty, is_notebook, refuse_source
from autograder.submissions.tree import Entry, Placed, Renamed, walk

_HELPER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}\.py")
_NOT_HELPERS = frozenset(f"{name}.py" for name in (*SHIPPED, "sitecustomize", "usercustomize"))
_NOT_HANDED_IN = _NOT_HELPERS | {"timestamp.txt", "submission_secret.txt"}
_ENDINGS = re.compile(r"(?:\.py[_w]?|\.txt|\.text|\.download)$")
_COPY = re.compile(r"(?:\s*\([^()]*\)|[\s_-]+(?:copy|kopie|copia|copie)(?:\s*\d+)?|-\d+|_\d+|\s+\d+)$")
_COPY_OF = re.compile(r"^(?:copy|kopie|copia|copie) (?:of|von|de) ")
_DEFINED = re.compile(rb"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
_DEFINED_IN_CELL = re.compile(rb'(?:"|\\n)(?:def|class) +(\w+)')
_IMPORTED = re.compile(rb"^[ \t]*(?:from[ \t]+(\w+)|import[ \t]+([\w, \t.]+))", re.MULTILINE)
_MAY_BE_COMMAND = re.compile(
    rb"^[ \t]*[%!?]|=[ \t]*[%!]|get_ipython|display|IPython|google\.colab|\?\s*$", re.MULTILINE
)
_MOST_ARCHIVES = 5
_MOST_READ = 50
"""Files of a kind that are read to find the module."""
_MOST_NOTEBOOKS = 5
_MOST_NAMES = 8
_MORE = " more files"
_LONGEST_NAME = 255


class Wanted(NamedTuple):
    """What is looked for: the assignment, its module, what its tasks define; other assignments and their modules."""

    assignment: str
    module_file: str
    tasks: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()


class Found(NamedTuple):
    """The files that are graded; or why there are none, and what was there."""

    files: Mapping[str, bytes] = MappingProxyType({})
    problem: str = ""
    missing: bool = False
    file: str = ""
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    source: str = ""


class _Candidate(NamedTuple):
    """A file that may be the module: where it is, its bytes as they would be graded, and what was changed in them."""

    place: Placed
    data: bytes
    notes: tuple[str, ...] = ()


def find_module(entries: Sequence[Entry], wanted: Wanted) -> Found:
    """The module and its helpers among a student's files."""
    name = wanted.module_file
    places = list(walk(entries, wanted.others))
    own = [entry for entry in entries if entry.name == name and not (entry.is_folder and _holds(places, name))]
    if own:
        placed = Placed((name,), own[0], entries)
        data, problem = own[0].read()
        if problem:
            return Found(problem=problem, found=_names(places))
        if not is_notebook(data) and not is_empty(data):
            problem = refuse_source(name, data)
            if problem:
                return Found(problem=problem, found=_names(places))
            others = [other for other in places if other.entry is not own[0]]
            return _with_others(_taken(placed, data, (), wanted), [*others, *_unpacked(others)[0]], wanted)
        places = [placed, *(other for other in places if other.entry is not own[0])]
    inner, broken = _unpacked(places)
    everything = [*places, *inner]
    refused: list[str] = []
    for candidates in (
        _named(places, wanted, refused),
        _named(inner, wanted, refused),
        _defining(everything, wanted),
        _notebooks(everything, wanted),
    ):
        distinct: dict[bytes, _Candidate] = {}
        for candidate in candidates:
            distinct.setdefault(candidate.data, candidate)
        if len(distinct) > 1:
            return Found(problem=_undecided(list(distinct.values()), name), found=_names(places))
        if candidates:
            first = candidates[0]
            return _taken(first.place, first.data, first.notes, wanted)
    return _absent(places, refused or broken, wanted)


def _undecided(candidates: Sequence[_Candidate], name: str) -> str:
    """That several different files can be the module, and what the student does then."""
    names = [f"`{candidate.place.where}`" for candidate in candidates]
    shown, more = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    last = f"{more} more" if more > 0 else shown.pop()
    return (
        f"{name} could be any of {len(names)} files: {', '.join(shown)} and {last}. None of them was graded. "
        f"Hand in only the file that is right, as `{name}`."
    )


def _with_others(module: Found, places: Sequence[Placed], wanted: Wanted) -> Found:
    """Tell of other files that could be the module: the file with its name may be the one that was handed out."""
    candidates = [*_named(places, wanted, []), *_defining(places, wanted), *_notebooks(places, wanted)]
    names = dict.fromkeys(c.place.where for c in candidates if c.data not in module.files.values())
    more = [f"`{name}` was handed in, too, and was not graded." for name in list(names)[:_MOST_NAMES]]
    return module._replace(notes=(*module.notes, *more))


def _holds(places: Iterable[Placed], folder: str) -> bool:
    return any(placed.path[0] == folder and len(placed.path) > 1 for placed in places)


def _named(places: Iterable[Placed], wanted: Wanted, refused: list[str]) -> list[_Candidate]:
    """Files with the module's name as programs change it. Why others of this name cannot be used goes to `refused`."""
    candidates = []
    for placed in islice((p for p in places if is_called(p.path[-1], wanted.module_file)), _MOST_READ):
        name = placed.path[-1]
        data, problem = placed.entry.read()
        problem = problem or refuse_source(placed.where, data)
        if not problem and is_empty(data):
            problem = f"{placed.where} is empty: your work is not in it."
        if problem:
            refused.append(problem)
        elif ".py" in name.casefold() or _defines(data, wanted.tasks, 1):
            candidates.append(_Candidate(placed, data))
    return candidates


def is_called(name: str, module_file: str) -> bool:
    """Whether a file's name is that of the module, as browsers, an LMS, Windows or a person in a hurry change it."""
    if len(name) > _LONGEST_NAME:
        return False
    target = _plain(module_file.removesuffix(".py"))
    stem = unicodedata.normalize("NFKC", unquote(name)).casefold().strip()
    while (shorter := _ENDINGS.sub("", stem).strip()) != stem:
        stem = shorter
    stem = _COPY_OF.sub("", stem)
    while _plain(stem) != target:
        shorter = _ENDINGS.sub("", _COPY.sub("", stem)).strip()
        if shorter == stem or not shorter:
            return False
        stem = shorter
    return True


def _plain(stem: str) -> str:
    return re.sub(r"[\W_]+", "", stem.casefold())


def _defining(places: Iterable[Placed], wanted: Wanted) -> list[_Candidate]:
    """Python files that define at least half of what the tasks ask for."""
    candidates = []
    python = [placed for placed in places if placed.path[-1].casefold().endswith((".py", ".pyw", ".py.txt"))]
    for placed in python[:_MOST_READ]:
        name = placed.path[-1]
        data, problem = placed.entry.read()
        if name in _NOT_HELPERS or any(is_called(name, other) for other in wanted.others if other.endswith(".py")):
            continue
        if problem or refuse_source(name, data) or not _defines(data, wanted.tasks):
            continue
        candidates.append(_Candidate(placed, data))
    return candidates


def _notebooks(places: Iterable[Placed], wanted: Wanted) -> list[_Candidate]:
    """Notebooks that define at least half of what the tasks ask for, each as the module that can be made of it."""
    candidates: list[_Candidate] = []
    endings = (".ipynb", ".ipynb.txt", ".ipynb.json", wanted.module_file.casefold())
    for placed in places:
        if len(candidates) >= _MOST_NOTEBOOKS or not placed.path[-1].casefold().endswith(endings):
            continue
        data, problem = placed.entry.read(4 * MAX_TOTAL)
        if problem or not is_notebook(data) or not _count(_DEFINED_IN_CELL.findall(data), wanted.tasks):
            continue
        extract = notebook.module_of(data)
        if extract is not None and _defines(extract.source, wanted.tasks):
            note = f"Of the notebook `{placed.where}`, its imports, functions, classes and constants were graded."
            candidates.append(_Candidate(placed, extract.source, (note, *extract.left_out)))
    return candidates


def _defines(data: bytes, tasks: Sequence[str], least: int = 0) -> bool:
    """Whether a source defines at least half of the names, or `least` of them."""
    return bool(tasks) and _count(_DEFINED.findall(data), tasks) >= (least or (len(tasks) + 1) // 2)


def _count(names: Iterable[bytes], tasks: Sequence[str]) -> int:
    return len({name.decode("utf-8", "replace") for name in names} & set(tasks))


def _unpacked(places: Iterable[Placed], deeper: int = 1) -> tuple[list[Placed], list[str]]:
    """What the archives among the files hold, and archives in these; and why others cannot be read."""
    inside: list[Placed] = []
    broken: list[str] = []
    for placed in [placed for placed in places if is_archive(placed.path[-1])][:_MOST_ARCHIVES]:
        try:
            root = open_inner(placed.entry)
        except ArchiveError as error:
            broken.append(str(error))
            continue
        inside += [inner._replace(path=(*placed.path, *inner.path)) for inner in walk(root.entries())]
    if deeper:
        more, refused = _unpacked(inside, deeper - 1)
        return [*inside, *more], [*broken, *refused]
    return inside, broken


def _taken(placed: Placed, data: bytes, notes: tuple[str, ...], wanted: Wanted) -> Found:
    """The module with its helpers, and what the student is told of how they were found."""
    name = wanted.module_file
    file = "" if placed.path == (name,) else placed.where
    if file and not notes:
        notes = (f"`{file}` was graded as `{name}`.",)
    data, more = _without_commands(data)
    notes = (*notes, *more)
    if _is_of_something_else(data, wanted.tasks):
        notes = (*notes, f"`{placed.where}` has none of the functions that this assignment asks for.")
    files = {name: data}
    flags: list[str] = []
    helpers = _helpers(placed.beside, placed.entry, data, name)
    for target, entry in helpers[: MAX_FILES - 1]:
        content, problem = entry.read()
        if problem or refuse_source(target, content) or sum(map(len, files.values())) + len(content) > MAX_TOTAL:
            continue
        files[target] = content
        if entry.name != target:
            notes = (*notes, f"`{entry.name}` was taken as `{target}`.")
    folders = {entry.name: entry for entry in placed.beside if entry.is_folder}
    for word in _imported(data):
        if word in folders and f"{word}.py" not in files and any(walk([folders[word]])):
            notes = (*notes, f"`{word}` is a folder, and was not read: put helpers into files beside `{name}`.")
    if len(helpers) >= MAX_FILES:
        flags.append(f"{len(helpers) + 1} Python files were handed in; {MAX_FILES} of them were read")
    source = placed.entry.entry.name if isinstance(placed.entry, Renamed) else ""
    return Found(files, file=file, notes=notes, flags=tuple(flags), source=source)


def _is_of_something_else(data: bytes, tasks: Sequence[str]) -> bool:
    """Whether a source does not even mention what the tasks ask for, nor takes all names of a helper."""
    words = set(re.findall(rb"\w+", data))
    return bool(tasks) and words.isdisjoint(task.encode() for task in tasks) and not re.search(rb"import\s*\*", data)


def _without_commands(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    if not _MAY_BE_COMMAND.search(data):
        return data, ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data, ()
    plain = notebook.without_commands(text.replace("\r\n", "\n").replace("\r", "\n"))
    return (plain.text.encode(), (notebook.told(plain.lines),)) if plain.lines else (data, ())


def _helpers(beside: Iterable[Entry], module: Entry, source: bytes, name: str) -> list[tuple[str, Entry]]:
    """Modules that the submission may import: those that the module names first, under the names that it uses."""
    entries = {entry.name: entry for entry in beside if entry is not module and not entry.is_folder}
    plain = {n: entry for n, entry in entries.items() if _HELPER.fullmatch(n) and n not in {name} | _NOT_HELPERS}
    imported = [f"{word}.py" for word in _imported(source)]
    for wanted in imported:
        if wanted in plain or wanted in _NOT_HELPERS or wanted == name:
            continue
        others = [n for n in entries if n not in imported and n != name and ".py" in n.lower() and is_called(n, wanted)]
        if len(others) == 1:
            plain[wanted] = entries[others[0]]
            plain.pop(others[0], None)
    first = [n for n in imported if n in plain]
    return [(n, plain[n]) for n in dict.fromkeys([*first, *sorted(plain)])]


def _imported(source: bytes) -> list[str]:
    names: dict[str, None] = {}
    for single, several in _IMPORTED.findall(source):
        for part in (single or several).decode("ascii", "replace").split(","):
            words = part.split()
            if words:
                names[words[0].partition(".")[0]] = None
    return list(names)


def _absent(places: Sequence[Placed], refused: Sequence[str], wanted: Wanted) -> Found:
    """Why there is nothing to grade, with what was there."""
    names = _names(places)
    name = wanted.module_file
    if refused:
        return Found(problem=" ".join(refused[:2]), found=names)
    problem = f"{name} was not handed in."
    if names:
        quoted = [n if n.endswith(_MORE) else f"`{n}`" for n in names]
        problem += f" These files were found: {', '.join(quoted)}."
        if any(n.endswith(".ipynb") for n in names):
            problem += " A notebook was found, but your work belongs in the Python file."
    return Found(problem=problem, missing=True, found=names)


def _names(places: Sequence[Placed]) -> tuple[str, ...]:
    """What was there, but for what was handed out and what nbgrader puts there."""
    places = [placed for placed in places if placed.path[-1] not in _NOT_HANDED_IN]
    names = [placed.where if len(placed.where) <= 100 else f"…{placed.where[-99:]}" for placed in places[:_MOST_NAMES]]
    more = len(places) - len(names)
    return (*names, f"{more}{_MORE}") if more else tuple(names)
