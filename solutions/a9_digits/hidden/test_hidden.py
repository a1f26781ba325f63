"""Hidden cases of a9_digits: one_hot, Dense and forward, the loss, training in batches, accuracy, held-back digits.

A helper in the worker makes tensors of a right engine and calls the student's functions with them; arrays cross. A
mistake costs its marks once: scores, labels' rows and losses are also given, in the place of the student's own.
"""

import functools

import numpy as np
import pytest

from autograder.cases import (
    Taken,
    check_changing,
    check_unchanged,
    numbers_of,
    shape_id,
    with_follow_through,
)
from autograder.cases.tables import lazily, values_of
from autograder.faults import StudentFault
from autograder.handout.gradcheck import Mismatch, check_each, check_length

from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_array, check_number, check_numbers
from .. import suspect
from . import formulas, inputs
from .bug import PLANTED, right_version
from .inputs import DRAWN, PARAMS
from .worker_helper import LAB

SHAPES = [(11, 7, 5, 3), (4, 4, 4, 4), DRAWN]
"""(N, D, H, K), for a layer (N, D, -, M)."""
WANTED = 0.7
"""The share of the held-back digits that has to be named; at 100 seeds the reference names 0.77 to 0.93 of them."""
LR, EPOCHS, BATCH = 0.3, 5, 20


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


def ids(shape):
    return "drawn" if shape == DRAWN else shape_id(shape)


def is_tensor(value, name):
    if type(value) is str:
        raise Mismatch("wrong-type", f"{name} does not return a tensor.")


# one_hot


def check_rows(student, p):
    check_array(student.one_hot(p.labels, p.K), p.rows, mistakes=lazily(formulas.wrong_rows, p)(""))


@pytest.mark.task("one_hot", core=True)
@pytest.mark.parametrize("N", [7, 0], ids=["7", "drawn"])
def test_one_hot_values(student, given, N):
    """A 1 in the column of the label, also where no label is the last class."""
    check_rows(student, given(inputs.rows_of, N, 5))


@pytest.mark.task("one_hot", core=False)
@pytest.mark.parametrize("kind", ["int8", "uint8"])
def test_one_hot_labels(student, given, kind):
    """Labels are integers of any type."""
    check_rows(student, given(inputs.rows_of, 6, 4, kind))


# Dense


def check_layer(lab, p, of):
    got = lab.layer(p.X, p.W, p.b, p.G)
    check_length(got, 2, name="the result", empty=True)
    is_tensor(got[0], "a Dense layer")
    made = lazily(formulas.wrong_layers, p)
    if of == "data":
        check_array(got[0], p.data, name="the output of the layer", sizes=p.X.shape, mistakes=made("data"))
        return
    check_length(got[1], 3, name="the list of gradients")
    check_each(
        *(
            lambda name=name, grad=grad: check_array(
                grad, p.grads[name], name=f"the gradient of {name}", mistakes=made(name)
            )
            for name, grad in zip(("W", "b", "X"), got[1], strict=True)
        )
    )


@pytest.mark.task("Dense", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=ids)
def test_Dense_values(lab, given, shape):
    """Each output is a weighted sum of the inputs, plus its bias."""
    check_layer(lab, given(inputs.layer, shape), "data")


@pytest.mark.task("Dense", core=True)
def test_Dense_gradients(lab, given):
    """The gradients arrive in the tensors that the layer was made of, and in its input."""
    check_layer(lab, given(inputs.layer, SHAPES[0]), "gradients")


@pytest.mark.task("Dense", core=False)
def test_Dense_of_array(lab, given):
    """The input may be an array, of one row too."""
    p = given(inputs.layer, (1, 3, 0, 4))
    got = lab.layer_of_array(p.X, p.W, p.b)
    is_tensor(got, "a Dense layer")
    check_array(got, p.data, name="the output of the layer", mistakes=lazily(formulas.wrong_layers, p)("data"))


@pytest.mark.task("Dense", core=False)
def test_Dense_holds(lab, given):
    """The layer holds the two tensors themselves."""
    p = given(inputs.layer, (3, 5, 0, 3))
    if lab.held(p.W, p.b) != [True, True]:
        raise Mismatch("wrong-values", "A Dense layer does not hold its two tensors themselves as W and b.")


# forward


def check_scores(ask, p, *, gradients=False):
    got = ask(p.X, p.params, p.G)
    check_length(got, 3, name="the result", empty=True)
    is_tensor(got[0], "forward")
    made = lazily(formulas.wrong_scores, p)
    checks = [lambda: check_array(got[0], p.scores, name="the array of scores", sizes=p.X.shape, mistakes=made("data"))]
    if gradients:
        check_length(got[1], 4, name="the list of gradients")
        checks += [
            lambda name=name, grad=grad: check_array(
                grad, p.grads[name], name=f"the gradient of {name}", mistakes=made(name)
            )
            for name, grad in zip(PARAMS, got[1], strict=True)
        ]
    check_each(*checks)


