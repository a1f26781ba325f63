"""`autograder doctor`: what it says of this machine and of others, its JSON and exit status, nbgrader's settings."""

from __future__ import annotations

import errno
import platform
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from factories import write_course_file

from autograder import doctor as report
from autograder.cli import cli, doctor
from autograder.course import permissions
from autograder.course.model import Course
from autograder.course.permissions import Exposed, close, exposed, how_to_close
from autograder.doctor import Health, Sandbox, _needed
from autograder.doctor import machine as mechanisms_module
from autograder.doctor import nbgrader_setup as gradebook_module
from autograder.doctor.machine import Machine, Mechanism, mechanisms, this_machine, versions
from autograder.doctor.nbgrader_setup import CONFIG, Exchange, Gradebook, gradebook
from autograder.sandbox.launch import Isolation
from autograder.sandbox.selftest import IsolationReport, ProbeResult
from autograder.sandbox.selftest.probes import PROBES

ROOT = Path(__file__).resolve().parents[1]
NAME = "a1_one_weight"
ALL = Isolation()
NONE = Isolation(False, False, False)


@pytest.fixture
def course(tmp_path, monkeypatch) -> Course:
    """A course of one assignment, in which the test runs."""
    write_course_file(tmp_path)
    shutil.copytree(ROOT / "solutions" / NAME, tmp_path / "solutions" / NAME)
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


def run(*arguments: str) -> Result:
    """Run `autograder doctor`."""
    return CliRunner().invoke(cli, ["doctor", *arguments])


# -- this machine -------------------------------------------------------------------------------------------------


def test_the_json_is_what_was_found_here(course, found_level):
    result = run("--json")
    health = msgspec.json.decode(result.stdout, type=Health)

    assert (result.exit_code, result.stderr) == (0, "")
    assert (health.schema_version, health.level) == (1, found_level.level)
    assert health.machine == this_machine()
    assert health.versions == versions()
    assert health.course == str(course.root)
    assert [one.assignments for one in health.sandboxes] == [[NAME]]
    assert {finding.what for finding in health.sandboxes[0].findings} == {one.what for one in found_level.findings}
    assert 0 < health.sandboxes[0].call_ms < health.sandboxes[0].worker_ms < 1000
    assert {one.name: one.used for one in health.means}["bubblewrap"] is found_level.isolation.bubblewrap


def test_every_key_of_the_json_is_documented(health):
    documented = (ROOT / "docs" / "security.md").read_text()
    found = msgspec.to_builtins(health)
    sandbox, nbgrader = found["sandboxes"][0], found["nbgrader"]
    inner = [found["machine"], found["means"][0], sandbox, sandbox["findings"][0], nbgrader, nbgrader["exchange"]]
    inner += found["exposed"]

    missing = {key for keys in (found, *inner) for key in keys if f"`{key}`" not in documented}

    assert missing == set()


