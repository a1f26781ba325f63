"""The smallest cases on which a mistake in the gradient check shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, example_calls, num, plain, total

H = 0.2
WORDS = ("ok", "scaled", "flipped", "zero", "wrong shape", "wrong")
CURVES = (
    ("x[0]**2", (3.0,)),
    ("x[0]**3", (2.0,)),
    ("x[0]**5", (1.0,)),
    ("x[0]**3 + x[0]*x[1]", (2.0, 3.0)),
    ("x[0,0]**3 + x[0,0]*x[1,0]", ((2.0,), (3.0,))),
    ("x[0]*x[1] + x[2]*x[3]**3", (2.0, 3.0, 5.0, 4.0)),
    ("x[0,0]**3 + 2*x[0,1]", ((2.0, 3.0),)),
)
"""Functions of example_calls.py by their text, and a point of each."""
PAIRS = (
    ((5.0,), (3.0,)),
    ((3.0,), (5.0,)),
    ((-5.0,), (-3.0,)),
    ((5.0,), (-3.0,)),
    ((5.0, 2.0), (3.0, 2.0)),
    ((5.0, 10.0), (3.0, 14.0)),
    ((0.0,), (0.0,)),
    ((0.0, 5.0), (0.0, 3.0)),
)
ARROWS = (
    ((6.0,), (3.0,)),
    ((5.0, 10.0), (4.0, 2.0)),
    ((10.0, 5.0), (3.0, 4.0)),
    ((-2.0, -6.0), (0.0, 4.0)),
    ((0.0, 0.0), (1.0, 2.0)),
    (((5.0,), (10.0,)), ((4.0,), (2.0,))),
)
VERDICTS = (
    ((2.0, -4.0), (2.0, -4.0), "equal"),
    ((1.0, -2.0), (2.0, -4.0), "k = 0.5, r = 0"),
    ((-2.0, 4.0), (2.0, -4.0), "k = -1, r = 0"),
    ((-1.0, 2.0), (2.0, -4.0), "k = -0.5, r = 0"),
    ((0.0, 0.0), (2.0, -4.0), "every entry is 0"),
    (((2.0, -4.0),), (2.0, -4.0), "(1, 2) is not (2,)"),
    ((2.0, 4.0), (2.0, -4.0), "k = -0.6, r = 0.8"),
    ((2.00001, -4.0), (2.0, -4.0), "the relative error is 2.5e-6"),
    ((2.0000001, -4.0), (2.0, -4.0), "the relative error is 2.5e-8"),
    ((2e-9, -4e-9), (1e-9, -2e-9), "k = 2, r = 0"),
)


def numeric_gradient(reference):
    for f, x in CURVES:
        yield quotient(reference, f, np.array(x))
    yield quotient(reference, CURVES[1][0], np.array([2]))


def quotient(reference, text, x):
    f = example_calls(reference).FUNCTIONS[text]

    def work(name, at):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[at], down[at] = up[at] + H, down[at] - H
        return f"({plain(f(up))} - {num(f(down))})/(2*{H})"

    given, right = {"f": Formula(text), "x": x, "h": H}, {"gradient": reference.numeric_gradient(f, x, H)}
    return example("example_calls.numeric_gradient", given, right, work, called={"gradient": "the gradient"})


def relative_error(reference):
    for a, b in PAIRS:
        worst = max(range(len(a)), key=lambda i: abs(a[i] - b[i]) / max(1e-12, abs(a[i]) + abs(b[i])))

        def work(name, at, a=a[worst], b=b[worst]):
            below = f"({plain(abs(a))} + {plain(abs(b))})" if a or b else "0.000000000001"
            return f"{plain(abs(a - b))}/{below}"

        given = {"a": np.array(a), "b": np.array(b)}
        yield example(
            "relative_error",
            given,
            {"error": reference.relative_error(**given)},
            work,
            called={"error": "the relative error"},
        )


def scale_and_residual(reference):
    for g, ref in ARROWS:
        g, ref = np.array(g), np.array(ref)
        k, r = reference.scale_and_residual(g, ref)
        flat_g, flat_ref, square = g.ravel(), ref.ravel(), (ref**2).sum()

        def work(name, at, g=flat_g, ref=flat_ref, k=k, square=square):
            if name == "k":
                return f"({total(f'{num(p)}*{num(q)}' for p, q in zip(g, ref, strict=True))})/{plain(square)}"
            rest = total(f"({plain(p)}-{num(k)}*{num(q)})**2" for p, q in zip(g, ref, strict=True))
            return f"({rest})**0.5/{plain(square)}**0.5"

        yield example("scale_and_residual", {"g": g, "ref": ref}, {"k": k, "r": r}, work)


def verdict(reference):
    for g, ref, why in VERDICTS:
        given = {"g": np.array(g), "ref": np.array(ref)}
        right = {"verdict": reference.verdict(**given)}
        parts = ("relative_error", "scale_and_residual")
        shown = {"g": Formula("[2 + 1e-7, -4]")} if "e-8" in why else {}
        yield example(
            "verdict",
            given | shown,
            right,
            lambda name, at, why=why: why,
            arguments=tuple(given.values()),
            words=WORDS,
            parts=parts,
            called={"verdict": "the verdict"},
        )


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
    "numeric_gradient": numeric_gradient,
    "relative_error": relative_error,
    "scale_and_residual": scale_and_residual,
    "verdict": verdict,
    "find_bug": find_bug,
}