def right_layer(W, b, X):
    """What a layer computes."""
    return X @ W.T + b


def right_shares(G, W, b, X):
    """The gradients that a layer hands on to W, to b and to its input."""
    return [G.T @ X, G.sum(axis=0), G @ W]


def layers_correct(lab, p):
    """Whether the student's own layers are right: then wrong scores are the fault of forward."""
    W, b, G = p.params["W2"], p.params["b2"], p.G
    X = np.maximum(right_layer(p.params["W1"], p.params["b1"], p.X), 0)
    got = lab.layer(X, W, b, G)
    check_length(got, 2, name="the result")
    found, due = [got[0], *got[1]], [right_layer(W, b, X), *right_shares(G, W, b, X)]
    array = lab.layer_of_array(p.X, p.params["W1"], p.params["b1"])
    found, due = [*found, array], [*due, right_layer(p.params["W1"], p.params["b1"], p.X)]
    return all(
        type(one) is np.ndarray and one.shape == two.shape and np.allclose(one, two)
        for one, two in zip(found, due, strict=True)
    )


def scores_case(lab, p, **more):
    """Right outright, or with right layers in the place of the student's."""
    with_follow_through(
        lambda: check_scores(lab.scores, p, **more),
        lambda: check_scores(functools.partial(lab.scores_with, right_layer, right_shares), p, **more),
        parts_correct=lambda: layers_correct(lab, p),
    )


@pytest.mark.task("forward", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=ids)
def test_forward_values(lab, given, shape):
    """Two layers with a relu between them, and none behind."""
    scores_case(lab, given(inputs.network, shape))


@pytest.mark.task("forward", core=True)
def test_forward_gradients(lab, given):
    """The gradients arrive in all four tensors."""
    scores_case(lab, given(inputs.network, SHAPES[0]), gradients=True)


@pytest.mark.task("forward", core=False)
def test_forward_unchanged(student, lab, given):
    """One row is a batch as well; inputs and parameters stay as they are."""
    p = given(inputs.network, (1, 4, 3, 4))
    scores_case(lab, p)
    check_kept(student, "forward", lambda: lab.scores(p.X, p.params, p.G))


def check_kept(student, name, call):
    """Raise Mismatch where the call changes its arguments, or the data of the tensors, which its last result tells."""
    try:
        got = call()
    except StudentFault:  # other cases judge that
        got = [True]
    check_unchanged(student)
    if type(got) is list and got[-1] is not True:
        raise Mismatch("changes-argument", f"{name} changes the data of a parameter.")


# loss


def check_loss(lab, p):
    got = lab.losses(p.params, p.X, p.labels)
    check_length(got, 3, name="the result", empty=True)
    is_tensor(got[0], "loss")
    made = lazily(formulas.wrong_slopes, p)
    check_each(
        lambda: check_number(got[0], p.loss, name="the loss", mistakes=made("loss")),
        *(
            lambda name=name, grad=grad: check_array(
                grad, p.slopes[name], name=f"the gradient of {name}", mistakes=made(name)
            )
            for name, grad in zip(PARAMS, got[1], strict=True)
        ),
    )


def check_loss_of_scores(lab, p):
    """With the right scores in the place of what forward gives."""
    got = lab.losses_of(p.scores, p.params, p.X, p.labels)
    check_length(got, 3, name="the result", empty=True)
    is_tensor(got[0], "loss")
    made = lazily(lambda p: formulas.wrong_losses(p.scores, p.labels), p)
    check_each(
        lambda: check_number(got[0], p.loss, name="the loss", mistakes=made("loss")),
        lambda: check_array(got[1][0], p.d_scores, name="the gradient of the scores", mistakes=made("scores")),
    )


def loss_case(student, lab, reference, p):
    """Right outright, or with right scores, or with right rows of ones as well."""
    given_rows = lambda: student.given(reference, "one_hot").helper(LAB)  # noqa: E731  # a worker of its own, if asked for
    with_follow_through(
        lambda: check_loss(lab, p),
        lambda: check_loss_of_scores(lab, p),
        lambda: check_loss(given_rows(), p),
        lambda: check_loss_of_scores(given_rows(), p),
    )


@pytest.mark.task("loss", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=ids)
def test_loss_values(student, lab, given, reference, shape):
    """The mean cross-entropy, and what it leaves in the four tensors."""
    loss_case(student, lab, reference, given(inputs.network, shape))


@pytest.mark.task("loss", core=False)
def test_loss_one_class(student, lab, given, reference):
    """All rows are of the first class, with labels of another type."""
    loss_case(student, lab, reference, given(inputs.one_class))


