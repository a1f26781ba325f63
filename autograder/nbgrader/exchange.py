"""nbgrader's collect and release_feedback, so that one student's broken folder stops nobody else's.

They do what nbgrader's own do, one student at a time, and follow no links. hooks.py makes them nbgrader's defaults.
What `Collect` mends in a folder, autograde mends as well, whichever way the folder came.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback

from autograder.course.due_dates import when
from autograder.course.permissions import close
from autograder.results.text import names_of, one_line
from autograder.submissions.tree import read_file

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
ASIDE = ".as-submitted"
"""What is added to the name of a thing that stood where a released file belongs."""
_NAME = re.compile(r"\w[\w .,@+'~=-]*")
"""Of a student. It comes from a folder that the student made, and formgrader writes it into its pages as it is."""


class Collect(ExchangeCollect):  # type: ignore[misc]  # nbgrader ships no types
    """Collects, and mends what would keep a submission from being graded: all of it is said, nothing is lost."""

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """nbgrader's, with the folder's own time where its name has none: it would stop for everyone."""
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ValueError, OverflowError):
            changed = datetime.fromtimestamp(os.stat(path, follow_symlinks=False).st_mtime, UTC)
            folder = Path(path).name
            record = {
                "username": folder.partition("+")[0],
                "filename": folder,
                "timestamp": changed.replace(tzinfo=None),
            }
        return record

    def copy_files(self) -> None:
        records = self.src_records
        if not records:
            super().copy_files()
            return
        failed = []
        for record in records:
            student = record["username"]
            self.src_records = [record]
            try:
                if not _NAME.fullmatch(student):
                    raise ValueError("this is not the name of a student")
                try:
                    super().copy_files()
                except shutil.Error as error:  # the other files of the folder are there
                    names = names_of([Path(source).name for source, *_ in error.args[0]])
                    self.log.warning("%s handed in files that cannot be copied: %s", student, names)
                mend(self.coursedir, student, self.log, record["timestamp"])
            except Exception as error:  # noqa: BLE001  # whatever is wrong with one folder, the next one is another student's
                self.log.error("%r could not be collected: %s", student, error)
                failed.append(repr(student))
        self.src_records = records
        close(Path(self.coursedir.root, self.coursedir.submitted_directory))
        if failed:
            self.fail(f"Not collected: {', '.join(failed)}. All other submissions are collected.")

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a student's folder without the links, other special files and unprintable names in it.

        nbgrader follows links with the instructor's rights: a link to the solution would be graded, and one to any
        other file, called something.html, would come back as feedback.
        """
        with tempfile.TemporaryDirectory() as folder:
            stage = Path(folder) / "submission"
            left_out = copy_ordinary(Path(src), stage, 1000 * self.coursedir.max_dir_size)
            if left_out:
                shown = ", ".join(repr(name) for name in left_out[:5])
                self.log.warning("Left out of %s, because they are not ordinary files: %s", Path(src).name, shown)
            super().do_copy(str(stage), dest, log)


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """Releases feedback, and passes over the folders that nbgrader would stop at for everyone."""

    def copy_files(self) -> None:
        folders = {page.parent for page in Path("/").glob(f"{self.src_path.lstrip('/')}/*.html")}
        lacking = {}
        for folder in folders:
            missing = [name for name in (TIMESTAMP, SECRET) if not (folder / name).is_file()]
            if missing:
                lacking[folder.parent.name] = missing
        for student, missing in sorted(lacking.items()):
            self.log.warning("No feedback is released to %s: there is no %s", student, " and no ".join(missing))
        before = self.coursedir.student_id_exclude
        self.coursedir.student_id_exclude = ",".join([*filter(None, [before]), *lacking])
        try:
            super().copy_files()
        finally:
            self.coursedir.student_id_exclude = before


def copy_ordinary(source: Path, dest: Path, most: int) -> list[str]:
    """Copy the folders and the ordinary, readable files below `source`; returns the names of all else.

    No link is followed, not even one that is put there meanwhile. A name with a character that steers a terminal is
    left out as well: nbgrader writes names into its log. Raises RuntimeError beyond `most` bytes.
    """
    left_out = []
    for path, folders, names, descriptor in os.fwalk(source, follow_symlinks=False):
        here = dest / Path(path).relative_to(source)
        here.mkdir()
        for name in list(folders):
            if not name.isprintable() or not stat.S_ISDIR(os.lstat(name, dir_fd=descriptor).st_mode):
                left_out.append(name)
                folders.remove(name)
        for name in names:
            if not name.isprintable():
                left_out.append(name)
                continue
            try:
                file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=descriptor)
            except OSError:
                left_out.append(name)
                continue
            with os.fdopen(file, "rb") as reader:
                status = os.fstat(reader.fileno())
                if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                    left_out.append(name)
                    continue
                most -= status.st_size
                if most < 0:
                    raise RuntimeError("the folder is too large")
                (here / name).write_bytes(reader.read(status.st_size))  # no more: it may grow meanwhile
    return left_out


def remove_links(folder: Path, log: Any) -> None:
    """Remove links, pipes and the like: autograde would copy what they lead to, and feedback could show it."""
    for path, folders, names in os.walk(folder, followlinks=False):
        for name in (*folders, *names):
            file = Path(path, name)
            mode = file.lstat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                log.warning("Removed from %s, because it is not an ordinary file: %r", folder, name)
                file.unlink()


def mend(coursedir: Any, student: str, log: Any, timestamp: datetime | None = None) -> None:
    """Mend in a folder of `submitted/` what would keep it from being graded; all of it is said, nothing is lost.

    `timestamp` is written where the folder has none of use. Raises OSError.
    """
    name = coursedir.assignment_id
    folder = Path(coursedir.format_path(coursedir.submitted_directory, student, name))
    if (timestamp is not None or (folder / TIMESTAMP).exists()) and not _is_time(folder / TIMESTAMP):
        known = "the time of handing in is unknown" if timestamp is None else "the time of the exchange folder is used"
        log.warning("%s: no usable %s; %s", student, TIMESTAMP, known)
        _put_aside(folder / TIMESTAMP)
        if timestamp is not None:
            (folder / TIMESTAMP).write_text(f"{timestamp:%Y-%m-%d %H:%M:%S.%f} UTC")
    for released in Path(coursedir.format_path(coursedir.release_directory, ".", name)).glob("*"):
        handed_in = folder / released.name
        if handed_in.is_dir() and released.is_file() and released.suffix != ".py":
            log.warning("%s: %s is a folder; the folder gets another name", student, released.name)
            _put_aside(handed_in)
        if released.suffix == ".ipynb" and not handed_in.is_file():
            others = [path for path in folder.glob("*.ipynb") if path.is_file()]
            if len(others) == 1:
                log.warning("%s: no %s; %s is taken for it", student, released.name, one_line(others[0].name))
                shutil.copy(others[0], handed_in)
            else:
                log.warning("%s: no readable %s; the released notebook is graded instead", student, released.name)
                shutil.copy(released, handed_in)


def _is_time(path: Path) -> bool:
    data, problem = read_file(path, path.name)
    return not problem and when(data.decode("utf-8", "replace").strip())[0] is not None


def _put_aside(path: Path) -> None:
    if path.exists() or path.is_symlink():
        path.rename(path.with_name(f"{path.name}{ASIDE}"))
