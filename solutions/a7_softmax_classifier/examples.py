"""The smallest cases on which a mistake in a softmax classifier shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, num, plain, small, total

PARTS = ("softmax", "cross_entropy", "grad_logits")
OVERFLOW = (
    "unstable-softmax",
    "For scores in the thousands the result is nan or inf. An exponential overflows, or a whole row becomes 0.",
)
LOG_OF_ZERO = (
    "log-of-zero",
    "The loss is nan or inf where the label's probability is 0 as a float: the log of 0 is taken.",
)


def asked(function, given, right, work, parts, **more):
    """A case of a function that takes labels and calls other tasks."""
    shown = {name: value.tolist() if name == "labels" else value for name, value in given.items()}
    return example(function, shown, right, work, arguments=tuple(given.values()), parts=parts, **more)


def scores():
    """Scores and labels, the smallest first; the last ones are large."""
    for shape, labels in (((1, 2), [1]), ((2, 2), [1, 0]), ((1, 3), [2]), ((2, 3), [2, 0])):
        yield small(shape, 3) / 2, np.array(labels)
    yield np.array([[2, -1]]), np.array([1])
    yield np.array([[1000.0, 999.0]]), np.array([0])
    yield np.array([[-1000.0, -1002.0]]), np.array([1])
    yield np.array([[1000.0, 999.0], [0.0, 1.0]]), np.array([0, 0])
    yield np.array([[2000.0, 0.0]]), np.array([1])


def size_of(Z):
    """Whether the exponentials of scores overflow, or all become 0."""
    return "large" if np.abs(Z).max() > 700 else "moderate"


def probability(z, k):
    """exp(z[k]) over the sum, less the largest score in each exponent, with e = 2.71828."""
    powers = ["1" if value == max(z) else f"2.71828**{num(value - max(z))}" for value in z]
    return f"{powers[k]}/({total(powers)})"


def softmax(reference):
    for Z, _ in scores():
        yield example(
            "softmax",
            {"Z": Z},
            {"P": reference.softmax(Z)},
            lambda name, at, Z=Z: probability(Z[at[0]], at[1]),
            part=f"the softmax of {size_of(Z)} scores",
            not_finite=OVERFLOW if size_of(Z) == "large" else (),
        )


def cross_entropy(reference):
    for Z, labels in scores():

        def work(name, at, Z=Z, labels=labels):
            parts = [
                f"{plain(np.logaddexp.reduce(z.astype(float)), 10)} - {num(z[k])}"
                for z, k in zip(Z, labels, strict=True)
            ]
            return parts[0] if len(parts) == 1 else f"({' + '.join(f'({part})' for part in parts)})/{len(parts)}"

        given = {"Z": Z, "labels": labels}
        right = {"loss": reference.cross_entropy(Z, labels)}
        it = f"the loss of {size_of(Z)} scores"
        spread = np.ptp(Z) > 1e3
        yield asked(
            "cross_entropy",
            given,
            right,
            work,
            PARTS[:1],
            called={"loss": it if size_of(Z) == "large" else "the loss"},
            part=it,
            not_finite=() if size_of(Z) == "moderate" else LOG_OF_ZERO if spread else OVERFLOW,
        )


def grad_logits(reference):
    for Z, labels in scores():

        def work(name, at, Z=Z, labels=labels):
            n, k = at
            one = f"{probability(Z[n], k)}{' - 1' if k == labels[n] else ''}"
            return one if len(Z) == 1 else f"({one})/{len(Z)}"

        given = {"Z": Z, "labels": labels}
        right = {"dL/dZ": reference.grad_logits(Z, labels)}
        large = size_of(Z) == "large"
        yield asked("grad_logits", given, right, work, PARTS[:1], not_finite=OVERFLOW if large else ())


def gradients(reference):
    for (N, D, K), labels in (
        ((1, 1, 2), [1]),
        ((2, 1, 2), [1, 0]),
        ((1, 2, 2), [1]),
        ((1, 1, 3), [1]),
        ((2, 1, 3), [2, 0]),
    ):
        given = {
            "X": small((N, D), 4),
            "labels": np.array(labels),
            "W": small((K, D), 3) / 4,
            "b": small(K, 1) / 4,
        }
        dW, db = reference.gradients(**given)
        P = reference.softmax(given["X"] @ given["W"].T + given["b"])

        def work(name, at, given=given, P=P):
            X, labels, k = given["X"], given["labels"], at[0]
            links = [
                (f"({plain(P[n, k])}-1)" if k == labels[n] else plain(P[n, k]))
                + (f"*{num(X[n, at[1]])}" if name == "dW" else "")
                for n in range(len(X))
            ]
            return total(links) if len(X) == 1 else f"({total(links)})/{len(X)}"

        yield asked("gradients", given, {"dW": dW, "db": db}, work, PARTS, result="the result (dW, db)")


def find_bug(reference):
    yield example(
        "example_calls.answer_of_find_bug",
        {"the call": Formula("find_bug()")},
        {"answer": "a text and a dict"},
        lambda *_: "an id of suspect.CANDIDATES, and an example",
        arguments=(),
        called={"answer": "the answer"},
        words=("a text and a dict",),
    )


EXAMPLES = {
    "softmax": softmax,
    "cross_entropy": cross_entropy,
    "grad_logits": grad_logits,
    "gradients": gradients,
    "find_bug": find_bug,
}
