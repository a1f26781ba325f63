"""A git classroom: clones `<assignment>-<login>`, as `gh classroom clone student-repos` and `gh teacher download` make.

GitHub Classroom clones into `<assignment>-submissions/<assignment>-<login>`; Classroom 50 names a repository
`<classroom>-<assignment>-<login>` and writes `scores.csv` beside the clones. A group's repository has the group's name.
What GitHub packs ("Download ZIP") has no .git, and the branch behind its name: `<assignment>-<login>-main`.
Source: github/gh-classroom, cmd/gh-classroom/clone/student-repos/student-repos.go; foundation50/classroom50,
wiki/gh-teacher.md (download).
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.submissions.layout import Class, Person, Work
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry

TITLE = "the clones of a git classroom"
_MARKS = frozenset({".git", ".classroom50.yml", ".github"})
_BRANCHES = ("-main", "-master")
_OWN = frozenset({"scores.csv"})


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where these are not clones."""
    clones = [entry for entry in entries if entry.is_folder and (_is_clone(entry) or _is_packed(entry, wanted))]
    if len(clones) < 2 and not any(map(_is_clone, clones)):
        return None  # one packed folder may as well hold the class
    if any(entry.is_folder and entry not in clones for entry in entries):
        return None
    others = [entry.name for entry in entries if not entry.is_folder and entry.name not in _OWN]
    start = len(_common([clone.name for clone in clones], _slug(wanted)))
    works = [Work((Person(_login(clone, start, wanted)),), clone.entries, source=clone.name) for clone in clones]
    return Class(works, others)


def _is_clone(folder: Entry) -> bool:
    try:
        return any(entry.name in _MARKS for entry in folder.entries())
    except OSError:
        return False


def _is_packed(folder: Entry, wanted: Wanted) -> bool:
    """Whether this is a repository as GitHub packs it: without .git, and with the name of the branch behind its own."""
    return folder.name.casefold().startswith(_slug(wanted)) and folder.name.endswith(_BRANCHES)


def _login(folder: Entry, start: int, wanted: Wanted) -> str:
    login = folder.name[start:]
    for branch in _BRANCHES if _is_packed(folder, wanted) and not _is_clone(folder) else ():
        login = login.removesuffix(branch)
    return login


def _slug(wanted: Wanted) -> str:
    return wanted.assignment.replace("_", "-").casefold() + "-"


def _common(names: Sequence[str], slug: str) -> str:
    """What comes before the login: the assignment's name, where all have it, else what all begin with."""
    at = names[0].casefold().find(slug)
    if at >= 0 and all(name.casefold().find(slug) == at for name in names):
        return names[0][: at + len(slug)]
    parts = [name.split("-") for name in names]
    shared = 0
    while len(names) > 1 and all(len(p) > shared + 1 and p[shared] == parts[0][shared] for p in parts):
        shared += 1
    return "".join(f"{part}-" for part in parts[0][:shared])
