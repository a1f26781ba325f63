"""What a version of an assignment's module is told at home, asked in this process; for variants of the course only."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import types
import warnings
from collections.abc import Mapping

import numpy as np

from autograder.authoring.explanations import examples_with_mistakes, module_of
from autograder.authoring.generate import conftest, shown_mistakes
from autograder.cases.examples import example_calls
from autograder.course.mistakes import Mistake
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.handout import explain, handing_in, python_errors
from autograder.handout.explain import Explanation

NEVER_HERE = {"time-limit", "memory-limit", "crashed", "exited", "order-of-a-set"}
"""Mistakes whose variants run in the sandbox only: there sets have an order that does not change."""
_PRAISE = re.compile(r"(?:[^.]|\.(?! ))+ (?:is|are) right\. |Two mistakes at once\. ")
_SOMETHING = r"(?:[^.]|\.(?! ))+?"


ONE_OF = {"a9_digits": 6}
"""Of so many wrong variants the suite grades one: two, where nothing is said of the assignment."""


def some_variants(course: Course, name: str) -> list[Variant]:
    """The variants that the suite grades: those that are right, and of the wrong ones every second, or fewer.

    `make naming` takes all, and `autograder validate` grades all, at five seeds.
    """
    found = variants(course, name)
    if os.environ.get("AUTOGRADER_VARIANTS") == "all":
        return found
    wrong = [variant for variant in found if not variant.right]
    return [variant for variant in found if variant.right] + wrong[:: ONE_OF.get(name, 2)]


class Home:
    """The examples of one assignment, and what its folder says of a source."""

    def __init__(self, course: Course, name: str) -> None:
        self.mistakes = shown_mistakes(course, name)
        self._path = course.reference(name)
        self.examples = examples_with_mistakes(course, name)
        for shipped in (explain, handing_in, python_errors):  # conftest.py imports them by their names in the folder
            sys.modules.setdefault(shipped.__name__.rpartition(".")[2], shipped)
        self._folder = module_of(course.assignments / name / "conftest.py", conftest(course.load(name)))

    def says(self, source: str) -> dict[str, Explanation]:
        """What is said of each task that is wrong on its examples.

        Of a task that calls a wrong one nothing is said: the wrong one is to be mended first.
        """
        found: dict[str, Explanation] = {}
        feedback = self._folder.Feedback()
        before = sys.modules.get(self._path.stem)
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            module = sys.modules[self._path.stem] = module_of(self._path, source)
            try:
                ask = explain.asking(module, example_calls(module))
                for task, examples in self.examples.items():
                    calls = feedback.calls[task] = set()
                    with contextlib.suppress(NotImplementedError), self._folder.watched(calls, feedback.clock):
                        explanation = explain.explain(examples, self.mistakes, ask, self._path.name, source)
                        if explanation is not None:
                            found[task] = explanation
            finally:
                del sys.modules[self._path.stem]
                if before is not None:
                    sys.modules[self._path.stem] = before
        feedback.found = found
        feedback.explanations = types.SimpleNamespace(examples=self.examples, wrong=found.__contains__)
        return {task: explanation for task, explanation in found.items() if not feedback._mend_first(task)}

    def named(self, mistake: str | None) -> str | None:
        """The mistake, if a sentence names it; an outcome without a sentence, such as `raised`, is no name."""
        words = (mistake or "").split("+")
        return mistake if all(self.mistakes.get(word, Mistake()).sentence for word in words) else None


def worded(message: str, mistakes: Mapping[str, Mistake]) -> list[str]:
    """The ids of the mistakes whose sentences a message consists of, each once, whatever it calls what was compared.

    What it says to be right is left out. Words that are no mistake's sentence stand for themselves.
    """
    found = []
    while message:
        if praise := _PRAISE.match(message):
            message = message[praise.end() :]
            continue
        fitting = [(match.end(), one) for one in sorted(mistakes) if (match := _pattern(mistakes[one]).match(message))]
        if not fitting:
            return [*found, message]
        end, mistake = max(fitting)
        found += [mistake] if mistake not in found else []
        message = message[end:].lstrip()
    return found


def _pattern(mistake: Mistake) -> re.Pattern[str]:
    """A pattern that fits the sentence with any name in it."""
    if not mistake.sentence:
        return re.compile(r"(?!)")
    return re.compile(_SOMETHING.join(map(re.escape, re.split(r"\{[iI]t\}", mistake.sentence))) + r"(?= |$)")
