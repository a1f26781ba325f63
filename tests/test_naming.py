"""The name of a mistake: right for the whole corpus, one for each task, none where the numbers do not say so."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from home import NEVER_HERE, Home, some_variants, worded

from autograder.authoring.validation.mistakes import check_mistakes
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.grading import marks
from autograder.grading.session import GradingSession
from autograder.handout import explain, gradcheck
from autograder.handout.explain import name_mistake
from autograder.handout.gradcheck import Comparison, Mismatch, check_array, check_each, check_keys, check_length
from autograder.results.records import Status
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())
WANT = np.array([[3.0, -1.5, 0.25], [4.0, 7.0, -2.0]])


def wrong_variants(name: str) -> list[Variant]:
    return [one for one in some_variants(COURSE, name) if not one.right and one.loses != "nothing"]


def tasks_of(corpus, name: str, fragment: str) -> dict:
    """The results by task of the reference with a fragment appended."""
    record = corpus.grade(name, f"{COURSE.reference(name).read_text()}\n\n{fragment}")
    return {task.name: task for task in record.tasks}


@pytest.mark.parametrize("name", NAMES)
def test_precision_and_recall_over_the_corpus(corpus, name, record_property):
    """No variant is called what it is not, and nearly all that are something of the curriculum are called so."""
    claims, misses, false = 0, [], []
    found = wrong_variants(name)
    for variant in found:
        record = corpus.grade(name, variant.source)
        mistake = next(task.mistake for task in record.tasks if task.name == variant.tasks[0][0])
        if mistake is not None:
            claims += 1
        if mistake is not None and mistake != variant.mistake:
            false.append(f"{name} {variant.name}: {mistake}, which is {variant.mistake}")
        elif mistake != variant.mistake:
            misses.append(f"{name} {variant.name}: {variant.mistake}")
    nameable = sum(variant.mistake is not None for variant in found)
    precision, recall = 1 - len(false) / claims, 1 - len(misses) / nameable
    record_property(
        "figure", f"{name}: precision {precision:.1%} of {claims} claims, recall {recall:.1%} of {nameable} mistakes"
    )

    assert false == []
    assert recall >= 0.97, misses


@pytest.mark.parametrize("name", NAMES)
def test_right_work_is_never_named(corpus, name):
    """Right work in any style has no mistake and no message."""
    for variant in variants(COURSE, name):
        if variant.right:
            record = corpus.grade(name, variant.source)

            assert {(task.mistake, task.message) for task in record.tasks} == {(None, "")}, variant.name


TOLD_ELSEWHERE = ("a6_two_layers mlp_backward-bias-averaged-follow-inlined train",)
"""Where work that is written out twice has its mistake twice, and home calls the second by another name."""


SILENT = {"a2_gradient_check": ["verdict"]}
"""Tasks whose mistakes home does not name: the answers are words, and only numbers tell one mistake from another."""


@pytest.mark.parametrize("name", NAMES)
def test_home_says_what_the_grader_says(corpus, name, record_property):
    """A student's folder names what the grader names, in its words, or nothing; right work is right there too."""
    lost = 0
    named, heard = Counter[str](), Counter[str]()
    at_home, false, red, words, spelled = [], [], [], [], []
    home = Home(COURSE, name)
    for variant in some_variants(COURSE, name):
        if variant.mistake in NEVER_HERE:
            continue
        record, said = corpus.grade(name, variant.source), home.says(variant.source)
        for task in record.tasks if record.status is Status.GRADED else ():
            where = f"{name} {variant.name} {task.name}"
            explanation = said.get(task.name)
            mistake = home.named(explanation.mistake) if explanation else None
            lost += task.score < task.max_score
            named[task.name] += home.named(task.mistake) is not None
            if explanation and variant.right:
                red.append(f"{where}: {explanation.message}")
            written_twice = task.score == task.max_score and mistake == variant.mistake
            if explanation is None or mistake is None or written_twice:  # a repeated mistake costs once
                continue
            at_home.append(where)
            heard[task.name] += 1
            both = f"{where}\n  home:   {explanation.message}\n  grader: {task.message}"
            if mistake != task.mistake:
                false.append(both)
            elif mistake == "keeps-state":  # the grader says it of calls in another order, home of numbers
                continue
            elif worded(explanation.message, home.mistakes) != worded(task.message, home.mistakes):
                words.append(both)
            elif explanation.message != task.message:
                spelled.append(both)
    record_property(
        "figure",
        f"{name}: {lost} lost tasks, {named.total()} named by the grader, {len(at_home)} named at home, "
        f"{len(false)} of these falsely, {len(spelled)} with another name for what was compared",
    )
    print("\n".join(spelled))  # noqa: T201

    assert red == []
    assert [both for both in false if both.splitlines()[0] not in TOLD_ELSEWHERE] == []
    assert words == []
    assert len(at_home) >= 0.6 * named.total()
    assert [task for task in named - heard if named[task] > 1 and heard[task] < 0.4 * named[task]] == SILENT.get(
        name, []
    )


