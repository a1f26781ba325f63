"""nbgrader's settings for this course; nbgrader reads them when it is started in this folder.

docs/instructors.md explains each step. To change a setting for one machine only, give it on the command line.
"""

import os
import sysconfig
from pathlib import Path

from autograder.course.model import Course

c = get_config()  # noqa: F821  # nbgrader defines it
course = Course.find(Path(__file__).parent)

# -- What you may want to change ----------------------------------------------------------------------------------

c.CourseDirectory.course_id = "backpropagation"

# Due dates reach the gradebook with `nbgrader generate_assignment`, such as "a1_one_weight": "2027-03-01 23:59 UTC".
# An assignment without one is never late. Formgrader can set them too.
c.SetDueDates.due = {}

# nbgrader's own penalty for a submission after the due date: "zero" takes all points, "none" takes none.
c.LateSubmissionPlugin.penalty_method = "zero"

# Grade only if the sandbox reaches this isolation level (1 to 3); `autograder doctor` says what this machine gives.
c.GradeSubmission.require_isolation = 1

# Hidden inputs: drawn anew for each command, the same for all whom it grades. A number takes those of an earlier one.
c.GradeSubmission.seed = None

# -- What the course needs ----------------------------------------------------------------------------------------

# nbgrader starts alembic by its name: it is found beside this Python, also where the virtual environment is not active.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])

# assignments/ is written by `autograder generate` and holds no solution, so no missed step can release one.
c.CourseDirectory.source_directory = "assignments"
c.CourseDirectory.release_directory = "release"

# The text of an empty answer stays as the notebook has it.
c.ClearSolutions.text_stub = "Your answer here."

c.GenerateAssignment.preprocessors.append("autograder.bridge.preprocessors.SetDueDates")

# nbgrader puts the source's files in the place of submitted ones; the student's module must stay the student's.
c.Autograde.exclude_overwriting = {name: [course.load(name).module_file] for name in course.names()}

# Submitted notebooks are read within bounds. What is left of one does no harm in formgrader and in feedback pages.
c.Autograde.exporter_class = "autograder.bridge.submitted.SubmittedNotebooks"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.bridge.preprocessors.RestoreCells",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "autograder.bridge.preprocessors.MakeHarmless",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.bridge.preprocessors.GradeSubmission",  # in the place of nbgrader.preprocessors.Execute
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Else a student's heading would get an id of its own, and formgrader finds the fields for points by their ids.
c.HTMLExporter.exclude_anchor_links = True

c.ExchangeFactory.collect = "autograder.bridge.exchange.Collect"
c.ExchangeFactory.release_feedback = "autograder.bridge.exchange.ReleaseFeedback"
