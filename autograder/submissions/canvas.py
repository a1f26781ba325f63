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
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry, Renamed

TITLE = "Canvas' download"
_FILE = re.compile(
    r"(?:(?P<late>LATE)_)?anon_(?P<code>[^_]+)_(?:\d+_(?P<file>.+)|(?P<typed>(?:text|link)\.html))"
    r"|(?P<name>.+?)_(?:(?P<late2>LATE)_)?(?P<id>\d+)_(?:\d+_(?P<file2>.+)|(?P<typed2>(?:text|link)\.html))",
    re.DOTALL,
)


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Canvas' download."""
    matched, others = matches(_FILE, entries)
    if not mostly(matched, others):
        return None
    files: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    late: set[str] = set()
    for entry, match in matched:
        student = match["id"] or match["code"]
        original = match["file"] or match["file2"] or match["typed"] or match["typed2"]
        files.setdefault(student, []).append(Renamed(entry, original))
        names[student] = match["name"] or ""
        if match["late"] or match["late2"]:
            late.add(student)
    works = [
        Work((Person(student, names[student]),), partial(list, own), late=student in late)
        for student, own in files.items()
    ]
    return Class(works, others)
