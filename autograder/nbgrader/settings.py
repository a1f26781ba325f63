"""nbgrader's settings for a course: what its nbgrader_config.py asks for in two lines.

    from autograder.nbgrader.settings import configure
    configure(get_config())

What differs from course to course is in course.toml. A line below these two changes a setting for one machine, and so
does an option of an nbgrader command.
"""

from __future__ import annotations

import inspect
import os
import sysconfig
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.model import Course, CourseError, read_settings

CONFIG = "nbgrader_config.py"


def no_config(root: Path) -> str:
    """What to do where a course lacks the file, as a sentence."""
    return (
        f"{root / CONFIG} is missing, so nbgrader would run what students hand in. Write two lines into it: "
        "`from autograder.nbgrader.settings import configure` and `configure(get_config())`."
    )


def configure(c: Any) -> None:
    """Set what the course needs in nbgrader's configuration `c`.

    The course is the one around the calling file. Raises SystemExit with one sentence where there is no course or it is
    broken: nbgrader passes over every other error, and would then run what students handed in.
    """
    frame = inspect.currentframe()
    file = frame.f_back.f_globals.get("__file__") if frame and frame.f_back else None
    try:
        _from_course(c, Course.find(Path(file) if file else None))
    except CourseError as error:
        raise SystemExit(f"autograder: {error}") from error
    _for_every_course(c)


def _from_course(c: Any, course: Course) -> None:
    settings = read_settings(course)
    c.CourseDirectory.course_id = settings.id
    c.SetDueDates.due = {name: f"{due.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" for name, due in settings.due.items()}
    c.AssignLatePenalties.plugin_class = "autograder.nbgrader.late.CoursePenalty"
    c.CoursePenalty.policy = msgspec.to_builtins(settings.late_policy)
    c.GradeSubmission.require_isolation = settings.require_isolation

    # nbgrader replaces submitted files by the source's; the student's module must stay the student's.
    c.Autograde.exclude_overwriting = {name: [course.load(name).module_file] for name in course.names()}


def _for_every_course(c: Any) -> None:
    # nbgrader starts alembic by its name: it is found beside this Python, also where the environment is not active.
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])

    # assignments/ is written by `autograder generate` and holds no solution, so no missed step can release one.
    c.CourseDirectory.source_directory = "assignments"
    c.CourseDirectory.release_directory = "release"

    # The text of an empty answer stays as the notebook has it.
    c.ClearSolutions.text_stub = "Your answer here."

    c.GenerateAssignment.preprocessors.append("autograder.nbgrader.preprocessors.SetDueDates")

    # Submitted notebooks are read within bounds. What is left of one does no harm in formgrader and in feedback pages.
    c.Autograde.exporter_class = "autograder.nbgrader.submitted.SubmittedNotebooks"
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "autograder.nbgrader.preprocessors.RestoreCells",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "autograder.nbgrader.preprocessors.MakeHarmless",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.nbgrader.preprocessors.GradeSubmission",  # instead of nbgrader.preprocessors.Execute
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

    c.GenerateFeedback.preprocessors = [
        "autograder.nbgrader.feedback.ForStudents",
        "nbgrader.preprocessors.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]

    # Else a student's heading would get an id of its own, and formgrader finds the fields for points by their ids.
    c.HTMLExporter.exclude_anchor_links = True

    # `nbgrader zip_collect` takes notebooks alone otherwise.
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py"]

    # Cells without a mark stay empty, and names are quoted.
    c.ExportApp.plugin_class = "autograder.nbgrader.export.ExportMarks"

    from autograder.nbgrader.hooks import install

    install()
