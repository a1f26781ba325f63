"""Find the bug: suspects whose loss falls, a right version that two roads agree on, answers that may be anything."""

from __future__ import annotations

import importlib
import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.course.model import Course
from autograder.course.modules import CourseModules
from autograder.course.variants import variants
from autograder.handout.gradcheck import Mismatch

COURSE = Course.find(Path(__file__))
TASK = "find_bug"
NAMES = tuple(name for name in COURSE.names() if any(task.name == TASK for task in COURSE.load(name).tasks))
MANY = 40
"""Random examples of each suspect."""


class Hunt:
    """The suspect of an assignment, what the grader knows of it, and what looks at answers."""

    def __init__(self, name: str) -> None:
        modules = CourseModules(COURSE.solutions)
        self.bug = modules.load(COURSE.folder(name) / "hidden" / "bug.py")
        self.suspect = importlib.import_module(f"{modules.package}.{name}.suspect")
        self.grader = importlib.import_module(f"{modules.package}.shared.find_bug")
        self.form: ModuleType = self.grader.bug_hunt

    def check(self, answer: Any) -> None:
        """What both hidden cases ask of an answer."""
        self.grader.check_mistake(answer, self.suspect, self.bug.right_version, self.bug.PLANTED)

    def example(self, rng: np.random.Generator) -> dict[str, Any]:
        """A random legal example, with sizes from 1 to 5 and small numbers."""
        sizes: dict[str, int] = {}
        found: dict[str, Any] = {}
        for name, rule in self.suspect.ARGUMENTS.items():
            if "text" in rule:
                found[name] = "; ".join(steps(rng))
                continue
            shape = tuple(sizes.setdefault(letter, int(rng.integers(1, 6))) for letter in rule["shape"])
            low, high = max(rule["from"], -40), min(rule["to"], 40)
            drawn = rng.integers(low, high + 1, shape) if rule.get("whole") else rng.uniform(low / 4, high / 4, shape)
            found[name] = drawn if shape else (int(drawn) if rule.get("whole") else max(float(drawn), rule["from"]))
        if "portions" in found:
            found["portions"] = min(found["portions"], sizes["N"])
        if "C" in found:
            found["labels"] %= sizes["K"]
        return found


def steps(rng: np.random.Generator) -> Iterator[str]:
    """Some steps of the suspect of a8, each made of numbers that are there."""
    names = ["a", "b", "c"]
    for name in ("u", "v", "w", "y"):
        left, right = (names[-1 - int(rng.integers(0, 3))] for _ in range(2))
        yield f"{name} = {rng.choice(['avg', 'dist', 'swing'])}({left}, {right})"
        names.append(name)


@pytest.fixture(scope="module", params=NAMES)
def hunt(request: pytest.FixtureRequest) -> Hunt:
    return Hunt(request.param)


def answers_of(name: str) -> Iterator[tuple[str, bool, str | None, Any]]:
    """The answers of the planted work: the variant's name, whether it is right, its mistake, what find_bug returns."""
    for one in variants(COURSE, name):
        if one.where.startswith(f"variants/{TASK}.py"):
            module: dict[str, Any] = {}
            exec(compile(one.source, one.name, "exec"), module)
            yield one.name, one.right, one.mistake, module[TASK]()


def test_every_assignment_has_a_suspect() -> None:
    """Each has the task, its last one, for two points."""
    found = {name: COURSE.load(name).tasks[-1] for name in COURSE.names()}

    assert {name: (task.name, task.points) for name, task in found.items()} == dict.fromkeys(found, (TASK, 2.0))


def test_the_classmate_has_reasons_to_believe(hunt: Hunt) -> None:
    """The loss of the classmate's training falls in every step, by half at least or by a quarter of it."""
    losses = hunt.suspect.training()

    assert all(after < before for before, after in itertools.pairwise(losses))
    assert losses[-1] < 0.75 * losses[0]


