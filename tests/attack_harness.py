"""Runs the attacks of tests/attacks through the real grader and says which promises each broke; knows none by name.

As a script it does so at one isolation level, in a process of its own, and prints what it saw as JSON.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from factories import find_submissions
from neighbours import RIGHT, Neighbours
from reading import without_own_script

import autograder.grading.grader
import autograder.grading.session
from autograder.course.model import Course
from autograder.grading.counterexample import Counterexamples
from autograder.grading.environment import IsolationError, required_level
from autograder.grading.session import GradingSession
from autograder.results.feedback import feedback_html, feedback_markdown, write_feedback
from autograder.results.records import Record, Status, encode
from autograder.results.report import report_html
from autograder.results.store import RunInfo
from autograder.results.tables import grades_csv
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.launch import Isolation
from autograder.sandbox.runner import SubmissionRunner
from autograder.submissions.discover import read_folder
from autograder.submissions.reading import MAX_FILES, Submission

ATTACKS = Path(__file__).with_name("attacks")
ASSIGNMENT = "a3_linear_regression"
LATER = "find_bug"
"""A task that is younger than these files: nobody wrote it, and what they get is judged without it."""
MODULE = "linear_regression.py"
SEED = 20261124
LIMITS = "\n[limits]\nimport_seconds = 1.5\ncall_seconds = 0.4\ntask_seconds = 0.8\nsubmission_seconds = 2.0\n"
LONGEST = 5 * (1.5 + 3 * 2.0) + 4.0
"""Import, first run, stand-ins, second look, each as long as a busy machine may make it (`Deadline`); and the rest."""
MOST_MEMORY = 600 << 20
"""What the grader may need at the worst beside what it needs for an honest submission."""
SECRET = "CANARY-1f77 hidden marks"


class Attack(msgspec.Struct, frozen=True):
    """One attack, as its header tells."""

    name: str
    expect: str
    kind: str
    most: float | None
    memory: int
    known: str
    assignment: str

    @property
    def path(self) -> Path:
        return ATTACKS / f"{self.name}.py"


class Row(msgspec.Struct, frozen=True):
    """What came of an attack at a level. `faults` are broken promises; there should be none."""

    attack: str
    status: str
    score: float
    flags: list[str]
    seconds: float
    memory: int
    faults: list[str]


class Seen(msgspec.Struct, frozen=True):
    """What a process of its own saw; `missing` says why this machine lacks the level."""

    rows: list[Row] = []
    missing: str = ""


def read_attacks() -> list[Attack]:
    """All attacks, by number."""
    return [_read(path) for path in sorted(ATTACKS.glob("[0-9]*.py"))]


def _read(path: Path) -> Attack:
    head = re.findall(r"^# ([A-Z]+):\s+(.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    fields = {key.lower(): text.strip() for key, text in head}
    assert fields["expect"] in ("never_full", "full_ok", "flagged"), path.name
    assert fields["kind"] in ("module", "builder", "class"), path.name
    assert fields["name"] == path.stem.partition("_")[2], path.name
    assert {"group", "tries", "answer"} <= fields.keys(), path.name
    most = float(fields["most"]) if "most" in fields else None
    memory = int(fields["memory"]) << 20 if "memory" in fields else MOST_MEMORY
    known, assignment = fields.get("known", ""), fields.get("assignment", ASSIGNMENT)
    return Attack(path.stem, fields["expect"], fields["kind"], most, memory, known, assignment)


class RecordingRunner(SubmissionRunner):
    """Remembers what submissions printed."""

    printed = bytearray()

    def close(self) -> None:
        super().close()
        self.printed += self.output


class CountingServer(ForkServer):
    """Counts how often any fork server was started."""

    all_starts = 0

    def start(self) -> None:
        super().start()
        type(self).all_starts += 1


TEMPLATES = Path(autograder.__file__).parent / "results" / "templates"


class HiddenInputs:
    """The digits of every hidden number that was sent to a worker, but for those that `public` texts have as well."""

    def __init__(self, public: str = "") -> None:
        self.digits: set[str] = set()
        self._known: set[bytes] = set()
        self._public = _runs_of_digits(public)
        self._example = False
        real, add = wire.pack, Counterexamples.add

        def pack(value: Any, keep: Any, depth: int = 0) -> Any:
            packed = real(value, keep, depth)
            if (
                not self._example
                and isinstance(packed, wire.Array)
                and packed.dtype == "<f8"
                and len(packed.data) <= 8000
            ):
                self._see(packed.data)
            return packed

        def add_examples(*args: Any, **kwargs: Any) -> Any:
            self._example = True  # what is sent from here on is made for the page
            try:
                return add(*args, **kwargs)
            finally:
                self._example = False

        wire.pack = pack
        Counterexamples.add = add_examples  # type: ignore[method-assign]

    def _see(self, data: bytes) -> None:
        if data in self._known:
            return
        self._known.add(data)
        for (number,) in struct.iter_unpack("<d", data):
            mantissa = f"{abs(number):.15e}".partition("e")[0].replace(".", "")
            if len(mantissa.rstrip("0")) >= 10:
                self.digits.add(mantissa[:6])

    def within(self, text: str) -> set[str]:
        """Those whose first six digits are in a text, in this order."""
        return (self.digits - self._public) & _runs_of_digits(text)


def _runs_of_digits(text: str) -> set[str]:
    """All six digits that follow each other in a text."""
    runs = re.findall(r"\d{6,}", text.replace(".", ""))
    return {run[at : at + 6] for run in runs for at in range(len(run) - 5)}


class Arena:
    """An open session of one level, with everything around it that must stay as it is."""

    def __init__(
        self,
        folder: Path,
        course: Course,
        session: GradingSession,
        level: int,
        hidden: HiddenInputs,
        neighbours: Neighbours,
        assignment: str = ASSIGNMENT,
    ) -> None:
        self._neighbours = neighbours
        self._folder = folder
        self._assignment = course.load(assignment)
        self._module = self._assignment.module_file
        self._honest = course.reference(assignment).read_bytes()
        self._session = session
        self._level = level
        self._hidden = hidden
        self._canary = folder / "canary"
        _make_canary(self._canary, self._honest)
        (folder / "honest").mkdir()
        (folder / "honest" / self._module).write_bytes(self._honest)
        self._grade_honest()
        self._usual = sorted(self._grade_honest()[1] for _ in range(5))[2]
        self._before = _fingerprint(self._canary)
        self._starts = CountingServer.all_starts
        self._processes = _descendants()
        self._attacks = 0

    def run(self, attack: Attack) -> Row:
        """Run an attack, then an honest submission, and list what was promised and is not so."""
        RecordingRunner.printed.clear()
        place = self._folder / attack.name
        shutil.rmtree(place, ignore_errors=True)
        submissions = self._build(attack, place)
        _forget_peak()
        memory, started = _memory("VmRSS"), time.monotonic()
        records = [self._session.grade(submission) for submission in submissions]
        seconds, grown = time.monotonic() - started, _memory("VmHWM") - memory
        faults = [*self._after(seconds / len(records))]
        if grown > attack.memory:
            faults.append(f"took {grown >> 20} MiB of the grader's memory")
        mallory = [record for record in records if record.student != "alice"]
        lines = max(data.count(b"\n") for sub in submissions for data in (*sub.files.values(), b""))
        try:
            for record in mallory:
                faults += [*_judge(attack, record), *self._looks(record, lines)]
            if attack.kind == "class":
                faults += self._class_faults(submissions, records)
        except Exception as error:  # noqa: BLE001  # whatever the pages raise would end the run of a class
            faults.append(f"{type(error).__name__} where the results are written: {error}")
        worst = max(mallory, key=lambda record: record.score)
        return Row(attack.name, worst.status.value, worst.score, worst.flags, round(seconds, 2), grown, faults)

    def _build(self, attack: Attack, place: Path) -> list[Submission]:
        place.mkdir()
        source = attack.path.read_text(encoding="utf-8")
        for mark, path in (
            ("@ROOT@", ATTACKS.parents[1]),
            ("@CANARY@", self._canary),
            ("@HONEST@", self._folder / "honest"),
            ("@SEED@", _mixed(SEED)),
        ):
            source = source.replace(mark, str(path))
        if attack.kind == "module":
            files = {
                self._module: source.encode(),
                "honest.py": self._honest,
                "tools.py": (ATTACKS / "tools.py").read_bytes(),
            }
            return [Submission(attack.name, files)]
        if attack.kind == "class":
            (place / "alice").mkdir()
            for name in (self._module, "copy.py"):
                (place / "alice" / name).write_bytes(self._honest)
        namespace: dict[str, Any] = {}
        exec(compile(source, attack.path, "exec"), namespace)  # only its `build` runs here; it writes files
        namespace["build"](place)
        if attack.kind == "builder":
            return [read_folder(attack.name, place, self._module)]
        archive = place / "class.zip"
        return list(find_submissions(archive if archive.exists() else place, self._assignment.name, self._module))

    def _after(self, seconds: float) -> Iterator[str]:
        output = RecordingRunner.printed.decode(errors="replace")
        if "BREACH" in output or SECRET in output:
            yield f"got where it must not: {output[:400]!r}"
        if seconds > LONGEST:
            yield f"took {seconds:.1f} s"
        if CountingServer.all_starts != self._starts:
            self._starts = CountingServer.all_starts
            yield "the fork server was started again"
        if _fingerprint(self._canary) != self._before:
            yield "the canary changed"
        record, took = self._grade_honest()
        if record.score != record.max_score or record.flags:
            yield f"an honest submission then got {record.score:g} {record.flags}"
        self._attacks += 1  # wrong work comes behind each attack in turn
        if differing := self._neighbours.differing(self._session, record, self._attacks):
            yield f"honest submissions then have other records: {differing}"
        if took > 5 * self._usual + 1 and (took := self._grade_honest()[1]) > 5 * self._usual + 1:
            yield f"an honest submission then took {took:.2f} s instead of {self._usual:.2f} s"
        deadline = time.monotonic() + 3
        while (left := _descendants()) != self._processes:
            if time.monotonic() > deadline:
                yield f"processes: {left} in the place of {self._processes}"
                break
            time.sleep(0.01)

    def _grade_honest(self) -> tuple[Record, float]:
        started = time.monotonic()
        record = self._session.grade(Submission(RIGHT, {self._module: self._honest}))
        return record, time.monotonic() - started

    def _looks(self, record: Record, lines: int) -> Iterator[str]:
        """Whether anything that a student, a spreadsheet or a terminal is shown is what it must not be."""
        pages = (feedback_html(record, self._assignment), feedback_markdown(record, self._assignment))
        texts = [encode(record).decode(), *pages, grades_csv([record], self._assignment), *record.flags]
        # An error on a public example is told in the file's own words; nothing else is.
        bare = [msgspec.structs.replace(task, example="") for task in record.tasks]
        if "LEAK" in encode(msgspec.structs.replace(record, tasks=bare)).decode():
            yield f"says what the file chose to say: {texts[0][:300]!r}"
        for text in texts:
            told = text.replace(record.content_sha256 or "-", "").replace(record.sha256 or "-", "")
            told = told.replace((record.sha256 or "-")[:16], "").replace(record.course_hash or "-", "")
            if self._hidden.within(told):
                yield f"shows hidden inputs {self._hidden.within(told)}: {told[:300]!r}"
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
                yield f"shows control characters: {text[:300]!r}"
        if re.search(r"[\x80-\x9f\u202a-\u202e\u2066-\u2069]", "".join(texts[1:])):
            yield "shows characters that turn the writing round"
        if re.search(r"<script|<img|<a [^>]*(evil|javascript)", without_own_script(pages[0]), re.IGNORECASE):
            yield "the page has markup of a submission"
        if re.search(r"(?<![`\\])<(script|img)", re.sub(r"`[^`\n]*`", "", pages[1]), re.IGNORECASE):
            yield "the Markdown page has markup of a submission"
        if record.status is Status.GRADED:
            said = " ".join(task.message for task in record.tasks)
            if any(int(number) > max(lines, 60) for number in re.findall(r"(?<![\w.])\d+(?!\w|\.\d)", said)):
                yield f"says a number that it was given: {said!r}"

    def _class_faults(self, submissions: list[Submission], records: list[Record]) -> Iterator[str]:
        if any(len(submission.files) > MAX_FILES for submission in submissions):
            yield f"more than {MAX_FILES} files of a student are taken"
        alice = [record for record in records if record.student == "alice"]
        if [(record.score, record.sha256) for record in alice] != [
            (self._assignment.max_score, hashlib.sha256(self._honest).hexdigest())
        ]:
            yield f"alice, who is honest, has {[(record.status.value, record.score) for record in alice]}"
        out = self._folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        for record in records:
            write_feedback(out, record, self._assignment)
        pages = [path for path in out.rglob("*") if path.is_file()]
        if len(pages) != 2 * len(records) or {path.parent for path in pages} != {out / "feedback"}:
            yield f"{len(records)} students have the pages {sorted(path.name for path in pages)}"
        run = RunInfo(assignment=self._assignment.name, seed=SEED, isolation=self._level, course_hash="", versions={})
        report, table = report_html(records, self._assignment, run), grades_csv(records, self._assignment)
        if re.search(r"<script|<img|href=.?javascript", without_own_script(report), re.IGNORECASE):
            yield "the report has markup of a submission"
        if len(table.splitlines()) != 1 + len(records) or re.search(r'^"?[=+@-]', table, re.MULTILINE):
            yield f"the table has other lines than students, or formulas: {table!r}"


def _judge(attack: Attack, record: Record) -> Iterator[str]:
    if record.status is Status.UNGRADABLE:
        yield f"is ungradable: {record.message}"
    full = record.score > 0 and all(task.score == task.max_score for task in record.tasks if task.name != LATER)
    if attack.expect == "full_ok":
        if not full:
            yield f"got {record.score:g}: {[task.message for task in record.tasks if task.message]}"
    elif attack.expect == "never_full" and full:
        yield "got full marks"
    elif attack.expect == "flagged" and not any(not flag.startswith("imports ") for flag in record.flags):
        yield "was not flagged"
    earned = sum(task.score for task in record.tasks if task.name != LATER)
    if attack.most is not None and earned > attack.most:
        yield f"got {earned:g}, where {attack.most:g} is the most"


def _mixed(number: int) -> int:
    """By which an attack knows the seed if it sees it, and cannot find it in its own source."""
    return number * 2654435761 % (2**61 - 1)


def short_course(folder: Path, assignment: str = ASSIGNMENT) -> Course:
    """The assignment with the same cases and points, and less patience, where it has no limits of its own."""
    source = Course.find(Path(__file__)).folder(assignment)
    copy = folder / "solutions" / assignment
    shutil.copytree(source, copy)
    shutil.copytree(source.parent / "shared", copy.parent / "shared")
    text = (source / "assignment.toml").read_text(encoding="utf-8")
    limits = "" if "[limits]" in text else LIMITS  # one with limits of its own needs its patience to import torch
    (copy / "assignment.toml").write_text(text + limits, encoding="utf-8")
    return Course(folder)


@contextlib.contextmanager
def arena(level: int, assignment: str = ASSIGNMENT) -> Iterator[Arena]:
    """Open the grader at a level. Raises IsolationError where the machine does not have it."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as name:
        folder = Path(name)
        os.chmod(folder, 0o755)
        course = short_course(folder, assignment)
        found = required_level(course, course.load(assignment), level, Isolation(bubblewrap=level == 3))
        autograder.grading.grader.SubmissionRunner = RecordingRunner  # type: ignore[misc]
        autograder.grading.session.ForkServer = CountingServer  # type: ignore[misc]
        handout = [path.read_text(encoding="utf-8") for path in course.folder(assignment).iterdir() if path.is_file()]
        handout += [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.iterdir())]  # colours are digits, too
        hidden = HiddenInputs(" ".join(handout))

        def session() -> GradingSession:
            return GradingSession(course, assignment, seed=SEED, isolation=found.isolation, level=found.level)

        neighbours = Neighbours(course, assignment, session)
        with session() as shared:
            yield Arena(folder, course, shared, level, hidden, neighbours, assignment)


