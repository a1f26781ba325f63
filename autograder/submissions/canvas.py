"""Canvas, "Download Submissions": flat files `lovelaceada_LATE_1001_50001_homework-1.py`.

The form is `<sortable name>[_LATE]_<user id>_<file id>_<file name>`; without names `[LATE_]anon_<code>_<file id>_...`.
A text or a link that was typed in is `<sortable name>[_LATE]_<user id>_text.html` or `_link.html`. Canvas appends -1 to
the name of a file that was uploaded again. A zip that was handed in may have been unpacked to a folder of its name. A
group hands in under the name of the group and the id of a member.
Source: instructure/canvas-lms, lib/content_zipper.rb (get_filename, add_upload_submission, add_text_or_url).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from autograder.submissions.layout import Class, Person, Work, matches, mostly
from autograder.submissions.module import Wanted, is_called
from autograder.submissions.tree import Entry, Renamed

TITLE = "Canvas' download"
_FILE = re.compile(
    r"(?:(?P<late>LATE)_)?anon_(?P<code>[^_]+)_(?:(?P<upload>\d+)_(?P<file>.+)|(?P<typed>(?:text|link)\.html))"
    r"|(?P<name>.+?)_(?:(?P<late2>LATE)_)?(?P<id>\d+)_(?:(?P<upload2>\d+)_(?P<file2>.+)|(?P<typed2>(?:text|link)\.html))",
    re.DOTALL,
)


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Canvas' download."""
    matched, others = matches(_FILE, entries)
    if not mostly(matched, others):
        return None
    files: dict[str, list[tuple[int, str, Entry]]] = {}
    names: dict[str, str] = {}
    late: set[str] = set()
    for entry, match in matched:
        student = match["id"] or match["code"]
        original = match["file"] or match["file2"] or match["typed"] or match["typed2"]
        upload = int(match["upload"] or match["upload2"] or 0)
        files.setdefault(student, []).append((upload, original, entry))
        names[student] = match["name"] or ""
        if match["late"] or match["late2"]:
            late.add(student)
    works = [
        Work((Person(student, names[student]),), partial(_named, own, wanted.module_file), late=student in late)
        for student, own in files.items()
    ]
    return Class(works, others)


def _named(uploads: Sequence[tuple[int, str, Entry]], module_file: str) -> list[Entry]:
    """The files under the names that a student gave them; of a module that came twice the last one has its name."""
    modules = [number for number, name, _ in uploads if _is_module(name, module_file)]
    last = max(modules, default=0)
    files: list[Entry] = []
    for number, name, entry in uploads:
        if len(modules) > 1 and _is_module(name, module_file):
            name = module_file if number == last else f"{module_file.removesuffix('.py')}-{number}.py"
        files.append(Renamed(entry, name))
    return files


def _is_module(name: str, module_file: str) -> bool:
    return name.casefold().endswith(".py") and is_called(name, module_file)
