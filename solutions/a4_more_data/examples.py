"""The smallest cases on which a mistake with sums, means and batches shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, num, plain, small, total

REDUCTIONS = ("sum", "mean", "row_mean")


def factor(reduction, rows, outputs):
    """The c of a reduction as it is written; nothing for a sum."""
    return {"sum": "", "mean": f"1/({rows}*{outputs})*", "row_mean": f"1/{rows}*"}[reduction]


def predictions_agree(reference):
    cases = (
        ([[1], [1]], [[5], [6]], "the two rows are equal and their predictions, 5 and 6, are not"),
        ([[1], [2], [1]], [[5], [6], [7]], "rows 0 and 2 are equal and their predictions, 5 and 7, are not"),
        ([[1], [2], [1]], [[5], [6], [5]], "rows 0 and 2 are equal, and so are their predictions"),
        ([[1], [1]], [[6], [5]], "the two rows are equal and their predictions, 6 and 5, are not"),
        ([[1, 2], [1, 3]], [[5], [6]], "the rows differ in one number, so their predictions may differ"),
        ([[1], [2]], [[5], [5]], "no row occurs twice"),
        ([[1], [1]], [[5, 7], [5, 8]], "the rows are equal, and in one output the predictions are not"),
        ([[1], [1], [1]], [[5], [5], [6]], "all rows are equal, and the last prediction is another"),
    )
    for X, Y_hat, reason in cases:
        given = {"X": np.array(X, float), "Y_hat": np.array(Y_hat, float)}
        right = {"predictions_agree": reference.predictions_agree(**given)}
        yield example("predictions_agree", given, right, lambda name, at, reason=reason: reason)


def squared_error(reference):
    for N, M in ((1, 1), (2, 1), (1, 2), (2, 2)):
        for reduction in REDUCTIONS:
            given = {"Y_hat": small((N, M), 6), "Y": small((N, M), 2), "reduction": reduction}

            def work(name, at, given=given):
                c = factor(given["reduction"], *given["Y"].shape)
                pairs = zip(given["Y_hat"].flat, given["Y"].flat, strict=True)
                squares = total(f"({plain(p)}-{num(y)})**2" for p, y in pairs)
                return f"{c}({squares})" if c else squares

            yield example(
                "squared_error", given, {"loss": reference.squared_error(**given)}, work, called={"loss": "the loss"}
            )


def gradients(reference):
    for N, D, M in ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 1, 2)):
        for reduction in REDUCTIONS:
            given = problem(N, D, M) | {"reduction": reduction}
            dW, db = reference.gradients(**given)

            def work(name, at, given=given):
                return entry(given, name, at)

            yield example("gradients", given, {"dW": dW, "db": db}, work, result="the result (dW, db)")


def problem(N, D, M):
    return {"X": small((N, D), 2), "Y": small((N, M), 4), "W": small((M, D)), "b": small(M, 3)}


def entry(given, name, at):
    """One entry of dW or db, from the residuals in numbers."""
    X, Y, W, b = (given[key] for key in "XYWb")
    Y_hat, m = X @ W.T + b, at[0]
    links = [
        f"2*({plain(Y_hat[n, m])}-{num(Y[n, m])})" + (f"*{num(X[n, at[1]])}" if name == "dW" else "")
        for n in range(len(X))
    ]
    c = factor(given["reduction"], *Y.shape)
    return f"{c}({total(links)})" if c else total(links)


def largest_stable_lr(reference):
    """With one row, or equal rows, or columns of which each is alone, the largest eigenvalue is a sum of squares."""
    for X, M, squares in (
        ([[3]], 1, "3*3 + 1*1"),
        ([[3], [-3]], 1, "3*3 + 3*3"),
        ([[3], [-3]], 2, "3*3 + 3*3"),
        ([[1, 2]], 1, "1*1 + 2*2 + 1*1"),
        ([[2], [2]], 1, "2*2 + 1*1 + 2*2 + 1*1"),
    ):
        for reduction in REDUCTIONS:
            given = {"X": np.array(X, float), "M": M, "reduction": reduction}
            right = {"lr": reference.largest_stable_lr(**given)}
            work = f"2/(2*{factor(reduction, len(X), M)}({squares}))"
            yield example(
                "example_calls.largest_stable_lr",
                given,
                right,
                lambda name, at, work=work: work,
                called={"lr": "the largest stable learning rate"},
            )


def accumulate(reference):
    for N, batch_size in ((1, 1), (2, 1), (2, 2), (3, 2), (2, 3)):
        for reduction in REDUCTIONS:
            given = problem(N, 1, 1) | {"batch_size": batch_size, "reduction": reduction}
            dW, db = reference.accumulate(**given)

            def work(name, at, given=given):
                return entry(given, name, at)

            right = {"dW": dW, "db": db}
            yield example("accumulate", given, right, work, result="the result (dW, db)", parts=("gradients",))


def standardize(reference):
    for X in ([[1], [5]], [[1], [7]], [[1, 2], [5, 8]], [[4], [4]]):
        given = {"X": np.array(X, float)}
        Xs, mean, std = reference.standardize(**given)

        def work(name, at, X=given["X"], mean=mean, std=std):
            column = X[:, at[-1]]
            center = num(mean[at[-1]])
            if name == "mean":
                return f"({total(map(num, column))})/{len(column)}"
            if name == "Xs":
                return f"({plain(X[at])}-{center})/{num(std[at[1]])}"
            if np.ptp(column) == 0:
                return "1"
            return f"(({total(f'({plain(x)}-{center})**2' for x in column)})/{len(column)})**0.5"

        right = {"mean": mean, "std": std, "Xs": Xs}
        yield example(
            "standardize",
            given,
            right,
            work,
            returns=("Xs", "mean", "std"),
            result="the result (Xs, mean, std)",
        )
    for D in (1, 2):
        given = {"Ws": small((1, D), 3), "bs": small(1, 6), "mean": small(D), "std": small(D, 3)}
        W, b = reference.unstandardize(**given)

        def back(name, at, given=given):
            Ws, bs, mean, std = given.values()
            if name == "W":
                return f"{num(Ws[at])}/{num(std[at[1]])}"
            terms = zip(Ws[at[0]], std, mean, strict=True)
            return num(bs[at[0]]) + "".join(f" - {num(w)}/{num(s)}*{num(m)}" for w, s, m in terms)

        yield example("unstandardize", given, {"W": W, "b": b}, back, result="the result (W, b)")


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
    "predictions_agree": predictions_agree,
    "squared_error": squared_error,
    "gradients": gradients,
    "largest_stable_lr": largest_stable_lr,
    "accumulate": accumulate,
    "standardize": standardize,
    "find_bug": find_bug,
}