def test_the_right_version_is_the_slope_of_the_loss(hunt: Hunt) -> None:
    """What the grader takes for right, and what the learner's folder works out from the loss, are the same numbers."""
    rng = np.random.default_rng(5)
    for _ in range(MANY):
        _, example = hunt.form.legal((hunt.bug.PLANTED, hunt.example(rng)), hunt.suspect)
        right, slopes = hunt.bug.right_version(**example), hunt.form.expected(hunt.suspect, example)

        assert right.keys() == slopes.keys()
        for name in right:
            scale = max(1.0, float(np.abs(right[name]).max()))
            np.testing.assert_allclose(slopes[name], right[name], rtol=1e-5, atol=1e-5 * scale)


def test_the_mistake_shows_somewhere_and_not_everywhere(hunt: Hunt) -> None:
    """Some planted examples show it, some hide it and some are not legal, as their heads say; home finds that, too."""
    name = hunt.suspect.__name__.split(".")[-2]
    seen = set()
    for variant, right, mistake, answer in answers_of(name):
        outcome = None
        try:
            hunt.form.check(answer, hunt.suspect)
        except hunt.form.Fault as fault:
            outcome = fault.outcome
        seen.add(outcome)

        assert outcome == (None if right or mistake == "bug-misnamed" else mistake), variant
    assert {None, "bug-hidden", "example-not-legal"} <= seen


def test_only_the_planted_id_counts_and_only_beside_an_example(hunt: Hunt) -> None:
    """Each id of the list beside an example that shows the mistake and beside one that hides it: one pair is right."""
    name = hunt.suspect.__name__.split(".")[-2]
    answers = list(answers_of(name))
    shows = next(answer[1] for _, right, _, answer in answers if right)
    hides = next(answer[1] for _, _, mistake, answer in answers if mistake == "bug-hidden")
    outcomes = {}
    for mistake_id, (kind, example) in itertools.product(
        hunt.suspect.CANDIDATES, {"shows": shows, "hides": hides}.items()
    ):
        try:
            hunt.check((mistake_id, example))
        except Mismatch as mismatch:
            outcomes[mistake_id, kind] = mismatch.outcome
        else:
            outcomes[mistake_id, kind] = "right"

    assert len(hunt.suspect.CANDIDATES) >= 5
    assert {kind for (_, kind), outcome in outcomes.items() if outcome == "bug-hidden"} == {"hides"}
    assert [key for key, outcome in outcomes.items() if outcome == "right"] == [(hunt.bug.PLANTED, "shows")]
    assert sum(outcome == "bug-misnamed" for outcome in outcomes.values()) == len(hunt.suspect.CANDIDATES) - 1


def test_no_candidate_is_a_word_of_the_suspect_s_code(hunt: Hunt) -> None:
    """The classmate's part of the file names no mistake of the list, nor does the file of the check."""
    text = Path(hunt.suspect.__file__).read_text()
    classmate, _, course = text.partition("# -- added by the course")
    check = Path(hunt.form.__file__).read_text()

    assert course
    assert [one for one in hunt.suspect.CANDIDATES if one in classmate or one in check] == []


class Strange:
    """Of no class that anybody knows."""


HUGE = 10**400
HIDES = '"averaged", {"X": [[0.1]], "y": [0], "v": [0.1]}'
ODD: list[Any] = [
    None, True, 3, HUGE, "text", b"bytes", [], {}, float("nan"), float("inf"), -float("inf"), 1e308, 1j, Strange(),
    np.array("text"), np.array(None, dtype=object), np.array([1j]), np.longdouble(1), np.zeros(0), np.zeros((0, 3)),
    np.zeros((2, 2, 2)), np.zeros(10_000), np.zeros((1, 0, 10**6)), np.full((2, 2), np.nan), np.ma.masked_array([1.0]),
    np.array(True), [[1, 2], [3]], [[[1.0]]], [[[[1.0]]]], [HUGE], [[None]], [Strange()], ["1"], (1, (2, 3)),
    [[1.0] * 1000] * 1000, "y = dist(a, a); " * 50, "y = dist(a, a)\n", "y = dist(y, y)", "a = avg(a, a)",
]  # fmt: skip