def _make_canary(folder: Path, honest: bytes) -> None:
    folder.mkdir()
    (folder / "secret.txt").write_text(SECRET)
    (folder / "solution.py").write_bytes(honest)
    (folder / "secret.txt").chmod(0o666)
    folder.chmod(0o777)


def _fingerprint(folder: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found.append((path.name, status.st_mode, status.st_uid, status.st_mtime_ns, content))
    return found


def _descendants() -> set[int]:
    """The processes below this one; with them no worker may be once its submission is graded."""
    parents: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                fields = Path("/proc", name, "stat").read_text(errors="replace").rpartition(")")[2].split()
                if fields[0] != "Z":
                    parents.setdefault(int(fields[1]), []).append(int(name))
    found, todo = set[int](), [os.getpid()]
    while todo:
        children = parents.get(todo.pop(), [])
        found.update(children)
        todo += children
    return found


def _memory(field: str) -> int:
    """Bytes that this process has in memory (VmRSS) or had at the most (VmHWM)."""
    text = Path("/proc/self/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", text).group(1)) << 10  # type: ignore[union-attr]


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def main(level: int, names: list[str]) -> Seen:
    """Run the named attacks at a level."""
    chosen = [attack for attack in read_attacks() if attack.name in names]
    rows = []
    try:
        for assignment in dict.fromkeys(attack.assignment for attack in chosen):
            with arena(level, assignment) as here:
                rows += [here.run(attack) for attack in chosen if attack.assignment == assignment]
        return Seen(rows)
    except IsolationError as error:
        return Seen(missing=str(error))


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(main(int(sys.argv[1]), sys.argv[2:])))
