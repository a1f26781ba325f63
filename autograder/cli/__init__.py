"""The command `autograder`; each subcommand is a module of its own, imported only when it is called.

Also what the subcommands share: the course, errors as one sentence, the assignment's name. Knows no grading.
"""

from __future__ import annotations

import codecs
import importlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder import __version__
from autograder.course.model import COURSE_VARIABLE, Course
from autograder.faults import STOPPED, UserError
from autograder.handout.handing_in import plain_letters
from autograder.results.text import clean

_COMMANDS = {
    "generate": "Write assignments/ from solutions/.",
    "grade": "Grade a class.",
    "check": "Grade one file and print its feedback.",
    "regrade": "Grade a run again with its seed, and show what changed.",
    "explain": "Show why a student lost points, with the hidden inputs.",
    "answers": "Show the written answers without names, and write their points.",
    "report": "Write the pages and tables of a run again.",
    "diff": "Compare two runs: whose mark changed, and why.",
    "export": "Write a run's marks for nbgrader, Canvas, or as CSV.",
    "roster": "Write the names of the students into nbgrader's gradebook.",
    "gradescope": "Write an assignment as an autograder for Gradescope.",
    "init": "Start a course.",
    "new": "Start an assignment.",
    "validate": "Check your assignments before students get them.",
    "demo": "Run nbgrader from start to end with a sample class.",
    "doctor": "Test the sandbox, and say what is missing.",
}


LEVEL_1_WARNING = "Warning: the isolation level is only 1. Student code could read or change the files of this user."

SHOW_TRACEBACK = "show the traceback"
"""What the context of the command holds where errors are to be shown with their traceback."""


def course_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--course DIR` of a command that needs a course: its parameter `course_folder`, for find_course()."""
    return click.option(
        "--course",
        "course_folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=f"The course's folder. [default: {COURSE_VARIABLE}, else the course that contains the working folder]",
    )(command)


def isolation_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--require-isolation N` of a command that grades; without it, course.toml says what is required."""
    return click.option(
        "--require-isolation",
        type=click.IntRange(1, 3),
        help="Refuse to grade below this level. [default: the level in course.toml]",
    )(command)


def workers_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `-j N` of a command that grades a class: its parameter `workers`."""
    return click.option(
        "-j",
        "--workers",
        type=click.IntRange(1, 256),
        default=os.cpu_count() or 1,
        show_default="all cores",
        help="How many submissions are graded at the same time.",
    )(command)


def find_course(course_folder: Path | None) -> Course:
    """The course that `--course` names, else the one that Course.find() finds. Raises CourseError."""
    return Course.find() if course_folder is None else Course.at(course_folder)


def fail(sentence: str, status: int = 2) -> NoReturn:
    """End the command with one sentence on standard error, without the terminal escapes that a name in it may hold."""
    click.echo(f"autograder: {clean(sentence)}", err=True)
    raise click.exceptions.Exit(status)


def guess_assignment(course: Course, file_name: str) -> str | None:
    """The assignment whose module has this file name, if exactly one has."""
    names = [name for name in course.names() if course.load(name).module_file == file_name]
    return names[0] if len(names) == 1 else None


class _Lazy(click.Group):
    """Finds a subcommand in the module of its name, so that `autograder check` does not pay for the others' imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"autograder.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand. What a person has to put right is one sentence and exit status 2."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            if ctx.obj == SHOW_TRACEBACK:
                raise
            fail(str(error))
        except KeyboardInterrupt:
            fail("Stopped by Ctrl-C.", STOPPED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="autograder")
def cli() -> None:
    """Grade the programming assignments of a course: hidden pytest cases, run against student code in a sandbox."""


class _AsciiTerminal(io.TextIOWrapper):
    """A terminal that has ASCII only. Click takes this encoding for a mistake by its name, and would write UTF-8."""

    encoding = "plain-ascii"


def main() -> None:
    """Run the command. Exit status: 0 done, 1 a person must look, 2 wrong usage or a broken course, 130 Ctrl-C."""
    if isinstance(sys.stdout, io.TextIOWrapper) and codecs.lookup(sys.stdout.encoding).name == "ascii":
        sys.stdout = _AsciiTerminal(sys.stdout.buffer, "ascii", line_buffering=sys.stdout.line_buffering)
    plain_letters(sys.stdout)
    plain_letters(sys.stderr)
    sys.exit(cli.main(prog_name="autograder", standalone_mode=True))
