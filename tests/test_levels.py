"""The ladder of isolation levels: what each demands, that every attempt can work, and that a broken self-test shows."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import plain_process
import pytest

from autograder.course.model import Course, Limits
from autograder.faults import StudentFault
from autograder.grading.environment import IsolationError, required_level
from autograder.sandbox import selftest
from autograder.sandbox.forkserver import hide_memory
from autograder.sandbox.launch import MECHANISMS, Isolation, SandboxConfig, allowed_mechanisms
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.selftest import (
    IsolationReport,
    ProbeResult,
    isolation_report,
    isolation_report_and_server,
    level_of,
)
from autograder.sandbox.selftest.probes import LOOP, PROBES, SECRETS, Targets, targets

ALL = Isolation()
NONE = Isolation(False, False, False)
READ = b"def read(path):\n    return len(open(path).read())\n"
HIDDEN = Path(selftest.__file__)  # any file of the grader: workers may read the folder inside/ alone
KERNELS_MAY_REFUSE = {
    "change_attributes",
    "make_memory_file",
    "leave_shared_memory",
    "leave_message_queue",
    "read_memory",
    "read_memory_directly",
    "trace_grader",
    "take_descriptor",
    "new_namespaces",
    "set_up_io_uring",
    "add_key",
    "see_keyring",
    "count_events",
    "load_bpf",
    "catch_page_faults",
    "x32_calls",
    "raise_limits",
}
"""What a kernel's own settings, a container or a batch system may refuse to everybody."""


@pytest.fixture(scope="module", autouse=True)
def _hidden_memory():
    """As the grader does before it looks for a level."""
    hide_memory()


@pytest.fixture(scope="module")
def find() -> Callable[[Isolation], IsolationReport]:
    """`find(allowed)`: the level with these means, found once."""
    found: dict[Isolation, IsolationReport] = {}

    def remembered(allowed: Isolation) -> IsolationReport:
        if allowed not in found:
            found[allowed] = isolation_report(SandboxConfig(), [HIDDEN], allowed)
        return found[allowed]

    return remembered


@pytest.fixture
def findings_of(find) -> Callable[[Isolation], IsolationReport]:
    """Like `find`, but skips where this machine lacks one of the means."""

    def found(means: Isolation) -> IsolationReport:
        for name in MECHANISMS:
            if getattr(means, name) and (why := missing(name)):
                pytest.skip(why)
        return find(means)

    return found


@functools.cache
def missing(name: str) -> str:
    """Why this machine cannot have one of the means; asked without the sandbox, so that no fault of it is skipped."""
    if name == "bubblewrap":
        if shutil.which("bwrap") is None:
            return "bubblewrap is not installed"
        command = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        return f"bubblewrap does not work here: {tried.stderr.strip()}" if tried.returncode else ""
    if name == "landlock":
        abi = ctypes.CDLL(None).syscall(444, None, 0, 1)  # landlock_create_ruleset, for its version
        return "" if abi >= 1 else "this kernel has no Landlock"
    return "" if "Seccomp:" in Path("/proc/self/status").read_text() else "this kernel has no seccomp"


def possible(found: IsolationReport) -> set[str]:
    return {finding.what for finding in found.findings if finding.possible}


# -- the attempts -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unconfined() -> dict[str, str]:
    """What each attempt comes to in a plain process."""
    return plain_process.results()


@pytest.mark.parametrize("function", [probe.function for probe in PROBES])
def test_every_attempt_works_where_nothing_forbids_it(unconfined, function):
    """Else its refusal would say nothing about the sandbox."""
    came = unconfined[function]
    if function in KERNELS_MAY_REFUSE and came.split(":")[0] in ("PermissionError", "OSError", "ValueError"):
        pytest.skip(f"refused to everybody here: {came}")

    assert came == (plain_process.ENDED if function == "replace_program" else plain_process.WORKED)