_OF = re.compile(r" (?:of|after|for|in|from|with|at|before|on|that|against|through|to)\b")
_HIDDEN_NAME = re.compile(r'name=f?"([^"]+)"')


def is_plural(name: str) -> bool:
    """Whether a sentence that begins with this name needs "are"."""
    head = _OF.split(name)[0].split()[-1]
    return head.endswith("s") and head not in ("Xs", "returns") and not head.endswith(("ss", "us", "is", "as"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_compared_is_one_thing(name):
    """Sentences say "is" and "has" of what was compared, so it is "the list of losses" and not "losses"."""
    found = set()
    for listed in Home(COURSE, name).examples.values():
        for example in listed:
            found |= {example.result, *(example.called.get(one, one) for one in example.right)} - {""}
    folder = COURSE.folder(name)
    for path in (*folder.glob("hidden/*.py"), folder / "test_public.py"):
        found |= set(_HIDDEN_NAME.findall(path.read_text()))

    assert found
    assert [one for one in sorted(found) if is_plural(one)] == []


def test_a_changed_argument_is_told_by_its_name(corpus):
    """By that of the contract or of the helper, whatever stands before it; at home and in the grader alike."""
    name = "a9_digits"
    variant = next(one for one in variants(COURSE, name) if one.name == "train-changes-argument")
    said = {task.name: task.message for task in corpus.grade(name, variant.source).tasks}["train"]

    assert said == "The call changes the argument X in place. Make a new array instead."
    assert Home(COURSE, name).says(variant.source)["train"].message == said


@pytest.mark.parametrize("name", NAMES)
def test_right_work_makes_no_candidate(corpus, name, monkeypatch):
    """What mistakes would make of the numbers is not even looked for in right work."""
    looked: list[int] = []
    monkeypatch.setattr(marks, "headline", lambda *args: looked.append(1))
    record = corpus.grade(name, COURSE.reference(name).read_text() + "\n# nothing else\n")

    assert record.score == record.max_score
    assert looked == []


def test_mistakes_in_two_functions_are_told_apart(corpus):
    """Each task has the mistake of its own function; what calls them both is named by its own faults only."""
    tasks = tasks_of(
        corpus,
        "a3_linear_regression",
        "def grad_W(X, Y_hat, Y):\n    return (Y_hat - Y).T @ X\n\n\n"
        "def grad_b(Y_hat, Y):\n    return 2 * (Y - Y_hat).sum(axis=0)\n\n\n"
        "def fit(X, Y, W, b, lr, epochs):\n    losses = []\n    for _ in range(epochs - 1):\n"
        "        Y_hat = forward(X, W, b)\n        losses.append(loss(Y_hat, Y))\n"
        "        W, b = update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr)\n    return W, b, losses\n",
    )

    assert {name: task.mistake for name, task in tasks.items() if task.mistake} == {
        "grad_W": "dropped-two",
        "grad_b": "sign-flipped",
        "fit": "one-step-short",
    }


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("return (Y - Y_hat).T @ X", "sign-flipped+dropped-two"),
        ("return 2 * (Y - Y_hat).T @ X / len(X)", "sign-flipped+divided-by-rows"),
        ("return (Y_hat - Y).T @ X / Y.size", "dropped-two+divided-by-elements"),
        ("return X.T @ (Y_hat - Y)", "dropped-two+transposed"),
        ("return 2.002 * (Y_hat - Y).T @ X", None),
        ("return 2 * (Y_hat - Y).T @ X + 1e-5", None),
        ("return (2 if len(X) < 9 else 1) * (Y_hat - Y).T @ X", None),
        ("return (1 if len(X) < 9 else 4) * (Y_hat - Y).T @ X", None),
        ("return 0 * W if False else np.zeros((Y.shape[1], X.shape[1]))", None),
    ],
)
def test_two_at_once_in_one_function(corpus, line, mistake):
    """Two factors are named where no single mistake fits; what is no listed mistake, or not in all cases, is not."""
    tasks = tasks_of(corpus, "a3_linear_regression", f"def grad_W(X, Y_hat, Y):\n    {line}\n")

    assert tasks["grad_W"].mistake == mistake
    assert ("Two mistakes at once." in tasks["grad_W"].message) == (mistake is not None)


