"""Grades one submission: unchanged or not, import, every case, the second look, the record; knows no class."""

from __future__ import annotations

import functools
import importlib

from autograder.course.make_stub import stub_source
from autograder.course.model import Assignment, Course
from autograder.faults import GraderFault
from autograder.grading.accounts import CaseAccount, NotingCarrier
from autograder.grading.counterexample import Counterexamples
from autograder.grading.environment import course_hash
from autograder.grading.flags import fault_flags, import_flags, import_notes, listed, numeric_flags, watched_cases
from autograder.grading.marks import empty_tasks, make_record, mark_task
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.grading.repeat_check import RepeatCheck
from autograder.grading.shared_state import only_by_others
from autograder.grading.verdicts import CaseSpec, Verdict, import_message, nondeterministic_message
from autograder.handout.explain import Headline
from autograder.handout.gradcheck import NUMBERS
from autograder.results.records import Record, Status, TaskResult
from autograder.sandbox.calls import FIRST, CallPlan, DryRun, Question
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.remote import LeftPlanError
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner
from autograder.submissions.reading import Submission

_SEALED = 2
"""Below this level a submission could hand itself a note from the hidden cases: then its answers are not shown."""


class Grader:
    """Grades submissions of one assignment within an open pytest session."""

    def __init__(
        self, course: Course, assignment: Assignment, plugin: GradingPlugin, server: ForkServer, level: int
    ) -> None:
        self._assignment = assignment
        self._plugin = plugin
        self._server = server
        self._level = level
        self._record = functools.partial(
            make_record,
            assignment=assignment,
            seed=plugin.seed,
            level=level,
            course_hash=course_hash(course, assignment),
        )
        self._smallest = Counterexamples(course.folder(assignment.name), assignment.module_file, assignment.mistakes)
        if "torch" in assignment.libraries:  # here, so that no submission pays for it with its time
            importlib.import_module("torch")
        self._plan = self._record_calls()
        self._reference = course.reference(assignment.name).read_bytes()
        self._sound: set[int] = set()
        """The numbers of cases that the reference was seen to pass in a worker."""
        self._stub = _bare(stub_source(course, assignment.name).encode())

    def grade(self, submission: Submission) -> Record:
        """The record of one submission, whatever goes wrong: where the grader fails, it has no mark and says so."""
        try:
            try:
                return self._graded(submission)
            finally:
                self._server.settle()
        except (GraderFault, CaseError) as fault:
            reason = str(fault)
        except Exception as error:  # noqa: BLE001  # one submission's misfortune is not the class's
            reason = f"{type(error).__name__}: {error}"
        return self._record(submission, status=Status.UNGRADABLE, message=f"The grader failed: {reason}")

    def _record_calls(self) -> CallPlan:
        """The calls of the cases that the reference passes without functions given; others are asked as they come."""
        requests: list[tuple[str, str, Question]] = []
        for number, spec in enumerate(self._plugin.specs):
            carrier = DryRun(self._plugin.reference_module(), FIRST + len(requests))
            try:
                passed = self._plugin.run_case(number, carrier).passed
            except CaseError:  # it cannot be planned, or it is broken: then it is met again with the first submission
                continue
            if passed:
                requests += [(spec.task, spec.nodeid, request) for request in carrier.requests]
        return CallPlan(requests)

    def accounts(self, submission: Submission) -> list[CaseAccount]:
        """What each case asked of a submission and what it says of the answers; nothing is marked.

        Every case is run, in its order, in one worker. Raises DoesNotImportError.
        """
        file = self._assignment.module_file
        accounts = []
        with SubmissionRunner(self._server, submission.files, file) as runner:
            runner.load()
            for number, spec in enumerate(self._plugin.specs):
                runner.begin_case(spec.task, spec.nodeid)
                carrier = NotingCarrier(runner)
                try:
                    verdict: Verdict | CaseError = self._plugin.run_case(number, carrier)
                except CaseError as error:
                    verdict = error
                accounts.append(CaseAccount(spec, verdict, carrier.calls))
        self._server.settle()
        return accounts

    def _graded(self, submission: Submission) -> Record:
        file = self._assignment.module_file
        if submission.problem:
            status = Status.MISSING if submission.missing else Status.UNREADABLE
            return self._record(submission, status=status, message=submission.problem)
        if _bare(submission.files[file]) == self._stub:
            tasks = empty_tasks(self._assignment, "not-implemented", "Not started.")
            return self._record(
                submission, status=Status.UNCHANGED, tasks=tasks, message="The file is as it was handed out."
            )
        with SubmissionRunner(
            self._server,
            submission.files,
            file,
            plan=self._plan,
            usual=listed(self._assignment),
        ) as runner:
            try:
                runner.load()
            except DoesNotImportError as problem:
                message = import_message(problem, self._assignment)
                flags = [*runner.flags, *import_flags(runner.imports, self._assignment)]
                return self._record(submission, status=Status.DOES_NOT_IMPORT, message=message, flags=flags)
            verdicts, notes = self._run_cases(runner)
            flags = [*runner.flags, *import_flags(runner.imports, self._assignment)]
            flags += numeric_flags(notes, self._plugin.specs, verdicts, self._assignment)
        self._refuse_broken_case(verdicts)
        flags += fault_flags(self._plugin.specs, verdicts)
        headlines: dict[str, Headline] = {}
        tasks = self._mark(verdicts, flags, headlines)
        if self._level >= _SEALED:
            files, budget = submission.files, runner.budget
            tasks = self._smallest.add(tasks, headlines, self._server, files, file, budget=budget, faults=flags)
        told = import_notes(runner.imports, self._assignment)
        return self._record(submission, status=Status.GRADED, tasks=tasks, flags=flags, notes=told)

    def _run_cases(self, runner: SubmissionRunner) -> tuple[dict[str, Verdict], dict[str, list[str]]]:
        """The verdicts, and by case what was noted of those that were watched."""
        verdicts: dict[str, Verdict] = {}
        endless: dict[tuple[str, str], Verdict] = {}
        for number, spec in enumerate(self._plugin.specs):
            known = endless.get((spec.task, "")) or endless.get((spec.task, spec.part))
            if known is not None:  # the task, or its part, is lost: waiting for its other cases would change no mark
                verdicts[spec.nodeid] = known
                continue
            runner.begin_case(spec.task, spec.nodeid)
            try:
                verdict = self._plugin.run_case(number, runner)
            except LeftPlanError:
                runner.begin_case(spec.task, spec.nodeid, planned=False)
                verdict = self._plugin.run_case(number, runner)
            verdicts[spec.nodeid] = verdict
            if spec.core and verdict.outcome == "time-limit":
                endless[spec.task, spec.part] = verdict
        task_of = {spec.nodeid: spec.task for spec in self._plugin.specs}
        steady = [nodeid for nodeid, verdict in verdicts.items() if verdict.passed or verdict.outcome in NUMBERS]
        watched = watched_cases(self._plugin.specs, verdicts, self._assignment)
        looked_at = [case for cases in watched.values() for case in cases]
        check = RepeatCheck(runner, self._plugin.seed)
        nondeterministic = check.nondeterministic(steady, looked_at)
        for nodeid in only_by_others(self._plugin, runner, self._assignment.tasks, verdicts, nondeterministic):
            del nondeterministic[nodeid]
        for nodeid, mistake in nondeterministic.items():
            task, late = task_of[nodeid], mistake == "time-limit"
            message = runner.budget.used_up(task).message if late else nondeterministic_message(mistake, task)
            verdicts[nodeid] = Verdict(mistake, message)
        return verdicts, check.notes

    def _refuse_broken_case(self, verdicts: dict[str, Verdict]) -> None:
        """Raise CaseError where a case met a fault that the reference does not pass either.

        So a case that is broken for everybody is told from one that met an odd value. No other runner is open now.
        """
        for number, spec in enumerate(self._plugin.specs):
            if not verdicts[spec.nodeid].fault or number in self._sound:
                continue
            file = self._assignment.module_file
            with SubmissionRunner(self._server, {file: self._reference}, file) as runner:
                try:
                    runner.load()
                    runner.begin_case(spec.task, spec.nodeid)
                    verdict = self._plugin.run_case(number, runner)
                except DoesNotImportError as error:
                    raise CaseError(str(error)) from error
            if not verdict.passed:
                raise CaseError(f"{spec.nodeid}: {verdict.fault or verdict.message}")
            self._sound.add(number)

    def _mark(
        self, verdicts: dict[str, Verdict], faults: list[str], headlines: dict[str, Headline]
    ) -> list[TaskResult]:
        tasks = []
        for task in self._assignment.tasks:
            cases: list[CaseSpec] = [spec for spec in self._plugin.specs if spec.task == task.name]
            tasks.append(
                mark_task(
                    task, cases, [verdicts[spec.nodeid] for spec in cases], self._assignment.mistakes, faults, headlines
                )
            )
        return tasks


def _bare(source: bytes) -> bytes:
    """A source without what editors change by themselves: line ends, blanks at line ends, blank lines at the end."""
    return b"\n".join(line.rstrip() for line in source.replace(b"\r\n", b"\n").split(b"\n")).strip()
