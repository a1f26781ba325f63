"""Hidden cases of a7_softmax_classifier: moderate and large scores apart, gradients by autograd and by formula.

assignment.toml declares where arguments stay unchanged; for the tasks with two halves it stands here.
"""

from typing import Any

import numpy as np
import pytest

from autograder.cases import check_unchanged, shape_id, with_follow_through
from autograder.cases.tables import lazily
from autograder.faults import StudentFault
from autograder.handout.gradcheck import Mismatch, check_each, check_length

from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_array, check_number
from .. import suspect
from . import mistakes
from .bug import PLANTED, right_version
from .inputs import (
    drawn_problems,
    drawn_scores,
    integer_problem,
    integer_scores,
    iris_problem,
    large_problem,
    lifted_scores,
    one_class_problem,
    one_class_scores,
    problem,
    scores,
    spread_scores,
    tied_scores,
)

SHAPES = [(11, 7, 3), (4, 4, 4), (3, 5, 3)]
"""(N, D, K): all plausible factors differ, all sizes equal, as many rows as classes."""
THIN = [(1, 3, 5), (10, 1, 3)]
"""One row, one input."""
SCORES = [(13, 3), (5, 5), (3, 6)]
"""(N, K). Scores have no shape that those of a classifier have: what a submission keeps by shape cannot help it."""
PARTS = ("softmax", "cross_entropy", "grad_logits")


def wrong_probabilities(p):
    return mistakes.probabilities(p.Z)


def wrong_losses(p):
    return mistakes.losses(p.Z, p.labels)


def cut_losses(p):
    return mistakes.cut_losses(p.Z, p.labels)


def wrong_slopes(p):
    return mistakes.score_gradients(p.Z, p.labels)


def wrong_gradients(p):
    return mistakes.gradients(p.X, p.labels, p.W, p.b)


def kept(table, earlier):
    """The table of mistakes of a second call; `earlier` has the right values of the first call."""
    return lambda p: table(p) | {"keeps-state": earlier}


def check_stateless(ask, between):
    """Raise Mismatch where an answer is another one after the call `between`, which has other arguments."""
    first = answered(ask)
    answered(between)
    if answered(ask) != first:
        raise Mismatch("keeps-state", "The result depends on earlier calls.")


def answered(ask):
    """What a call answers, to be compared with what it answers later; right or wrong does not matter here."""
    try:
        value = ask()
    except StudentFault as fault:
        return fault.outcome
    parts = value if type(value) in (tuple, list) else [value]
    return [part.tobytes() if type(part) is np.ndarray else type(part) for part in parts]


def moderate(task: str, *, core: bool = True) -> pytest.MarkDecorator:
    """One half of a task: scores whose exponentials are no problem."""
    return pytest.mark.task(task, core=core, part=f"the {_WORDS[task]} of moderate scores")


def large(task: str) -> pytest.MarkDecorator:
    """The other half: scores in the thousands."""
    return pytest.mark.task(task, core=True, part=f"the {_WORDS[task]} of large scores")


_WORDS = {"softmax": "softmax", "cross_entropy": "loss"}


def finite(check, mistake, message):
    """A check whose nan or inf is the given mistake."""
    try:
        check()
    except Mismatch as mismatch:
        if mismatch.outcome != "not-finite":
            raise
        raise Mismatch(mistake, message) from None


OVERFLOW = "For scores in the thousands the result is nan or inf. An exponential overflows, or a whole row becomes 0."
LOG_OF_ZERO = "The loss is nan or inf where the label's probability is 0 as a float: the log of 0 is taken."


@moderate("softmax")
@pytest.mark.parametrize("shape", SCORES, ids=shape_id)
def test_softmax_values(student, given, shape):
    """Each row has the exponentials of its scores, divided by their sum."""
    p = given(scores, shape)
    check_array(student.softmax(p.Z), p.P, name="P", sizes=shape, mistakes=lazily(wrong_probabilities, p)(""))


@moderate("softmax")
def test_softmax_drawn(student, given):
    """Two batches of a size that nobody knows before."""
    pair = given(drawn_scores)
    p, q = pair.first, pair.second
    wrong, again = lazily(wrong_probabilities, p)(""), lazily(kept(wrong_probabilities, {"": p.P}), q)("")
    check_array(student.softmax(p.Z), p.P, name="P", sizes=p.Z.shape, mistakes=wrong)
    check_array(student.softmax(q.Z), q.P, name="P", sizes=q.Z.shape, mistakes=again)


@moderate("softmax", core=False)
def test_softmax_one_row(student, given):
    """One row, and one class, still give a matrix."""
    for shape in ((1, 4), (5, 1)):
        p = given(scores, shape)
        check_array(student.softmax(p.Z), p.P, name="P", sizes=shape)