@pytest.mark.parametrize(
    ("task", "line", "mistake"),
    [
        ("grad_W", "return 2 * (Y - Y_hat).T @ X / len(X)", "sign-flipped+divided-by-rows"),
        ("grad_W", "return (Y_hat - Y).T @ X / Y.size", "dropped-two+divided-by-elements"),
        ("grad_W", "return X.T @ (Y_hat - Y)", "dropped-two+transposed"),
        ("grad_b", "return 2 * (Y - Y_hat).mean(axis=0)", "sign-flipped+bias-averaged"),
        ("grad_b", "return (Y_hat - Y).sum(axis=1)", "dropped-two+bias-wrong-axis"),
        ("grad_b", "return (Y - Y_hat).sum(axis=0)", "sign-flipped+dropped-two"),
        ("grad_b", "return (Y - Y_hat).mean(axis=0)", None),
        ("loss", "return ((Y_hat - Y) ** 2).mean() / 2", "half-loss+mean-for-sum"),
        ("loss", "return np.abs(Y_hat - Y).sum() / 2", "half-loss+absolute-error"),
    ],
)
def test_two_at_once_have_one_name_at_home_and_in_the_grader(corpus, task, line, mistake):
    """A student is told of two mistakes before the deadline as after it, also of two that no variant has together."""
    signature = {"grad_W": "X, Y_hat, Y"}.get(task, "Y_hat, Y")
    fragment = f"def {task}({signature}):\n    {line}\n"
    graded = tasks_of(corpus, "a3_linear_regression", fragment)[task]
    source = f"{COURSE.reference('a3_linear_regression').read_text()}\n\n{fragment}"
    said = Home(COURSE, "a3_linear_regression").says(source)[task]

    assert (graded.mistake, said.mistake) == (mistake, mistake)
    assert mistake is None or said.message == graded.message


@pytest.mark.parametrize(
    ("dW", "db", "mistake", "message"),
    [
        ("2 * G.T @ X", "G.sum(axis=0)", "dropped-two", "dW is right. In db the factor 2"),
        ("2 * G.T @ X", "2 * G.mean(axis=0)", "bias-averaged", "dW is right. In db the bias gradient is a mean"),
        ("G.T @ X", "G.sum(axis=0)", "dropped-two", "In each of dW and db the factor 2"),
        ("-2 * G.T @ X", "4 * G.sum(axis=0)", "sign-flipped", "dW has the opposite sign"),
        ("2.1 * G.T @ X", "4 * G.sum(axis=0)", None, "dW has the right shape, but"),
    ],
)
def test_parameters_are_told_apart(corpus, dW, db, mistake, message):
    """Of several results the first that is wrong is named, after what is right; never one behind an unexplained one."""
    fragment = (
        "def gradients(X, Y, W, b, reduction):\n    R = X @ W.T + b - Y\n    G = _factor(reduction, *R.shape) * R\n"
        f"    return {dW}, {db}\n"
    )
    task = tasks_of(corpus, "a4_more_data", fragment)["gradients"]

    assert task.mistake == mistake
    assert task.message.startswith(message)


def test_first_wrong_link_of_the_chain(corpus):
    """The keys before the first wrong one are said to be right."""
    source = (
        "def gradients(x, w, y):\n    up = -2 * (y - x * w)\n"
        '    return {"dL_dyhat": up, "dyhat_dw": x, "dL_dw": up, "dL_dx": -up * w, "dL_dy": -up}\n'
    )
    task = tasks_of(corpus, "a1_one_weight", source)["gradients"]

    assert task.mistake == "inputs-forgotten"
    assert task.message.startswith("dL_dyhat and dyhat_dw are right. In dL_dw the input x is missing")