@pytest.mark.task("loss", core=False)
def test_loss_large(student, lab, given, reference):
    """Scores in the thousands."""
    try:
        loss_case(student, lab, reference, given(inputs.network, (6, 4, 3, 4), "int64", 4000.0))
    except Mismatch as mismatch:
        if mismatch.outcome == "not-finite":
            raise Mismatch("unstable-softmax", "For scores in the thousands the loss is nan or inf.") from None
        raise


@pytest.mark.task("loss", core=False)
def test_loss_unchanged(student, lab, given, reference):
    """One row is a batch as well; inputs, labels and parameters stay as they are."""
    p = given(inputs.network, (1, 4, 3, 4))
    loss_case(student, lab, reference, p)
    check_kept(student, "loss", lambda: lab.losses_of(p.scores, p.params, p.X, p.labels))


# train


def check_run(lab, p, ask="run", *before):
    got = getattr(lab, ask)(*before, *p.asked)
    check_length(got, 3, name="the result", empty=True)
    made = lazily(formulas.wrong_runs, p)
    check_each(
        lambda: check_numbers(got[0], p.losses, name="the list of losses", mistakes=made("losses")),
        *(
            lambda name=name, end=end: check_array(end, p.end[name], name=f"{name} after training", mistakes=made(name))
            for name, end in zip(PARAMS, got[1], strict=True)
        ),
    )
    if got[2] is not True:
        raise Mismatch("wrong-values", "params does not hold the same four tensors after training.")


def right_loss(params, X, labels):
    """What a loss and its gradients are, for batches that are networks in their own right."""
    value, slope = formulas.cross_entropy(formulas.forward(X, params), labels)
    slopes = formulas.backward(slope, X, params)
    return [value, *(slopes[name] for name in PARAMS)]


def loss_of_halves(params, left, right, labels):
    """The same for inputs in two halves."""
    return right_loss(params, np.hstack([left, right]), labels)


def composed(lab, p):
    """Losses, parameters and the gradients of each step, from the loss that this student wrote and what it leaves."""
    params, losses, steps, taken = dict(p.params), [], [], Taken({"W1", "b1"}, {"W2"}, {"b2"})
    for order in p.orders:
        for first in range(0, len(order), p.batch_size):
            rows = order[first : first + p.batch_size]
            got = lab.losses(params, p.X[rows], p.labels[rows])
            check_length(got, 3, name="the result", empty=True)
            if got[2] is not True:
                raise Mismatch("changes-argument", "train calls a loss that changes the data of a parameter.")
            right, table = right_loss(params, p.X[rows], p.labels[rows]), known(params, p.X[rows], p.labels[rows])
            loss = taken.take(got[0], "loss", right[0], lambda table=table: values_of(table(), "loss"))
            check_length(got[1], 4, name="the list of gradients")
            grads = {
                name: taken.take(grad, name, due, lambda name=name, table=table: values_of(table(), name))
                for name, grad, due in zip(PARAMS, got[1], right[1:], strict=True)
            }
            if loss.shape != () or any(grads[name].shape != params[name].shape for name in PARAMS):
                raise Mismatch("wrong-shape", "train calls a loss of the wrong shape.")
            losses.append(float(loss))
            steps.append(list(grads.values()))
            params = {name: params[name] - p.lr * grads[name] for name in PARAMS}
    taken.check()
    return losses, params, steps


def known(params, X, labels):
    """What listed mistakes in the loss, in forward and in Dense make of a loss and its gradients."""

    def table():
        scores = formulas.forward(X, params)
        found = formulas.slopes_of(formulas.wrong_losses(scores, labels), X, params)
        start = inputs.Network(X, params, labels, scores, scores, {}, 0.0, {}, scores)
        for one, values in formulas.wrong_scores(start).items():
            if "data" in values and values["data"].shape == scores.shape:
                value, slope = formulas.cross_entropy(values["data"], labels)
                wrong = formulas.wrong_scores(inputs.Network(X, params, labels, slope, scores, {}, 0.0, {}, scores))[
                    one
                ]
                found[one] = {"loss": value} | {name: wrong[name] for name in PARAMS}
            elif "data" not in values:
                found[one] = values
        return found

    return table


def check_composition(lab, p, *, moving):
    """train against the loss as this student wrote it. train is asked first: later it could return what that left."""
    got = lab.run(*p.asked)
    check_length(got, 3, name="the result", empty=True)
    with np.errstate(all="ignore"):
        losses, params, steps = composed(lab, p)
    if moving:
        check_changing(steps[0], steps[-1])
    check_numbers(got[0], np.array(losses), name="the list of losses")
    for name, end in zip(PARAMS, got[1], strict=True):
        check_array(end, params[name], name=name)