def test_without_any_means_the_command_says_so_and_refuses_a_higher_level(course, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_TEST_WITHOUT", "bubblewrap,landlock,seccomp")

    result = run("--require-isolation", "2")

    assert result.exit_code == 2
    assert result.stderr == "autograder: Isolation level 2 is required, but this machine gives 1.\n"
    assert "Isolation level 1: separate process and limits only" in result.stdout
    assert "read a file of the grader" in result.stdout.split("  possible ")[1]
    assert "bubblewrap: It is switched off by AUTOGRADER_TEST_WITHOUT." in result.stdout


def test_a_broken_course_is_told_and_the_machine_still_looked_at(course, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_TEST_WITHOUT", "bubblewrap,landlock,seccomp")
    toml = course.folder(NAME) / "assignment.toml"
    toml.write_text(toml.read_text() + "\nnonsense = 1\n")

    result = run()

    assert result.exit_code == 0
    assert f"solutions/{NAME}/assignment.toml is broken" in " ".join(result.stdout.split())
    assert "Tried from inside a worker with numpy\n" in result.stdout


def test_nowhere_to_write_is_one_sentence(course, monkeypatch):
    """The advice is that alone: of the means of isolation nothing is known."""

    def refuse(*_: object) -> IsolationReport:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(report, "isolation_report", refuse)
    monkeypatch.setattr(tempfile, "tempdir", "/somewhere")

    health = report.examine(ALL)

    assert health.level == 0
    assert health.advice == [
        "The sandbox's self-test cannot use the temporary folder /somewhere: no space left on device; "
        "make room in it, or set TMPDIR to another folder."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "c.Exchange.root = 5",
        "c.Autograde.exclude_overwriting = None",
        "c.Autograde.exclude_overwriting = {'a1_one_weight': None}",
        "c.Autograde.exporter_class = 'broken.Exporter'",
    ],
)
def test_no_setting_of_nbgrader_stops_the_command(course, monkeypatch, line):
    """What cannot be used is a problem among others."""
    (course.root / CONFIG).write_text(f"c = get_config()\n{line}\n")
    (course.root / "broken.py").write_text("1 / 0\n")
    monkeypatch.syspath_prepend(course.root)

    assert any(CONFIG in problem for problem in gradebook(course).problems)


def test_a_course_that_cannot_be_read_is_one_sentence(course, monkeypatch):
    """A file without rights, or a working folder that was deleted, stops nothing else."""

    def refuse() -> Course:
        raise PermissionError(errno.EACCES, "Permission denied", "solutions/a/assignment.toml")

    monkeypatch.setattr(report, "try_sandboxes", lambda *_: iter([(sandbox(3), IsolationReport(3, ALL, [], [], []))]))

    assert (
        "The course cannot be read: solutions/a/assignment.toml: permission denied."
        in report.examine(ALL, refuse).advice
    )


def test_assignments_with_the_same_needs_share_a_sandbox():
    course = Course.find(Path(__file__))

    groups = _needed(course)

    assert sorted(name for names, _, _ in groups for name in names) == sorted(course.names())
    assert len({(config.distributions, config.limits.memory_mib) for _, config, _ in groups}) == len(groups)
    for names, config, secrets in groups:
        for name in names:
            assert tuple(course.load(name).libraries) == config.distributions
            assert course.reference(name) in secrets


# -- what is printed ----------------------------------------------------------------------------------------------

FINDINGS = [
    ProbeResult("read a file", False, True, 2, "files"),
    ProbeResult("write a file", False, True, 2, "files"),
    ProbeResult("start a process", False, True, 2, "processes"),
]


def sandbox(level: int = 3, worked: tuple[str, ...] = (), **changes: Any) -> Sandbox:
    findings = [msgspec.structs.replace(one, possible=one.what in worked) for one in FINDINGS]
    one = Sandbox([NAME], ["numpy"], 768, level, "bubblewrap + limits", findings, [], 2.61, 0.0712)
    return msgspec.structs.replace(one, **changes)


@pytest.fixture
def health() -> Health:
    """A machine on which all is well."""
    return Health(
        schema_version=1,
        level=3,
        meaning="namespaces",
        machine=Machine("Linux 1", "Linux 6.12", "x86_64", "ada", 1000, 8, 16384, False),
        versions={"autograder": "0.1.0", "torch": None},
        means=[Mechanism("bubblewrap", True, "0.8.0", ""), Mechanism("Landlock", False, "", "Install it.")],
        sandboxes=[sandbox()],
        nbgrader=Gradebook("0.9.6", "<0.10,>=0.9.6", True, True, "missing", Exchange("/exchange", True, "0777"), []),
        course=None,
        exposed=[Exposed("solutions", "all users")],
        advice=[],
    )


def printed(health: Health) -> list[str]:
    return list(doctor.lines(health))


def test_a_report_is_calm_and_aligned(health):
    lines = printed(health)
    text = "\n".join(lines)

    assert lines[0] == "Isolation level 3: namespaces"
    assert "  refused         3 of 3 attempts" in lines
    assert "    files         read a file, write a file" in lines
    assert "  possible        nothing" in lines
    assert "  fresh worker    2.6 ms" in lines
    assert "  a call          0.07 ms" in lines
    assert "  not installed   torch" in lines
    assert f"  config          no {CONFIG} here" in lines
    assert lines[-2:] == ["What to do", "  Nothing."]
    assert text.isascii()
    assert not set("!\x1b") & set(text)
    assert max(map(len, lines)) <= 100


def test_what_is_possible_is_listed_apart(health):
    lines = printed(msgspec.structs.replace(health, sandboxes=[sandbox(1, ("write a file",))]))
    at = lines.index("  possible        1 of 3 attempts")

    assert lines[at - 2 : at + 2] == [
        "    files         read a file",
        "    processes     start a process",
        "  possible        1 of 3 attempts",
        "    files         write a file",
    ]


def test_a_second_sandbox_is_told_in_full_only_where_it_differs(health):
    same = sandbox(assignments=["a5"], libraries=["numpy", "torch"], findings=FINDINGS[:2], worker_ms=7.5)
    lower = sandbox(1, ("start a process",), assignments=["a5"], libraries=["numpy", "torch"])

    other = msgspec.structs.replace(lower, level=3)

    with_same = printed(msgspec.structs.replace(health, sandboxes=[sandbox(), same]))
    with_lower = printed(msgspec.structs.replace(health, sandboxes=[sandbox(), lower]))

    assert "Tried from inside a worker with numpy, torch (a5)" in with_same
    assert "  refused         the same as with numpy" in with_same
    assert "  fresh worker    7.5 ms" in with_same
    for different in (with_lower, printed(msgspec.structs.replace(health, sandboxes=[sandbox(), other]))):
        assert "  refused         the same as with numpy" not in different
    assert "    processes     start a process" in with_lower[with_lower.index("  possible        1 of 3 attempts") :]


def test_why_better_means_were_not_taken_is_told(health):
    notes = [
        "bubblewrap + landlock + limits: the sandbox did not start: no permission",
        "limits: possible: write a file",
    ]
    told = printed(
        msgspec.structs.replace(health, sandboxes=[sandbox(1, ("write a file",), means="limits", notes=notes)])
    )

    assert len([line for line in told if line.startswith("  not taken")]) == 1
    assert any("no permission" in line for line in told)


@pytest.mark.parametrize(
    ("level", "required", "status"), [(3, "3", 0), (2, "2", 0), (2, "3", 2), (0, "1", 2), (0, None, 0)]
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_the_exit_status_is_for_scripts(health, monkeypatch, level, required, status, form):
    monkeypatch.setattr(doctor, "examine", lambda *_: msgspec.structs.replace(health, level=level))

    result = run(*form, *(["--require-isolation", required] if required else []))

    assert result.exit_code == status
    assert len(result.stderr.splitlines()) == (status == 2)
    assert result.stdout
    if form:
        assert msgspec.json.decode(result.stdout, type=Health).level == level


def test_at_level_0_the_advice_says_that_nothing_is_graded(course, monkeypatch):
    broken = IsolationReport(0, NONE, [], [], ["limits: the sandbox did not start: nothing"])
    monkeypatch.setattr("autograder.doctor.isolation_report", lambda *_: broken)

    found = report.examine(NONE)

    assert found.level == 0
    assert (found.sandboxes[0].worker_ms, found.sandboxes[0].call_ms) == (None, None)
    assert any(line.startswith("Nothing is graded here") for line in found.advice)
    assert any("the sandbox did not start" in line for line in printed(found))


def test_the_lowest_sandbox_is_the_machines_level(course, monkeypatch):
    """Its means, too, are those that need advice."""
    lower = IsolationReport(1, Isolation(False, True, False), [], ["landlock (ABI 7)"], [])
    tried = [
        (sandbox(3), IsolationReport(3, ALL, [], ["landlock (ABI 7)", "seccomp"], [])),
        (sandbox(1), lower),
        (sandbox(2), lower),
    ]
    monkeypatch.setattr(report, "try_sandboxes", lambda *_: iter(tried))

    found = report.examine(ALL)

    assert (found.level, found.meaning) == (1, "separate process and limits only")
    assert [one.used for one in found.means] == [False, True, False]
    assert [one.level for one in found.sandboxes] == [3, 1, 2]
    assert {line.split(":")[0] for line in found.advice} >= {"bubblewrap", "seccomp"}


# -- what to install or switch on ---------------------------------------------------------------------------------


@pytest.fixture
def advice(tmp_path, monkeypatch) -> Callable[..., str]:
    """`advice(name, files, ...)`: what is said of a missing means on a made-up machine."""

    def made_up(name: str, files: dict[str, str] | None = None, **about: Any) -> str:
        monkeypatch.setattr(platform, "system", lambda: about.get("system", "Linux"))
        monkeypatch.setattr(platform, "release", lambda: about.get("release", "6.8.0-1-generic"))
        monkeypatch.setattr(platform, "machine", lambda: about.get("machine", "x86_64"))
        monkeypatch.setattr(shutil, "which", lambda _: about.get("program", "/usr/bin/bwrap"))
        monkeypatch.setattr(mechanisms_module, "installed", lambda _: about.get("package", "0.2.0"))
        for path, content in (files or {}).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content)
        found = IsolationReport(1, NONE, [], [], about.get("notes", []))
        told = mechanisms(found, about.get("allowed", ALL), container=about.get("container", False), root=tmp_path)
        one = next(one for one in told if one.name.lower() == name)
        assert not one.used
        return one.advice

    return made_up


SYSCTL = "proc/sys/"


@pytest.mark.parametrize(
    ("name", "files", "about", "said"),
    [
        ("bubblewrap", {}, {"program": None}, "apt-get install bubblewrap"),
        ("bubblewrap", {f"{SYSCTL}kernel/unprivileged_userns_clone": "0\n"}, {}, "kernel.unprivileged_userns_clone=1"),
        ("bubblewrap", {f"{SYSCTL}user/max_user_namespaces": "0\n"}, {}, "user.max_user_namespaces=15000"),
        (
            "bubblewrap",
            {f"{SYSCTL}kernel/apparmor_restrict_unprivileged_userns": "1\n"},
            {},
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("bubblewrap", {f"{SYSCTL}user/max_user_namespaces": "63000\n"}, {}, "try `bwrap"),
        ("bubblewrap", {}, {"notes": ["bubblewrap + limits: it said no"]}, "it said no"),
        ("bubblewrap", {}, {"container": True, "notes": ["bubblewrap + limits: it said no"]}, "--security-opt"),
        ("landlock", {}, {"package": None}, "Install the package landlockpy"),
        ("landlock", {}, {"release": "5.10.0-28-amd64"}, "Linux 5.13 or newer; this is 5.10.0-28-amd64"),
        ("landlock", {"sys/kernel/security/lsm": "capability,yama"}, {}, "lsm=landlock,capability,yama"),
        ("landlock", {"sys/kernel/security/lsm": "landlock,yama"}, {}, "The kernel refuses it"),
        ("seccomp", {}, {"package": None}, "Install the package seccompy"),
        ("seccomp", {}, {"machine": "riscv64"}, "this is riscv64"),
        ("seccomp", {"proc/self/status": "Name: x\n"}, {}, "CONFIG_SECCOMP_FILTER"),
        ("seccomp", {"proc/self/status": "Name: x\nSeccomp:\t0\n"}, {}, "The kernel refuses it"),
        ("seccomp", {}, {"system": "Darwin"}, "It needs Linux"),
        ("landlock", {}, {"allowed": NONE}, "switched off by AUTOGRADER_TEST_WITHOUT"),
    ],
)
def test_each_missing_means_has_its_remedy(advice, name, files, about, said):
    assert said in advice(name, files, **about)


@pytest.mark.parametrize(("abi", "more"), [(7, False), (6, False), (4, True)])
def test_means_in_force_need_no_advice_but_an_old_landlock(abi, more):
    told = mechanisms(IsolationReport(3, ALL, [], [f"landlock (ABI {abi})", "seccomp"], []), ALL, container=False)

    assert [one.used for one in told] == [True, True, True]
    assert told[1].detail == f"ABI {abi}"
    assert [bool(one.advice) for one in told] == [False, more, False]


def test_what_the_worker_lacks_is_not_called_in_force():
    """The rung of the ladder asked for Landlock; this kernel has none."""
    told = mechanisms(IsolationReport(3, ALL, [], ["seccomp"], []), ALL, container=False)

    assert [one.used for one in told] == [True, False, True]


def test_the_machine_is_read_from_the_system(tmp_path):
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/meminfo").write_text("MemTotal:       16303428 kB\nMemFree: 1 kB\n")
    assert (this_machine(tmp_path).memory_mib, this_machine(tmp_path).container) == (15921, False)

    (tmp_path / ".dockerenv").touch()

    assert this_machine(tmp_path).container
    assert this_machine(tmp_path / "nowhere").memory_mib == 0


# -- nbgrader -----------------------------------------------------------------------------------------------------


@pytest.fixture
def configured(course, tmp_path, monkeypatch) -> Callable[[str], Gradebook]:
    """`configured(text)`: what is found with that nbgrader_config.py, and an exchange folder as nbgrader wants it."""
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    monkeypatch.syspath_prepend(str(tmp_path))

    def looked_at(text: str) -> Gradebook:
        head = f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        (tmp_path / CONFIG).write_text(head + text)
        return gradebook(course)

    return looked_at


GOOD = f'c.Autograde.exclude_overwriting = {{"{NAME}": ["one_weight.py"]}}\n'


def test_a_course_without_a_config_is_no_problem(course):
    found = gradebook(course)

    assert (found.config, found.supported, found.problems) == ("missing", True, [])
    assert found.exchange is not None


def test_a_good_config_is_read_without_a_word(configured, tmp_path):
    more = (
        'c.CourseDirectory.course_id = "x"\nc.CourseDirectory.source_directory = "assignments"\n'
        "c.Execute.timeout = 5\nc.Application.log_level = 10\n"
        'c.Autograde.autograde_preprocessors = ["nbgrader.preprocessors.ClearOutput"]\n'
    )

    found = configured(GOOD + more)

    assert (found.config, found.problems) == ("read", [])
    assert found.exchange == Exchange(str(tmp_path / "exchange"), True, "0777")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'c.CourseDirectory.relase_directory = "x"',
            "sets CourseDirectory.relase_directory, but CourseDirectory has no",
        ),
        ("c.Nonsense.x = 1", "sets Nonsense, but there is no such class"),
        ("c.FormgradeApp.prot = 1", "sets FormgradeApp.prot"),
        ("c.Autograde.autograde_preprocessors = ['nowhere.Preprocess']", "names nowhere.Preprocess, which cannot"),
        ("c.Autograde.autograde_preprocessors = ['os.Preprocess']", "names os.Preprocess, which cannot"),
        ("c.Autograde.exporter_class = 'os.Exporter'", "names os.Exporter, which cannot"),
    ],
)
def test_a_setting_that_nbgrader_would_only_warn_of_is_named(configured, line, said):
    (problem,) = configured(f"{GOOD}{line}\n").problems

    assert problem.startswith(CONFIG)
    assert said in problem