@pytest.mark.parametrize(
    ("name", "fragment", "task", "message"),
    [
        ("a8_autograd_engine", "del Tensor.__truediv__\n", "Tensor", "a/b is not written yet."),
        (
            "a3_linear_regression",
            "def loss(Y_hat, Y):\n    return mine(Y)\n\ndef mine(Y):\n    raise NotImplementedError\n",
            "loss",
            "loss calls something that is not written yet in line ",
        ),
        (
            "a3_linear_regression",
            "def loss(Y_hat, Y):\n    raise NotImplementedError\n",
            "loss",
            "loss is not written yet.",
        ),
        ("a3_linear_regression", "del loss\n", "loss", "loss is not defined in the file."),
    ],
)
def test_what_is_not_there_is_told_by_its_name(corpus, name, fragment, task, message):
    """An operator or a function that is missing is named, and a function that is written is not said to be missing."""
    found = tasks_of(corpus, name, fragment)[task]

    assert found.mistake == "not-implemented"
    assert found.message.startswith(message)


def test_an_error_is_told_alike_at_home_and_in_the_grader(corpus):
    """On an example made for the page: Python's words, the line of the learner's file, and what helps."""
    fragment = "def loss(Y_hat, Y):\n    return exp(Y_hat - Y).sum()\n"
    graded = tasks_of(corpus, "a3_linear_regression", fragment)["loss"]
    source = f"{COURSE.reference('a3_linear_regression').read_text()}\n\n{fragment}"
    said = Home(COURSE, "a3_linear_regression").says(source)["loss"]

    assert (said.message, said.example) == (graded.message, graded.example)
    assert said.example.endswith(
        "“return exp(Y_hat - Y).sum()”: name 'exp' is not defined. It is a function of NumPy: write `np.exp`."
    )


def compared(got, table=None, want=WANT) -> Comparison:
    return Comparison("dW", got, want, None if table is None else lambda: table)


def chain(**wrong: str) -> str:
    """`gradients` of a1 with some of its links wrong."""
    right = {"dL_dyhat": "up", "dyhat_dw": "x", "dL_dw": "up * x", "dL_dx": "up * w", "dL_dy": "-up"}
    links = ", ".join(f'"{key}": {value}' for key, value in (right | wrong).items())
    return f"def gradients(x, w, y):\n    up = -2 * (y - x * w)\n    return {{{links}}}\n"


@pytest.mark.parametrize(
    ("name", "fragment", "task", "message", "example"),
    [
        (  # the first link is wrong in an edge only, and on the smallest example
            "a1_one_weight",
            chain(dL_dyhat="-up if y in (0, 7) else up", dL_dw="up * x / 2"),
            "gradients",
            "dyhat_dw is right. In dL_dw the factor 2",
            "yours: dL_dw = 15",
        ),
        (
            "a2_gradient_check",
            'def verdict(g, ref):\n    return "ok"\n',
            "verdict",
            "the verdict on a gradient of zeros is 'ok'; expected 'zero'.",
            "verdict is 'zero'",
        ),
        (
            "a4_more_data",
            "_right = predictions_agree\n\n\ndef predictions_agree(*given):\n    return not _right(*given)\n",
            "predictions_agree",
            "should be True here.",
            "predictions_agree is True",
        ),
        (  # no example shows an error that is missing
            "a4_more_data",
            "_right = squared_error\n\n\ndef squared_error(Y_hat, Y, reduction):\n"
            "    if Y_hat.dtype.kind == 'i':\n        return int(_right(Y_hat, Y, reduction))\n"
            "    return _right(Y_hat, Y, reduction if reduction != 'max' else 'sum')\n",
            "squared_error",
            "The call should raise ValueError, but nothing was raised.",
            "",
        ),
    ],
    ids=["another part", "another word", "another truth value", "another edge"],
)
def test_headline_and_example_speak_of_the_same(corpus, name, fragment, task, message, example):
    """Of two mistakes in a task, the example shows the one that the headline is about."""
    found = tasks_of(corpus, name, fragment)[task]

    assert message in found.message
    assert example in found.example
    assert bool(found.example) is bool(example)


def test_headline_and_example_speak_of_the_same_at_home():
    """Of two wrong parts, the example is one of the part that is explained, though another one is smaller."""
    plain = explain.Example(
        "f", (np.array([1]),), "x = [1]", {"p": 1.0, "q": 2.0}, {"p": ["1"], "q": ["2"]}, separate=True, core=False
    )
    usual = plain._replace(arguments=(np.array([3.0]),), given="x = [3]", right={"p": 3.0, "q": 4.0}, core=True)
    found = explain.explain(
        [plain, usual], {}, lambda example: explain.Answer((9.0, 2.0) if example is plain else (3.0, 9.0))
    )

    assert found == (None, "q is the wrong number.", "x = [3]\nq = 2 = 4\nyours: q = 9")


