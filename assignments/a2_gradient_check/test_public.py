"""Public tests of the gradient check: small numbers worked out by hand. `pytest -k verdict` tests one task."""

import bug_hunt
import gradient_check as referee
import numpy as np
import suspect
from gradcheck import Mismatch, check_array, check_length, check_number, check_word

WORDS = ("ok", "scaled", "flipped", "zero", "wrong shape", "wrong")


def cubes(x):
    """x[0]**3 + 2*x[1]**3 + x[0]*x[1]; its derivatives are 3*x[0]**2 + x[1] and 6*x[1]**2 + x[0]."""
    return x[0] ** 3 + 2 * x[1] ** 3 + x[0] * x[1]


def test_numeric_gradient_values():
    """At (2, -1) with h = 0.5: the derivatives are 11 and 8, and a central difference adds h**2 and 2*h**2."""
    got = referee.numeric_gradient(cubes, np.array([2.0, -1.0]), 0.5)
    check_array(got, np.array([11.25, 8.5]), name="the gradient")


def test_numeric_gradient_default_step():
    """With the step 1e-5 the gradient of the cubes at (2, -1) is 11 and 8, nearly to ten digits."""
    got = referee.numeric_gradient(cubes, np.array([2.0, -1.0]))
    check_array(got, np.array([11.0, 8.0]), name="the gradient", rtol=1e-8)


def test_numeric_gradient_matrix():
    """Each entry of a matrix is moved alone: the gradient of the weighted squares is 2 times weight times entry."""
    weights, x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[2.0, -1.0, 0.5], [3.0, 1.0, -2.0]])
    got = referee.numeric_gradient(lambda place: np.sum(weights * place**2), x, 0.25)
    right = np.array([[4.0, -4.0, 3.0], [24.0, 10.0, -24.0]])
    check_array(got, right, name="the gradient", sizes=(2, 3))


def test_numeric_gradient_integers():
    """If x holds integers, 2 is still moved to 2.5 and 1.5."""
    got = referee.numeric_gradient(cubes, np.array([2, -1]), 0.5)
    check_array(got, np.array([11.25, 8.5]), name="the gradient")


def test_numeric_gradient_calls():
    """Two entries: f is called four times."""
    places = []
    referee.numeric_gradient(lambda x: places.append(x) or cubes(x), np.array([2.0, -1.0]), 0.5)
    said = f"f is called {'once' if len(places) == 1 else f'{len(places)} times'}."
    if len(places) > 4:
        raise Mismatch("too-many-calls", said)
    if len(places) < 4:
        raise Mismatch("wrong-values", said)


def test_numeric_gradient_arguments_unchanged():
    """After the call, every digit of x is as before."""
    x = np.array([0.1, 0.7])
    referee.numeric_gradient(cubes, x, 0.3)
    check_array(x, np.array([0.1, 0.7]), name="x after the call", rtol=0, atol=0)


def test_numeric_gradient_restored_on_error():
    """When f raises an error, the error reaches the caller, and x is as before."""
    x = np.array([0.1, 0.7])

    def f(place):
        if place[1] > 0.9:
            raise ValueError("too far")
        return cubes(place)

    try:
        referee.numeric_gradient(f, x, 0.3)
    except ValueError:
        if not np.array_equal(x, [0.1, 0.7]):
            raise Mismatch(
                "not-restored-on-error", f"x was (0.1, 0.7) before the call, and it is {x} after the call."
            ) from None
    else:
        raise AssertionError("f raises ValueError here, but the error does not reach the caller of numeric_gradient.")


def test_relative_error_values():
    """|1-2|/3, |-4+1|/5 and |2-6|/8: the largest is 0.6."""
    a, b = np.array([1.0, -4.0, 2.0]), np.array([2.0, -1.0, 6.0])

    got = referee.relative_error(a, b)
    check_number(got, 0.6, name="the relative error")


def test_relative_error_zeros():
    """Two zeros have the error 0; a zero and another number have the largest error, 1."""
    got = referee.relative_error(np.array([0.0, 2.0]), np.array([0.0, 2.0]))
    check_number(got, 0.0, name="the error of equal arrays")
    got = referee.relative_error(np.zeros(2), np.array([0.0, 2.0]))
    check_number(got, 1.0, name="the error of zeros against (0, 2)")


def test_relative_error_shapes():
    """A column and a row raise ValueError."""
    try:
        referee.relative_error(np.ones((3, 1)), np.ones(3))
    except ValueError:
        return
    raise Mismatch("shapes-not-compared", "The shapes (3, 1) and (3,) differ, but no ValueError was raised.")


def test_relative_error_not_finite():
    """A NaN in an array gives a result that is NaN or inf."""
    for place in range(3):
        a = np.ones(3)
        a[place] = np.nan
        got = referee.relative_error(a, np.ones(3))
        if np.isfinite(got):
            raise Mismatch("nan-hidden", f"Entry {place} is NaN, but the relative error is {got:g}.")


def test_scale_and_residual_values():
    """<g, ref> = 12 + 3 + 7 + 28 = 50 and <ref, ref> = 25; the rest (2, 1, -0.5, -1) has length 2.5, ref has 5."""
    g, ref = np.array([[6.0, 3.0], [3.5, 7.0]]), np.array([[2.0, 1.0], [2.0, 4.0]])
    got = referee.scale_and_residual(g, ref)

    check_length(got, 2, name="the result of scale_and_residual")
    check_number(got[0], 2.0, name="k")
    check_number(got[1], 0.5, name="r")


def test_scale_and_residual_multiple():
    """A multiple of ref leaves no rest."""
    ref = np.array([[1.0, 2.0], [-2.0, 4.0]])
    got = referee.scale_and_residual(-0.5 * ref, ref)

    check_length(got, 2, name="the result of scale_and_residual")
    check_number(got[0], -0.5, name="k")
    check_number(got[1], 0.0, name="r")


def test_verdict_words():
    """Six gradients are compared with the right gradient (1, -2, 3); each gets another word."""
    ref = np.array([1.0, -2.0, 3.0])
    for g, word in (
        ([1.0, -2.0, 3.0], "ok"),
        ([0.5, -1.0, 1.5], "scaled"),
        ([-1.0, 2.0, -3.0], "flipped"),
        ([0.0, 0.0, 0.0], "zero"),
        ([[1.0, -2.0, 3.0]], "wrong shape"),
        ([1.0, 2.0, 3.0], "wrong"),
    ):
        check_word(referee.verdict(np.array(g), ref), word, WORDS, name=f"the verdict on {g}")


def test_verdict_margins():
    """The bound is 1e-6: an entry that is off by 1e-7 passes, an entry that is off by 1e-4 does not."""
    ref = np.array([1.0, -2.0, 3.0])
    for off, word in ((1e-7, "ok"), (1e-4, "wrong")):
        g = ref * np.array([1.0, 1.0, 1.0 + off])
        check_word(referee.verdict(g, ref), word, WORDS, name=f"the verdict on an entry that is off by {off:g}")


def test_verdict_not_finite():
    """The verdict on a gradient that contains NaN is 'wrong'."""
    g = np.array([1.0, np.nan, 3.0])
    got = referee.verdict(g, np.array([1.0, -2.0, 3.0]))
    if got == "ok":
        raise Mismatch("nan-hidden", "The verdict on (1, nan, 3) is 'ok'; expected 'wrong'.")
    check_word(got, "wrong", WORDS, name="the verdict on (1, nan, 3)")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(referee.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