def test_a_preprocessor_of_the_courses_own_can_be_configured(configured, tmp_path):
    """It is known once the module that the file names is imported."""
    (tmp_path / "course_preprocessors.py").write_text(
        "from nbgrader.preprocessors import NbGraderPreprocessor\nfrom traitlets import Int\n"
        "class GradeInTheSandbox(NbGraderPreprocessor):\n    level = Int(3).tag(config=True)\n"
    )
    named = 'c.Autograde.autograde_preprocessors = ["course_preprocessors.GradeInTheSandbox"]\n'

    assert configured(f"{GOOD}{named}c.GradeInTheSandbox.level = 2\n").problems == []
    assert "GradeInTheSandbox.levle" in configured(f"{GOOD}{named}c.GradeInTheSandbox.levle = 2\n").problems[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", False),
        ('c.Autograde.exclude_overwriting = {"a2_other": ["one_weight.py"]}\n', False),
        (f'c.Autograde.exclude_overwriting = {{"{NAME}": ["other.py"]}}\n', False),
        (f'c.Autograde.exclude_overwriting.update({{"{NAME}": ["one_weight.py"]}})\n', True),
        (GOOD, True),
    ],
)
def test_a_module_that_autograde_would_overwrite_is_named(configured, text, kept):
    problems = configured(text).problems

    assert bool(problems) is not kept
    assert all("one_weight.py" in problem and NAME in problem for problem in problems)