def test_one_candidate_and_no_other():
    """Two mistakes that make the same numbers are not told apart; two variants of one are."""
    half = WANT / 2

    assert name_mistake([compared(half, {"dropped-two": half, "doubled": 2 * WANT})]) == "dropped-two"
    assert name_mistake([compared(half, {"dropped-two": half, "divided-by-rows": half})]) is None
    assert name_mistake([compared(half, {"dropped-two": half, "dropped-two#way": half})]) == "dropped-two"
    assert name_mistake([compared(half, {"dropped-two": half, "doubled+bias-averaged": half})]) == "dropped-two"
    assert name_mistake([compared(half, {"doubled+bias-averaged": half})]) == "doubled+bias-averaged"


def test_all_comparisons_count():
    """A mistake must make the numbers of every case, also where right numbers came out."""
    half = compared(WANT / 2, {"dropped-two": WANT / 2})

    assert name_mistake([half, compared(WANT, {"dropped-two": WANT})]) == "dropped-two"
    assert name_mistake([half, compared(WANT, {"dropped-two": WANT / 2})]) is None
    assert name_mistake([half, compared(3 * WANT, {"dropped-two": WANT / 2})]) is None
    assert name_mistake([half, compared(WANT / 2, {})]) is None
    assert name_mistake([half, compared(None, {"dropped-two": WANT / 2})]) is None
    assert name_mistake([compared(WANT, {"dropped-two": WANT / 2})]) is None


@pytest.mark.parametrize("got", [WANT / 2 * (1 + 3e-6), np.full_like(WANT, np.nan), WANT[:1] / 2, WANT * (1 + 1e-6)])
def test_near_is_not_enough(got):
    """A millionth is the bound; nan, another shape, and the right numbers nearly, are no mistake's numbers."""
    assert name_mistake([compared(got, {"dropped-two": WANT / 2, "doubled": WANT, "nothing": None})]) is None


def test_fractions_cut_off():
    """Integers with the fractions gone are named without being listed; zeros say nothing."""
    assert name_mistake([compared(np.trunc(WANT).astype(int))]) == "integer-truncation"
    assert name_mistake([compared(np.trunc(WANT))]) is None
    assert name_mistake([compared(np.zeros((2, 2), int), want=np.full((2, 2), 0.4))]) is None


@pytest.mark.parametrize(
    ("look", "says"),
    [
        (lambda: check_length((WANT, None), 2), "the result should have 2 parts, but part 2 is None."),
        (lambda: check_keys({"dW": None}, ["dW"]), "the result has no value for dW: there it holds None."),
    ],
)
def test_a_part_that_is_none_is_no_missing_return(look, says):
    """Where a part of what was returned is None, there was a `return`."""
    with pytest.raises(Mismatch) as told:
        look()

    assert (told.value.outcome, told.value.message) == ("wrong-type", says)


def test_every_check_is_run():
    """The first mismatch is raised, after all checks were seen."""
    seen: list = [[]]
    token = gradcheck.seen.set(seen)
    try:
        with pytest.raises(Mismatch, match="dW"):
            check_each(*(lambda name=name: check_array(2 * WANT, WANT, name=name) for name in ("dW", "db")))
    finally:
        gradcheck.seen.reset(token)

    assert [one.name for one in seen[0]] == ["dW", "db"]


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_mistakes_are_good(isolation, name):
    """Every table can be made, whatever can be claimed can be said, and no two ids are the same numbers."""
    means, level = isolation
    with GradingSession(COURSE, name, seed=1, isolation=means, level=level) as session:
        source = {COURSE.load(name).module_file: COURSE.reference(name).read_bytes()}
        found = check_mistakes(COURSE, name, session.specs, session.verdicts(Submission("author", source)))

    assert found.faults == ()
    assert not found.note.startswith("0 ")


def test_two_mistakes_in_two_parts_are_told_part_by_part():
    """What is only one mistake in W and another in b is not called one mistake in both."""
    variant = next(one for one in variants(COURSE, "a4_more_data") if one.name.endswith("nothing_undone"))

    message = Home(COURSE, "a4_more_data").says(variant.source)["standardize"].message

    assert "In W the weights are not divided" in message
    assert "In b the constant" in message