@moderate("softmax", core=False)
def test_softmax_ties(student, given):
    """Scores that are zero or equal are no special case."""
    p = given(tied_scores)
    check_array(student.softmax(p.Z), p.P, name="P")


@moderate("softmax", core=False)
def test_softmax_integers(student, given):
    """Scores of integers count as their float values."""
    p = given(integer_scores)
    check_array(student.softmax(p.Z), p.P, name="P")


@moderate("softmax", core=False)
def test_softmax_arguments_unchanged(student, given):
    """Z is afterwards as it was."""
    student.softmax(given(scores, (13, 3)).Z)
    check_unchanged(student)


@large("softmax")
@pytest.mark.parametrize("make", [lifted_scores, spread_scores], ids=["lifted", "spread"])
def test_softmax_large(student, given, make):
    """Scores of ten thousand, above and below 0, in the same batch."""
    p = given(make)
    finite(lambda: check_array(student.softmax(p.Z), p.P, name="P"), "unstable-softmax", OVERFLOW)


def check_loss(student, reference, p, name="the loss", wrong=wrong_losses, second=None):
    """Right outright, or with a right softmax in the place of the student's; a second batch is asked for behind it."""
    made = lazily(wrong, p)("")
    again = lazily(kept(wrong, {"": p.loss}), second)("")

    def check(module):
        check_number(module.cross_entropy(p.Z, p.labels), p.loss, name=name, mistakes=made)
        if second:
            check_number(module.cross_entropy(second.Z, second.labels), second.loss, name=name, mistakes=again)

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "softmax")))


@moderate("cross_entropy")
@pytest.mark.parametrize("shape", SCORES, ids=shape_id)
def test_cross_entropy_values(student, given, reference, shape):
    """The mean over the rows of minus the log of the label's probability."""
    check_loss(student, reference, given(scores, shape))


@moderate("cross_entropy")
def test_cross_entropy_drawn(student, given, reference):
    """Two batches of a size that nobody knows before."""
    pair = given(drawn_scores)
    check_loss(student, reference, pair.first, second=pair.second)


@moderate("cross_entropy", core=False)
def test_cross_entropy_one_row(student, given, reference):
    """One row is a batch too."""
    for shape in ((1, 4), (1, 2)):
        check_loss(student, reference, given(scores, shape))


@moderate("cross_entropy")
def test_cross_entropy_one_class(student, given, reference):
    """All rows are of the first class."""
    check_loss(student, reference, given(one_class_scores, 0))


@moderate("cross_entropy", core=False)
@pytest.mark.parametrize("kind", ["int8", "uint8", "int32"])
def test_cross_entropy_labels(student, given, reference, kind):
    """Labels are integers of any type; all may be equal."""
    check_loss(student, reference, given(one_class_scores, 2, kind))


@moderate("cross_entropy", core=False)
def test_cross_entropy_ties(student, given, reference):
    """Scores that are zero or equal are no special case."""
    check_loss(student, reference, given(tied_scores))


@moderate("cross_entropy", core=False)
def test_cross_entropy_integers(student, given, reference):
    """Scores of integers count as their float values."""
    check_loss(student, reference, given(integer_scores), wrong=cut_losses)


@moderate("cross_entropy", core=False)
def test_cross_entropy_arguments_unchanged(student, given, reference):
    """Z and labels are afterwards as they were."""
    p = given(scores, (13, 3))

    def check(module):
        module.cross_entropy(p.Z, p.labels)
        check_unchanged(module)

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "softmax")))


@large("cross_entropy")
def test_cross_entropy_lifted(student, given, reference):
    """Scores of ten thousand with moderate differences: the loss is as moderate."""
    p = given(lifted_scores)
    finite(
        lambda: check_loss(student, reference, p, "the loss of large scores"),
        "unstable-softmax",
        OVERFLOW,
    )


@large("cross_entropy")
def test_cross_entropy_spread(student, given, reference):
    """A label whose score is thousands below the largest costs thousands."""
    p = given(spread_scores)
    finite(
        lambda: check_loss(student, reference, p, "the loss of large scores"),
        "log-of-zero",
        LOG_OF_ZERO,
    )


def check_slopes(student, reference, p, shape=(), second=None):
    """Right outright, or with a right softmax in the place of the student's; a second batch is asked for behind it."""
    made = lazily(wrong_slopes, p)("")
    again = lazily(kept(wrong_slopes, {"": p.slopes}), second)("")

    def check(module):
        check_array(module.grad_logits(p.Z, p.labels), p.slopes, name="dL/dZ", sizes=shape, mistakes=made)
        if second:
            got = module.grad_logits(second.Z, second.labels)
            check_array(got, second.slopes, name="dL/dZ", sizes=second.Z.shape, mistakes=again)

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, *PARTS[:2])))