def test_a_config_that_fails_is_told_with_its_error(configured):
    found = configured("1 / 0\n")

    assert found.config == "broken"
    assert found.problems == [f"{CONFIG} cannot be read: ZeroDivisionError: division by zero."]


@pytest.mark.parametrize(
    ("mode", "fine"), [(0o777, True), (0o2777, True), (0o775, False), (0o733, False), (0o700, False)]
)
def test_the_exchange_folder_must_be_open_to_all(configured, tmp_path, mode, fine):
    (tmp_path / "exchange").chmod(mode)

    found = configured(GOOD)

    assert found.exchange.mode == f"{mode:04o}"
    assert found.problems == (
        []
        if fine
        else [f"Everyone must be able to write to nbgrader's exchange folder: run `chmod 777 {tmp_path}/exchange`."]
    )


def test_an_exchange_folder_that_is_not_there_yet_is_no_problem(configured, tmp_path):
    (tmp_path / "exchange").rmdir()

    found = configured(GOOD)

    assert (found.exchange.exists, found.problems) == (False, [])


def test_settings_are_read_where_nbgrader_reads_them(configured, course, tmp_path, monkeypatch):
    """A file for all users of the machine, one of the user, then the course's, which wins."""
    places = [tmp_path / "home", tmp_path / "etc"]
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(place) for place in places])
    for place, line in zip(places, ("c.Exchange.root = '/of/the/user'", "c.Exchange.root = '/of/all'"), strict=True):
        place.mkdir()
        (place / CONFIG).write_text(f"c = get_config()\n{line}\nc.CourseDirectory.course_id = 'other'\n")

    assert gradebook(course).exchange.path == "/of/the/user"
    assert gradebook(None).files == [str(places[1] / CONFIG), str(places[0] / CONFIG)]
    found = configured(f"{GOOD}c.CourseDirectory.course_id = 'mine'\n")
    assert found.exchange.path == str(tmp_path / "exchange")
    assert found.files[-1] == str(course.root / CONFIG)
    assert ["name the course other, but course.toml has the id mine" in problem for problem in found.problems] == [True]
    (places[1] / CONFIG).write_text("1 / 0\n")
    assert f"{places[1] / CONFIG} cannot be read: ZeroDivisionError" in configured(GOOD).problems[0]


