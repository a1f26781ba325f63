"""How the results of a4_more_data are compared: with what is due, or with what the student's own parts make of it."""

from itertools import pairwise
from types import SimpleNamespace

from autograder.cases import check_known, with_follow_through
from autograder.cases.tables import lazily, once, values_of
from autograder.handout import gradcheck
from autograder.handout.gradcheck import Mismatch, check_each, check_length

from ...shared import linear_model
from ...shared.linear_model import share
from ...shared.precision import check_array, check_number
from .inputs import REDUCTIONS
from .mistakes import wrong_limits, wrong_models, wrong_scalings, wrong_sums


def check_gradients(got, p, shape, wrong, *key):
    check_length(got, 2, name="the result (dW, db)")
    made = lazily(lambda p: once(wrong, p, *key), p)
    check_each(
        lambda: check_array(got[0], p.d_weights, name="dW", sizes=shape, mistakes=made("dW")),
        lambda: check_array(got[1], p.d_bias, name="db", sizes=shape, mistakes=made("db")),
    )


LAB = """
import numpy as np


def largest_stable_lr(X, M, reduction):
    own = getattr(student, "largest_stable_lr", None)
    if own is None:
        raise NotImplementedError
    value = own(X, M, reduction)
    # rounding decides whether a solver for any matrix takes the eigenvalues of a symmetric matrix for complex numbers
    real = isinstance(value, complex) and abs(value.imag) <= 1e-9 * abs(value.real)
    return float(value.real) if real else value
"""
"""Runs beside the submission: a complex number that is real but for its type counts as that real number."""


def check_limit(student, p, reduction, wrong=wrong_limits):
    made = lazily(lambda p: once(wrong, p, reduction), p)("")
    name = "the largest stable learning rate"
    got = student.helper(LAB).largest_stable_lr(p.X, p.M, reduction)
    check_number(got, p.lr, name=name, mistakes=made)


def rows_of(p, start, stop):
    return p.X[start:stop], p.Y[start:stop], p.W, p.b


def check_accumulate(student, reference, p, batch_size, reduction, wrong=wrong_sums):
    """Right outright, or right with a right `gradients`, or composed of what this student's `gradients` returns."""

    def check(module):
        got = module.accumulate(p.X, p.Y, p.W, p.b, batch_size, reduction)
        check_gradients(got, p, (*p.X.shape, p.Y.shape[1]), wrong, reduction, batch_size)

    with_follow_through(
        lambda: check(student),
        lambda: check(student.given(reference, "gradients")),
        lambda: check_composition(student, reference, p, batch_size, reduction),
    )


def check_batches(student, reference, p, batch_size, reduction):
    """Raise Mismatch where `accumulate` asks `gradients` for more rows at once than a batch has."""
    rows = []

    def watched(X, Y, W, b, word):
        rows.append(len(X))
        return reference.gradients(X, Y, W, b, word)

    student.given(SimpleNamespace(gradients=watched), "gradients").accumulate(p.X, p.Y, p.W, p.b, batch_size, reduction)
    if rows and max(rows) > batch_size:
        raise Mismatch("batches-not-used", "`gradients` gets more rows at once than a batch has.")


def check_composition(student, reference, p, batch_size, reduction):
    """Raise Mismatch unless `accumulate` returns a full gradient composed of what the student's `gradients` returns.

    A batch's gradient may be asked for under any of the three reductions and weighted by the ratio of the factors;
    the batches may be those of `batch_size`, or all rows at once. Each gradient must be right, or wrong as a listed
    mistake is: anything else could be added up without looking at the rows.
    """
    got = student.accumulate(p.X, p.Y, p.W, p.b, batch_size, reduction)
    check_length(got, 2, name="the result (dW, db)")
    for size, word in ((len(p.X), reduction), *((batch_size, word) for word in REDUCTIONS)):
        try:
            due = composed(student, reference, p, size, reduction, word)
        except Mismatch:  # `gradients` may fail under a reduction that `accumulate` does not use
            continue
        if same(got, due):
            return
    raise Mismatch("wrong-values", "The result is not made from what `gradients` returns for the batches.")


def composed(student, reference, p, batch_size, reduction, word):
    """The weighted sum of the student's own gradients of the batches under the reduction `word`."""
    N, M = p.Y.shape
    total = None
    for start, stop in pairwise([*range(0, N, batch_size), N]):
        weight = share(reduction, N, M) / share(word, stop - start, M)
        part = [weight * g for g in own_gradients(student, reference, rows_of(p, start, stop), word)]
        total = part if total is None else [add(a, g) for a, g in zip(total, part, strict=True)]
    return total


def own_gradients(student, reference, rows, reduction):
    """(dW, db) of the student's `gradients` as arrays of whatever shape a listed mistake gives them."""
    got = student.gradients(*rows, reduction)
    check_length(got, 2, name="the result of `gradients`")
    X, Y, W, b = rows
    right = reference.gradients(*rows, reduction)
    table = linear_model.linear_gradients(X, X @ W.T + b, Y, reduction, W=W, b=b)
    known = [[value, *values_of(table, name)] for value, name in zip(right, ("dW", "db"), strict=True)]
    return [check_known(g, "gradients", list, values) for g, values in zip(got, known, strict=True)]


def add(a, b):
    if a.shape != b.shape:
        raise Mismatch("wrong-shape", "`gradients` returns arrays of different shapes for different numbers of rows.")
    return a + b


def same(got, want):
    try:
        for g, w in zip(got, want, strict=True):
            gradcheck.check_array(g, w)
    except Mismatch:
        return False
    return True


def check_scaling(got, p):
    check_length(got, 3, name="the result (Xs, mean, std)")
    made = lazily(wrong_scalings, p)
    check_each(
        lambda: check_array(got[1], p.mean, name="mean", sizes=p.X.shape),
        lambda: check_array(got[2], p.std, name="std", sizes=p.X.shape, mistakes=made("std")),
        lambda: check_array(got[0], p.Xs, name="Xs", sizes=p.X.shape, mistakes=made("Xs")),
    )


def check_model(got, p):
    check_length(got, 2, name="the result (W, b)")
    made = lazily(wrong_models, p)
    check_each(
        lambda: check_array(got[0], p.W, name="W", sizes=p.Ws.shape, mistakes=made("W")),
        lambda: check_array(got[1], p.b, name="b", sizes=p.Ws.shape, mistakes=made("b")),
    )