def test_whatever_comes_is_refused_in_a_sentence(hunt: Hunt) -> None:
    """Odd values in the place of the answer, of a part of it and of each argument raise Mismatch, and nothing else."""
    example = hunt.example(np.random.default_rng(1))
    planted = hunt.bug.PLANTED
    odd = [*ODD, *((planted, one) for one in ODD), *((one, example) for one in ODD), (planted, example, 1)]
    odd += [(planted, example | {name: one}) for name in example for one in ODD]
    odd += [(planted, {**example, "more": 1}), (planted, dict(list(example.items())[1:]))]
    said = set()
    for answer in odd:
        try:
            hunt.check(answer)
        except Mismatch as mismatch:
            said.add(mismatch.message)

    assert said
    assert all(one.endswith(".") and len(one) < 250 and "\n" not in one for one in said), said


NAN = float("nan")
FORMS: list[tuple[Any, str, str]] = [
    (3, "answer-no-pair", "the answer is not a pair of an id and an example."),
    ("averaged", "answer-no-pair", "the answer is not a pair of an id and an example."),
    (("averaged", {}, 1), "answer-no-pair", "the answer is not a pair of an id and an example."),
    (("my own words", {}), "bug-not-listed", "The ids are: slope-of-bend-forgotten, derivative-at-input, bend-twice, "),
    (("averaged", [1]), "example-not-legal", "it should be a dict of the suspect's arguments."),
    (("averaged", {"X": [[1]]}), "example-not-legal", "it should have these keys and no others: X, y, v."),
    ({"X": None}, "example-not-legal", "X is None, or None stands in it. Write numbers."),
    ({"X": [[1, None]]}, "example-not-legal", "X is None, or None stands in it. Write numbers."),
    ({"X": [[1, 2], [3]]}, "example-not-legal", "the rows of X have different lengths. Write as many numbers in each"),
    ({"X": [[1, NAN]]}, "example-not-legal", "X holds nan, which is no number. Write numbers from -10 to 10."),
    ({"X": np.array([[NAN]])}, "example-not-legal", "X holds nan, which is no number. Write numbers from -10 to 10."),
    ({"X": [[True]]}, "example-not-legal", "X holds True or False. Write 1 or 0."),
    ({"X": np.array([[True]])}, "example-not-legal", "X holds True or False. Write 1 or 0."),
    ({"X": [[11]]}, "example-not-legal", "X should hold numbers from -10 to 10 only."),
    ({"X": [[float("inf")]]}, "example-not-legal", "X should hold numbers from -10 to 10 only."),
    ({"X": np.ones((51, 2))}, "example-not-legal", "X has more than 100 numbers. Take a smaller example."),
    ({"X": [[1.0] * 2] * 51}, "example-not-legal", "X has more than 100 numbers. Take a smaller example."),
    ({"y": [1.0] * 101}, "example-not-legal", "y has more than 100 numbers. Take a smaller example."),
    ({"y": 1.0}, "example-not-legal", "y should be a list of N numbers, such as [1, 2], or an array of them."),
    ({"y": ["1"]}, "example-not-legal", "y should be a list of N numbers, such as [1, 2], or an array of them."),
    ({"X": [1]}, "example-not-legal", "X should be a list of N rows of D numbers, such as [[1, 2], [3, 4]], or an"),
    ({"y": [1, 2]}, "example-not-legal", "the size N of y and of X differ. Give both the same size."),
]


@pytest.mark.parametrize(("answer", "outcome", "says"), FORMS)
def test_each_fault_of_form_has_its_own_sentence(answer: Any, outcome: str, says: str) -> None:
    """No pair, no id, no dict, None, uneven rows, nan, truth values, too much: what it is, and what to do next."""
    hunt = Hunt("a6_two_layers")
    if type(answer) is dict:
        answer = ("averaged", {"X": [[1.0]], "y": [1.0], "v": [1.0]} | answer)
    with pytest.raises(hunt.form.Fault, match=re.escape(says)) as caught:
        hunt.form.check(answer, hunt.suspect)

    assert caught.value.outcome == outcome