@pytest.mark.task("grad_logits", core=True)
@pytest.mark.parametrize("shape", SCORES, ids=shape_id)
def test_grad_logits_values(student, given, reference, shape):
    """Probabilities, less 1 at each label, over the number of rows."""
    check_slopes(student, reference, given(scores, shape), shape)


@pytest.mark.task("grad_logits", core=True)
def test_grad_logits_drawn(student, given, reference):
    """Two batches of a size that nobody knows before; the loss of another batch in between changes nothing."""
    pair = given(drawn_scores)
    p, q = pair.first, pair.second
    check_slopes(student, reference, p, second=q)
    check_stateless(
        lambda: student.grad_logits(p.Z, p.labels),
        lambda: [student.cross_entropy(one.Z, one.labels) for one in (p, q)],  # p first, as in all cases of this pair
    )


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_one_row(student, given, reference):
    """One row still gives a matrix."""
    for shape in ((1, 4), (1, 2)):
        check_slopes(student, reference, given(scores, shape), shape)


@pytest.mark.task("grad_logits", core=True)
def test_grad_logits_one_class(student, given, reference):
    """All rows are of the first class."""
    check_slopes(student, reference, given(one_class_scores, 0))


@pytest.mark.task("grad_logits", core=False)
@pytest.mark.parametrize("kind", ["int8", "uint8", "int32"])
def test_grad_logits_labels(student, given, reference, kind):
    """Labels are integers of any type; all may be equal."""
    check_slopes(student, reference, given(one_class_scores, 2, kind))


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_ties(student, given, reference):
    """Scores that are zero or equal are no special case."""
    check_slopes(student, reference, given(tied_scores))


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_integers(student, given, reference):
    """Scores of integers count as their float values."""
    check_slopes(student, reference, given(integer_scores))


@pytest.mark.task("grad_logits", core=False)
@pytest.mark.parametrize("make", [lifted_scores, spread_scores], ids=["lifted", "spread"])
def test_grad_logits_large(student, given, reference, make):
    """Scores of ten thousand."""
    finite(lambda: check_slopes(student, reference, given(make)), "unstable-softmax", OVERFLOW)


def check_gradients(student, reference, p, shape=(), second=None):
    """Right outright, or with the right functions before it in the place of the student's; then a second batch."""
    made = lazily(wrong_gradients, p)
    again = lazily(kept(wrong_gradients, {"dW": p.d_weights, "db": p.d_bias}), second)

    def check(module: Any) -> None:
        check_pair(module, p, shape, made)
        if second:
            check_pair(module, second, second.X.shape, again)

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, *PARTS)))


def check_pair(module, p, shape, made):
    got = module.gradients(p.X, p.labels, p.W, p.b)
    check_length(got, 2, name="the result (dW, db)")
    check_each(
        lambda: check_array(got[0], p.d_weights, name="dW", sizes=shape, mistakes=made("dW")),
        lambda: check_array(got[1], p.d_bias, name="db", sizes=shape, mistakes=made("db")),
    )


@pytest.mark.task("gradients", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_gradients_values(student, given, reference, shape):
    """The gradients of the mean cross-entropy with respect to W and b."""
    check_gradients(student, reference, given(problem, shape), shape)


@pytest.mark.task("gradients", core=True)
def test_gradients_drawn(student, given, reference):
    """Two batches of a size that nobody knows before; the loss of other scores in between changes nothing."""
    pair = given(drawn_problems)
    p, q = pair.first, pair.second
    check_gradients(student, reference, p, second=q)
    check_stateless(
        lambda: student.gradients(p.X, p.labels, p.W, p.b),
        lambda: student.cross_entropy(q.X @ q.W.T + q.b, q.labels),
    )


@pytest.mark.task("gradients", core=True)
def test_gradients_one_class(student, given, reference):
    """All rows are of the first class."""
    check_gradients(student, reference, given(one_class_problem))


@pytest.mark.task("gradients", core=True)
def test_gradients_irises(student, given, reference):
    """The same on twelve irises, in centimetres."""
    check_gradients(student, reference, given(iris_problem), (12, 4, 3))


@pytest.mark.task("gradients", core=False)
@pytest.mark.parametrize("shape", THIN, ids=shape_id)
def test_gradients_shape_kept(student, given, reference, shape):
    """One row or one input drops no axis."""
    check_gradients(student, reference, given(problem, shape), shape)


@pytest.mark.task("gradients", core=False)
def test_gradients_integers(student, given, reference):
    """Integer inputs and parameters count as their float values."""
    check_gradients(student, reference, given(integer_problem))


@pytest.mark.task("gradients", core=False)
def test_gradients_large(student, given, reference):
    """Weights in the thousands."""
    finite(lambda: check_gradients(student, reference, given(large_problem)), "unstable-softmax", OVERFLOW)


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