def test_every_function_of_the_self_test_is_tried():
    helpers = {"call", "raw", "close"}
    defined = re.findall(r"^def (\w+)", selftest._SOURCES["forbidden.py"].decode(), re.MULTILINE)

    assert set(defined) - helpers == {probe.function for probe in PROBES}
    assert len({probe.what for probe in PROBES}) == len(PROBES)


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_numbers_of_system_calls_are_the_kernels(machine):
    """A wrong number would be refused, or would try something else."""
    tables = pytest.importorskip("seccompy.syscalls")
    scope: dict[str, object] = {}
    exec(compile(selftest._SOURCES["forbidden.py"], "forbidden.py", "exec"), scope)
    numbers = scope["NUMBERS"][machine]

    assert numbers == {name: getattr(tables, f"{machine.upper()}_SYSCALLS")[name] for name in numbers}
    assert numbers.keys() == scope["NUMBERS"]["x86_64"].keys()


@pytest.mark.parametrize("means", [NONE, Isolation(False, False, True)], ids=["limits", "seccomp"])
def test_the_self_test_leaves_nothing_behind(monkeypatch, means):
    """Not even at level 1, where attempts work, and where a worker may make a file and not remove it."""
    laid_out = []

    @contextlib.contextmanager
    def seen() -> Iterator[Targets]:
        with targets() as around:
            laid_out.append(around.folder)
            yield around

    monkeypatch.setattr(selftest, "targets", seen)
    isolation_report(SandboxConfig(), [], means)

    assert laid_out
    for folder in laid_out:
        assert not folder.exists()
        assert not (Path("/dev/shm") / folder.name).exists()
    assert "AUTOGRADER_SELF_TEST" not in os.environ


def test_what_is_reached_for_is_open_to_everybody():
    """A file's rights and owner must not be what refuses an attempt."""
    with targets() as around:
        assert around.folder.stat().st_mode & 0o777 == 0o777
        for path in around.folder.iterdir():
            assert path.stat().st_mode & 0o666 == 0o666
            assert os.getuid() != 0 or path.name == "socket" or path.stat().st_uid == 65534
        assert os.environ["AUTOGRADER_SELF_TEST"]


# -- what a level demands -----------------------------------------------------------------------------------------

SECCOMP, LANDLOCK = Isolation(False, False, True), Isolation(False, True, False)
BUBBLEWRAP = Isolation(True, False, False)


def finding(refused_from: int, *, worked: bool) -> ProbeResult:
    return ProbeResult(f"something refused from {refused_from}", worked, True, refused_from)


@pytest.mark.parametrize(
    ("isolation", "level"),
    [
        (ALL, 3),
        (Isolation(True, False, True), 3),
        (Isolation(True, True, False), 3),
        (Isolation(False, True, True), 2),
        (BUBBLEWRAP, 1),
        (LANDLOCK, 1),
        (SECCOMP, 1),
        (NONE, 1),
    ],
)
def test_means_give_a_level_when_everything_was_refused(isolation, level):
    refused = [finding(lowest, worked=False) for lowest in (1, 2, 3)]

    assert level_of(isolation, refused) == level


@pytest.mark.parametrize("isolation", [ALL, Isolation(False, True, True), NONE], ids=["3", "2", "1"])
def test_one_thing_that_worked_takes_the_level(isolation):
    """No means is believed: what worked from inside decides."""
    assert level_of(isolation, [finding(1, worked=False), finding(2, worked=True)]) == 1
    assert level_of(isolation, [finding(1, worked=True), finding(2, worked=False)]) == 0
    assert level_of(isolation, []) == 0


def test_what_namespaces_alone_refuse_separates_3_from_2():
    assert level_of(ALL, [finding(2, worked=False), finding(3, worked=True)]) == 2
    assert level_of(Isolation(True, False, True), [finding(2, worked=False), finding(3, worked=True)]) == 1


def test_level_3_refuses_everything(findings_of):
    found = findings_of(ALL)

    assert (found.level, found.isolation, found.notes) == (3, ALL, [])
    assert possible(found) == set()
    assert {one.what for one in found.findings} >= {probe.what for probe in PROBES} | {SECRETS, LOOP.what}
    assert all(one.must_be_refused for one in found.findings)


def test_level_2_refuses_everything(findings_of):
    found = findings_of(Isolation(bubblewrap=False))

    assert (found.level, found.isolation) == (2, Isolation(bubblewrap=False))
    assert possible(found) == {"see whether a file of the grader exists"}
    assert len(found.findings) >= len(PROBES) + 2