@pytest.mark.parametrize("steps", ["y=dist(a,a)", "y = dist(a, a);u = avg(a, b)", "b = dist(a, a)", 3, None])
def test_the_form_of_a_text_is_said_with_an_example(steps: Any) -> None:
    """The suspect of a8 takes a text; whoever writes it in another form sees how it is written."""
    hunt = Hunt("a8_autograd_engine")
    with pytest.raises(hunt.form.Fault, match=re.escape('such as "u = avg(a, b); y = dist(u, c)". A step')):
        hunt.form.check(("shares-by-name", {"steps": steps, "a": 1, "b": 2, "c": 3}), hunt.suspect)


def test_the_bound_of_an_example_is_said_beforehand() -> None:
    """Whoever reads the stub or the suspect knows how large an example may be, where it may be an array."""
    for name in NAMES:
        hunt = Hunt(name)
        if any(rule.get("shape") for rule in hunt.suspect.ARGUMENTS.values()):
            stub = (COURSE.assignments / name / COURSE.load(name).module_file).read_text("utf-8")
            suspect = (COURSE.assignments / name / "suspect.py").read_text("utf-8")

            assert f"At most {hunt.form.MOST} numbers" in stub, name
            assert f"at most {hunt.form.MOST} numbers" in suspect, name


@pytest.mark.parametrize(("returns", "hint"), [("3", ""), ('"x", {}', ""), ('"averaged", {"X": 1}', ""), (HIDES, "1")])
def test_the_next_hint_fits_what_happened(tmp_path: Path, returns: str, hint: str) -> None:
    """The hints are about the mistake, so none follows an answer of a wrong form; nobody says its numbers are wrong."""
    folder = tmp_path / "a6_two_layers"
    shutil.copytree(COURSE.assignments / "a6_two_layers", folder)
    source = COURSE.reference("a6_two_layers").read_text("utf-8").partition("def find_bug")[0]
    (folder / "two_layers.py").write_text(f"{source}def find_bug():\n    return {returns}\n")
    command = [sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", "-k", "find_bug"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout

    assert "find_bug  1 of 2 tests pass" in said
    assert re.findall(r"Next hint: hint (\d)", said) == ([hint] if hint else [])
    assert "It fits best" not in said


def test_an_example_is_bounded_before_anything_is_computed(hunt: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suspect and the right version are asked about legal examples only."""
    asked = []
    real = hunt.suspect.gradient
    monkeypatch.setattr(hunt.suspect, "gradient", lambda **example: asked.append(example) or real(**example))
    example = hunt.example(np.random.default_rng(2))
    numbers = [name for name, rule in hunt.suspect.ARGUMENTS.items() if "text" not in rule]
    for name, value in itertools.product(numbers, (1e6, [[1e6]], np.full((200, 200), 0.5), float("nan"))):
        with pytest.raises(Mismatch):
            hunt.check((hunt.bug.PLANTED, example | {name: value}))

    assert asked == []


def test_the_learner_sees_both_numbers_at_home() -> None:
    """Where an example hides the mistake, the folder's check says what the suspect gives and what is right."""
    hunt = Hunt("a3_linear_regression")
    with pytest.raises(hunt.form.Fault) as caught:
        hunt.form.check((hunt.bug.PLANTED, {"X": [[3.0]], "Y": [[0.0]], "W": [[0.0]]}), hunt.suspect)
    hidden = str(caught.value)
    with pytest.raises(hunt.form.Fault) as caught:
        hunt.form.check((hunt.bug.PLANTED, {"X": [[2.0]], "Y": [[-1.0]], "W": [[1.0]]}), hunt.suspect)

    assert hidden.splitlines()[0].startswith("On your example the suspect's numbers are right or less than 1 % off")
    # miss 2 + 1 = 3, slope 3 / sqrt(10) = 0.9487, times the input 2
    assert "the suspect gives [[1.8974]], right is [[1.8974]]" in str(caught.value)


def test_the_shipped_files_import_nothing_of_the_grader() -> None:
    """suspect.py and bug_hunt.py run in a learner's folder: with the standard library, NumPy and, in a5, PyTorch."""
    for name in NAMES:
        for file in ("suspect.py", "bug_hunt.py"):
            text = (COURSE.assignments / name / file).read_text()
            found = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}

            assert found <= {*sys.stdlib_module_names, *COURSE.load(name).libraries}, (name, file)