# -- what others can read -----------------------------------------------------------------------------------------


@pytest.fixture
def shared(tmp_path, monkeypatch) -> Path:
    """A course as the documented steps leave it for a umask of 022, in a folder that all users reach."""
    monkeypatch.setattr(
        permissions, "_above", lambda path: [one for one in path.parents if one.is_relative_to(tmp_path)]
    )
    tmp_path.chmod(0o755)
    for name in ("solutions", "submitted", "assignments"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    (tmp_path / "gradebook.db").touch()
    (tmp_path / "gradebook.db").chmod(0o644)
    return tmp_path


def test_what_any_student_can_read_is_found_with_what_to_type(shared):
    """Solutions, work of others and marks; not what students get anyway."""
    found = exposed(shared)
    names = [Path(one.path).name for one in found]

    assert names == ["solutions", "gradebook.db", "submitted"]
    assert {one.readers for one in found} == {"all users"}
    [said] = how_to_close(found)
    assert said.startswith("All users of this machine can read solutions, gradebook.db, submitted: run `chmod o-rwx /")
    assert [close(Path(one.path)) for one in found] == [True, True, True]
    assert exposed(shared) == []
    assert close(shared / "solutions") is False


def test_a_closed_folder_above_is_enough(shared):
    shared.chmod(0o750)

    assert exposed(shared) == []


def test_a_group_with_other_members_is_named(shared, monkeypatch):
    """Their bits count instead of those of all users."""
    for name in ("solutions", "submitted", "gradebook.db"):
        (shared / name).chmod(0o750)
    monkeypatch.setattr(permissions, "_has_other_members", lambda group, owner: True)

    found = exposed(shared)

    assert {one.readers for one in found} == {permissions._name_of((shared / "solutions").stat().st_gid)}
    assert "run `chmod go-rwx " in how_to_close(found)[0]


def test_another_version_of_nbgrader_is_a_problem(course, monkeypatch):
    monkeypatch.setattr(gradebook_module, "installed", lambda _: "0.10.0")

    found = gradebook(course)

    assert not found.supported
    assert "nbgrader 0.10.0 is installed, but" in found.problems[0]


def test_without_nbgrader_there_is_nothing_to_look_at(course, monkeypatch, health):
    monkeypatch.setattr(gradebook_module, "installed", lambda _: None)

    found = gradebook(course)

    assert (found.version, found.problems) == (None, [])
    told = printed(msgspec.structs.replace(health, nbgrader=found))
    assert "  version         not installed; only the nbgrader commands need it" in told


def test_a_missing_kernel_is_named(course, monkeypatch):
    monkeypatch.setattr("jupyter_client.kernelspec.KernelSpecManager.find_kernel_specs", lambda _: {"ir": "/x"})

    found = gradebook(course)

    assert not found.kernel
    assert found.problems == ["There is no Jupyter kernel python3: install ipykernel."]


def test_this_courses_own_config_sets_only_what_exists():
    course = Course.find(ROOT)
    if not (course.root / CONFIG).is_file():
        pytest.skip(f"this course has no {CONFIG}")
    found = gradebook(course)

    assert [problem for problem in found.problems if CONFIG in problem] == []


def test_the_subjects_of_the_self_test_fit_the_column():
    subjects = {probe.subject for probe in PROBES}

    assert max(map(len, subjects)) <= 12