def test_level_1_refuses_what_a_process_of_its_own_and_limits_can(find):
    found = find(NONE)

    assert (found.level, found.isolation, found.parts) == (1, NONE, [])
    assert {SECRETS, "write a file", "change a file", "start a process", "start a thread"} <= possible(found)
    assert possible(found) <= {one.what for one in found.findings if one.refused_from >= 2}
    assert {one.refused_from == 1 for one in found.findings if one.must_be_refused} == {True}


@pytest.mark.parametrize(
    ("means", "open_"),
    [
        (Isolation(True, True, False), {"start a process", "start a thread", "make namespaces of its own"}),
        (LANDLOCK, {"start a process", "send by UDP", "connect to a local socket", "leave shared memory behind"}),
        (SECCOMP, {SECRETS, "read a file of the grader", "write a file", "change a file", "read torch's files"}),
    ],
    ids=["without seccomp", "Landlock alone", "seccomp alone"],
)
def test_without_one_of_the_means_the_self_test_finds_the_gap(findings_of, means, open_):
    found = findings_of(means)

    assert (found.level, found.isolation) == (1, means)
    assert open_ <= possible(found)
    assert all(what in found.notes[0] for what in open_)
    assert found.notes[0].startswith(means.names())


def test_seccomp_by_itself_leaves_nothing_but_opening_files(findings_of):
    """Everything else is refused twice at least: by seccomp, and by Landlock or namespaces."""
    by_opening = {
        "read torch's files",
        "write a file",
        "change a file",
        "write to shared memory",
        "see other processes",
    }
    by_looking = {"list a folder of the grader", "see whether a file of the grader exists"}

    assert possible(findings_of(SECCOMP)) <= {SECRETS, "read a file of the grader", *by_opening, *by_looking}


def test_with_seccomp_namespaces_do_without_landlock(findings_of):
    found = findings_of(Isolation(True, False, True))

    assert (found.level, possible(found)) == (3, set())


def test_a_secret_that_a_worker_can_read_takes_the_level(find):
    """The standard library is readable inside: a hidden case that lies there is not hidden."""
    found = isolation_report(SandboxConfig(), [Path(os.__file__), HIDDEN], Isolation(bubblewrap=find(ALL).level == 3))

    assert found.level == 1
    assert any(SECRETS in note for note in found.notes)