def right_parts(lab, p):
    """Whether the loss that the student wrote makes the right run: then a wrong run is the fault of train."""
    losses, params, _ = composed(lab, p)
    return np.allclose(losses, p.losses, rtol=1e-9) and all(
        np.allclose(params[name], p.end[name], rtol=1e-9, atol=1e-12) for name in PARAMS
    )


def train_case(lab, p, *, moving=True):
    """Right outright, or with a right loss in the place of the student's, or as a composition of the student's own."""
    with_follow_through(
        lambda: check_run(lab, p),
        lambda: check_run(lab, p, "run_with", loss_of_halves),
        lambda: check_composition(lab, p, moving=moving),
        parts_correct=lambda: right_parts(lab, p),
    )


@pytest.mark.task("train", core=True)
@pytest.mark.parametrize("shape", [SHAPES[0], DRAWN], ids=ids)
def test_train_batches(lab, given, shape):
    """Two epochs in batches of four rows, of which the last one is shorter."""
    train_case(lab, given(inputs.run, shape, 4, 2))


@pytest.mark.task("train", core=True)
def test_train_steps(lab, given):
    """More epochs, where small faults have added up."""
    train_case(lab, given(inputs.run, (10, 6, 4, 5), 5, 5, 0.2))


@pytest.mark.task("train", core=False)
def test_train_one_batch(student, lab, given):
    """A batch may be larger than all rows; X and labels stay as they are."""
    p = given(inputs.run, (6, 4, 3, 4), 64, 3)
    train_case(lab, p)
    check_kept(student, "train", lambda: lab.run_with(loss_of_halves, *p.asked))


@pytest.mark.task("train", core=False)
def test_train_single_rows(lab, given):
    """A batch may be a single row."""
    train_case(lab, given(inputs.run, (5, 4, 3, 4), 1, 1))


@pytest.mark.task("train", core=False)
def test_train_used(lab, given):
    """What the tensors hold as gradients before the training does not count."""
    p = given(inputs.run, (7, 5, 3, 4), 3, 1, 0.3, True)
    train_case(lab, p)


@pytest.mark.task("train", core=False)
def test_train_no_epochs(lab, given):
    """Without an epoch there is no loss, and nothing moves."""
    check_run(lab, given(inputs.run, (5, 4, 3, 4), 2, 0))


# accuracy


def accuracy_case(lab, p):
    """Right outright, or with right scores in the place of what forward gives."""
    want = float(np.mean(p.scores.argmax(axis=1) == p.labels))
    made = lazily(lambda p: formulas.wrong_shares(p.scores, p.labels), p)("")

    def outright():
        check_number(lab.shares(p.params, p.X, p.labels), want, name="the accuracy", mistakes=made)

    def of_scores():
        got = lab.shares_of(p.scores, p.params, p.X, p.labels)
        check_length(got, 2, name="the result", empty=True)
        check_number(got[0], want, name="the accuracy", mistakes=made)

    with_follow_through(outright, of_scores)


@pytest.mark.task("accuracy", core=True)
@pytest.mark.parametrize("shape", [(11, 7, 5, 3), (5, 4, 3, 5), DRAWN], ids=ids)
def test_accuracy_values(lab, given, shape):
    """The share of the rows whose largest score stands at their label."""
    accuracy_case(lab, given(inputs.answered, shape))


@pytest.mark.task("accuracy", core=False)
def test_accuracy_one_row(student, lab, given):
    """One row, which is right; inputs, labels and parameters stay as they are."""
    p = given(inputs.answered, (1, 4, 3, 4))
    accuracy_case(lab, p)
    check_kept(student, "accuracy", lambda: lab.shares_of(p.scores, p.params, p.X, p.labels))


# held_back


@pytest.mark.task("held_back", core=True)
def test_held_back_accuracy(lab, given):
    """Trained on 400 pictures, the network names most of the others, whatever way its training took."""
    p = given(inputs.held_back)
    asked = (p.params, p.X, p.labels, LR, EPOCHS, BATCH, p.seed)
    with_follow_through(
        lambda: check_share(p, lab.run(*asked)),
        lambda: check_share(p, lab.run_with(loss_of_halves, *asked)),
    )


def check_share(p, got):
    check_length(got, 3, name="the result", empty=True)
    check_length(got[1], 4, name="the list of parameters")
    params = {name: numbers_of(end, "the training") for name, end in zip(PARAMS, got[1], strict=True)}
    if any(params[name].shape != p.params[name].shape for name in PARAMS):
        raise Mismatch("wrong-shape", "After training a parameter has another shape.")
    with np.errstate(all="ignore"):
        scores = formulas.forward(p.X_held, params)
    share = float(np.mean(scores.argmax(axis=1) == p.labels_held))
    if not share >= WANTED or not np.isfinite(scores).all():
        raise Mismatch("wrong-values", "After training the network reads too few held-back digits correctly.")


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
