"""How a referee's answers are compared in a2_gradient_check: quotients, errors, projections and verdicts."""

import numpy as np

from autograder.cases import Watched, check_unchanged, expect_error, record, with_follow_through
from autograder.cases.tables import lazily
from autograder.faults import StudentFault
from autograder.handout.gradcheck import Mismatch, check_array, check_each, check_length, check_number, check_word

from . import mistakes as made

PARTS = ("relative_error", "scale_and_residual")
"""What verdict is put together from."""


def wrong_quotients(p):
    return made.quotients(p.f, np.asarray(p.x, dtype=float), p.h)


def cut_quotients(p):
    return made.cut_quotients(p.f, p.x, p.h)


def check_quotients(student, p, *, h=True, wrong=wrong_quotients, rtol=1e-8, atol=1e-10):
    """The central differences at p, with its step or, unless `h`, with the default step."""
    f = Watched(p.f)
    got = student.numeric_gradient(f, p.x, *([p.h] if h else []))
    if at_same_places(f.arguments) and isinstance(got, np.ndarray) and not got.any():
        raise Mismatch("same-place", "f is called twice at the same place, so every difference is 0.")
    table = lazily(wrong, p)("")
    check_array(got, p.gradient, name="the gradient", sizes=p.x.shape, rtol=rtol, atol=atol, mistakes=table)


def at_same_places(arguments):
    """Whether f was called, and every second time where it was called just before."""
    pairs = zip(arguments[::2], arguments[1::2], strict=False)
    return len(arguments) > 1 and all(np.array_equal(one, two) for one, two in pairs)


def wrong_errors(p):
    return made.errors(p.a, p.b)


def own_number(got, name):
    """A result as a float; Mismatch where it is no number."""
    if isinstance(got, np.generic | np.ndarray | int | float) and np.shape(got) == ():
        return float(got)
    raise Mismatch("wrong-type", f"{name} is not a single number.")


def refuse_shapes(call):
    """Raise Mismatch unless the call raises ValueError."""
    try:
        expect_error(call, "ValueError")
    except Mismatch as mismatch:
        raise Mismatch("shapes-not-compared", f"The arrays have different shapes. {mismatch.message}") from None


def wrong_projections(p):
    return made.projections(p.a, p.b)


def check_projection(student, p, wrong=wrong_projections):
    got = student.scale_and_residual(p.a, p.b)
    check_length(got, 2, name="the result of scale_and_residual")
    table = lazily(wrong, p)
    check_each(
        lambda: check_number(got[0], p.k, name="k", mistakes=table("k")),
        lambda: check_number(got[1], p.r, name="r", mistakes=table("r")),
    )


def wrong_words(cases):
    return made.words(cases)


def check_verdicts(student, reference, cases, wrong=wrong_words):
    """The right word for each gradient, by the student's own functions or by right ones in their place."""
    with_follow_through(
        lambda: ask_all(student, cases, wrong), lambda: ask_all(student.given(reference, *PARTS), cases, wrong)
    )


def ask_all(student, cases, wrong):
    got, first = [], None
    for label, g, ref, word in cases:
        try:
            got.append(student.verdict(g, ref))
            check_word(got[-1], word, made.WORDS, name=f"the verdict on a gradient {label}")
        except (Mismatch, StudentFault) as fault:
            first = first or fault
            if isinstance(fault, StudentFault):
                raise
    known = [1.0 + made.WORDS.index(one) if type(one) is str and one in made.WORDS else np.nan for one in got]
    want = np.array([1.0 + made.WORDS.index(word) for *_, word in cases])
    record("the verdict", np.array(known), want, lazily(wrong, cases)("") if wrong else None)
    if first is not None:
        raise first


def check_kept(student, g, ref):
    student.verdict(g, ref)
    check_unchanged(student)