@pytest.fixture
def fake_bubblewrap(monkeypatch, tmp_path) -> Callable[[str], None]:
    """`fake_bubblewrap(body)`: a program bwrap that does something else; `inner` is the command it was to run."""

    def put(body: str) -> None:
        program = tmp_path / "bwrap"
        start = f"#!{sys.executable} -IS\nimport os, sys\ninner = sys.argv[sys.argv.index('--') + 1 :]\n"
        program.write_text(f"{start}{body}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return put


def test_a_bubblewrap_that_makes_no_namespaces_gives_no_level_3(fake_bubblewrap, findings_of):
    findings_of(Isolation(bubblewrap=False))
    fake_bubblewrap("os.execv(inner[0], inner)")

    assert isolation_report(SandboxConfig(), [HIDDEN]).level == 2


def test_better_means_are_passed_over_where_they_give_less(fake_bubblewrap, findings_of):
    """Here a bubblewrap under which seccomp is not to be had."""
    findings_of(Isolation(bubblewrap=False))
    fake_bubblewrap(
        "inner[-1] = inner[-1].replace('\"seccomp\": true', '\"seccomp\": false')\nos.execv(inner[0], inner)"
    )

    found = isolation_report(SandboxConfig(), [HIDDEN])

    assert (found.level, found.isolation) == (2, Isolation(bubblewrap=False))
    assert "start a process" in found.notes[0]


def test_a_bubblewrap_that_does_not_work_is_passed_over(fake_bubblewrap):
    fake_bubblewrap("sys.exit('no permission to make namespaces')")

    found = isolation_report(SandboxConfig(), [HIDDEN])

    assert not found.isolation.bubblewrap
    assert found.level == level_of(found.isolation, found.findings) < 3
    assert "no permission to make namespaces" in found.notes[0]


# -- a self-test that is broken -----------------------------------------------------------------------------------


@pytest.fixture
def with_function(find, monkeypatch) -> Callable[[str, str], IsolationReport]:
    """`with_function(name, body)`: the level, without means, when a function of the self-test is another one."""
    find(NONE)  # what the self-test finds as it is, before it is another one

    def found(name: str, body: str) -> IsolationReport:
        file = "loop.py" if name == LOOP.function else "forbidden.py"
        source = selftest._SOURCES[file] + f"\ndef {name}(*args):\n    {body}\n".encode()
        monkeypatch.setitem(selftest._SOURCES, file, source)
        return isolation_report(SandboxConfig(), [], NONE)

    return found


@pytest.mark.parametrize("body", ["return True", "return None", "nonsense", "os._exit(0)", "{}[1]", "exit()"])
def test_an_attempt_that_is_not_refused_counts_as_one_that_worked(with_function, find, body):
    """A self-test with a fault in it must not say that all is well."""
    found = with_function("see_descriptors", body)

    assert found.level == 0
    assert possible(found) - possible(find(NONE)) == {"find an open descriptor"}
    assert found.notes == ["limits: possible from inside: find an open descriptor"]


@pytest.mark.parametrize("body", ["return False", "raise PermissionError", "raise MemoryError"])
def test_a_refusal_is_an_error_of_the_system_or_a_plain_no(with_function, body):
    found = with_function("start_process", body)

    assert found.level == 1
    assert "start a process" not in possible(found)
    assert "start a thread" in possible(found)


def test_a_loop_that_is_not_ended_by_the_clock_fails_the_self_test(with_function, find):
    found = with_function(LOOP.function, "return 1")

    assert found.level == 0
    assert possible(found) - possible(find(NONE)) == {LOOP.what}


def test_a_self_test_that_does_not_import_gives_no_level(monkeypatch):
    monkeypatch.setitem(selftest._SOURCES, "forbidden.py", b"1 / 0\n")

    found = isolation_report(SandboxConfig(), [], NONE)

    assert (found.level, found.findings) == (0, [])
    assert "the self-test does not run" in found.notes[0]


# -- who asks for a level -----------------------------------------------------------------------------------------


def test_the_switch_takes_means_away(monkeypatch):
    monkeypatch.delenv("AUTOGRADER_TEST_WITHOUT", raising=False)
    assert allowed_mechanisms() == ALL

    monkeypatch.setenv("AUTOGRADER_TEST_WITHOUT", "bubblewrap,seccomp")

    assert allowed_mechanisms() == LANDLOCK


def test_a_required_level_is_kept_or_refused(find):
    course = Course.find(Path(__file__))
    assignment = course.load(course.names()[0])

    assert required_level(course, assignment, 1, NONE).level == 1
    with pytest.raises(IsolationError, match="Isolation level 2 is required, but this machine gives 1"):
        required_level(course, assignment, 2, NONE)


def test_the_server_that_was_tried_is_the_one_that_grades(find):
    """It runs, has the settings that were asked for and none of the self-test's, and gives workers of that level."""
    if find(ALL).level < 2:
        pytest.skip("there is no sandbox here")
    config = SandboxConfig(limits=Limits(call_seconds=1.5))
    found, server = isolation_report_and_server(config, [HIDDEN])
    with server:
        running = server._process
        with SubmissionRunner(server, {"m.py": READ}, "m.py") as runner:
            runner.load()
            with pytest.raises(StudentFault):
                runner.call(0, "read", (str(HIDDEN),), {})

        assert found.level == find(ALL).level
        assert server.config == msgspec.structs.replace(config, isolation=found.isolation)
        assert server.starts == 1
        assert running is not None
        assert server._process is running


def test_below_level_2_the_server_that_was_tried_is_not_kept(find):
    """There an attempt may have worked and left something: the one that grades has not been started yet."""
    found, server = isolation_report_and_server(SandboxConfig(), [HIDDEN], NONE)

    assert found.level == 1
    assert server.starts == 0
    assert server.config.isolation == NONE
