"""The command `autograder`; each subcommand is a module of its own, imported only when it is called."""

from __future__ import annotations

import codecs
import importlib
import io
import sys
from typing import Any

import click

from autograder import __version__
from autograder.cli.common import SHOW_TRACEBACK, fail
from autograder.faults import UserError
from autograder.handout.handing_in import plain_letters

_COMMANDS = {
    "generate": "Write assignments/ from solutions/.",
    "grade": "Grade a class.",
    "check": "Grade one file and print its feedback.",
    "report": "Write the pages and tables of a run again.",
    "diff": "Compare two runs: whose mark changed, and why.",
    "export": "Write a run's marks for nbgrader, Gradescope, Canvas, or as CSV.",
    "init": "Start a course.",
    "new": "Start an assignment.",
    "validate": "Check your assignments before students get them.",
    "demo": "Run nbgrader from start to end with a sample class.",
    "doctor": "Test the sandbox, and say what is missing.",
}


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
    """Run the command. Exit status: 0 done, 1 some submissions were ungradable, 2 wrong usage or a broken course."""
    if isinstance(sys.stdout, io.TextIOWrapper) and codecs.lookup(sys.stdout.encoding).name == "ascii":
        sys.stdout = _AsciiTerminal(sys.stdout.buffer, "ascii", line_buffering=sys.stdout.line_buffering)
    plain_letters(sys.stdout)
    plain_letters(sys.stderr)
    sys.exit(cli.main(prog_name="autograder", standalone_mode=True))
