"""The smallest cases on which a mistake with the torch model shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, num, plain, small, total

SIZES = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 1, 2))
LR = 0.1


def problem(N, D, M):
    """W and b of the model, and the data."""
    return {"W": small((M, D)), "b": small(M, 3), "X": small((N, D), 2), "Y": small((N, M), 4)}


def residuals(given, m):
    """Predictions and targets of one output, written down."""
    Y_hat = given["X"] @ given["W"].T + given["b"]
    return [f"({plain(p)}-{num(y)})" for p, y in zip(Y_hat[:, m], given["Y"][:, m], strict=True)]


def gradient(given, name, at):
    """One entry of a gradient; the name begins with W or b, or ends in weight or bias."""
    times = [f"*{num(x)}" for x in given["X"][:, at[1]]] if len(at) == 2 else [""] * len(given["X"])
    return total(f"2*{r}{t}" for r, t in zip(residuals(given, at[0]), times, strict=True))


def squares(given):
    M = len(given["b"])
    return total(f"{r}**2" for m in range(M) for r in residuals(given, m))


def formulas(given):
    """The residuals, the loss and both gradients."""
    R = given["X"] @ given["W"].T + given["b"] - given["Y"]
    return R, float((R**2).sum()), 2 * R.T @ given["X"], 2 * R.sum(axis=0)


def model_regression(reference):
    for size in (*SIZES, (1, 2, 2)):  # a square W, too: there what is not transposed raises no error
        given = problem(*size)
        del given["Y"]

        def work(name, at, given=given):
            n, m = at
            pairs = zip(given["X"][n], given["W"][m], strict=True)
            return total([*(f"{num(x)}*{num(w)}" for x, w in pairs), num(given["b"][m])])

        yield example(
            "example_calls.predict",
            given,
            {"Y_hat": given["X"] @ given["W"].T + given["b"]},
            work,
            called={"Y_hat": "the prediction"},
        )


def train_step(reference):
    for size, steps in ((SIZES[0], 1), (SIZES[0], 2), (SIZES[1], 1), (SIZES[3], 1), ((2, 1, 2), 1)):
        given = problem(*size) | {"lr": LR}
        before = dict(given)
        for _ in range(steps):
            _, loss, dW, db = formulas(before)
            last, before = before, before | {"W": before["W"] - LR * dW, "b": before["b"] - LR * db}
        call = "loss" if steps == 1 else "loss of the 2nd call"
        right = {call: loss, "weight": before["W"], "bias": before["b"]}

        def work(name, at, last=last, call=call):
            if name == call:
                return squares(last)
            start = last["W"][at] if name == "weight" else last["b"][at]
            return f"{plain(start)} - {num(LR)}*({gradient(last, name, at)})"

        yield example(
            "example_calls.train_step",
            given,
            right,
            work,
            arguments=(*given.values(), steps),
            called={call: "the loss of the second call" if steps > 1 else "the loss"},
        )


def fit(reference):
    for size, epochs in ((SIZES[0], 1), (SIZES[0], 2), (SIZES[1], 1), (SIZES[3], 2)):
        given = problem(*size) | {"lr": LR, "epochs": epochs}
        path, losses = [dict(given)], []
        for _ in range(epochs):
            _, loss, dW, db = formulas(path[-1])
            losses.append(loss)
            path.append(path[-1] | {"W": path[-1]["W"] - LR * dW, "b": path[-1]["b"] - LR * db})

        def work(name, at, path=path):
            if name == "losses":
                return squares(path[at[0]])
            start = path[-2]["W"][at] if name == "weight" else path[-2]["b"][at]
            return f"{plain(start)} - {num(LR)}*({gradient(path[-2], name, at)})"

        right = {"losses": losses, "weight": path[-1]["W"], "bias": path[-1]["b"]}
        yield example("example_calls.fit", given, right, work, called={"losses": "the list of losses"})


def manual_gradients(reference):
    for size in SIZES:
        given = problem(*size)
        _, _, dW, db = formulas(given)

        def work(name, at, given=given):
            return gradient(given, name, at)

        right = {"linear.weight": dW, "linear.bias": np.asarray(db)}
        yield example(
            "example_calls.manual_gradients",
            given,
            right,
            work,
            keys={name: name for name in right},
            called={name: f"the gradient of {name}" for name in right},
            result="the dict of gradients",
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
    "ModelRegression": model_regression,
    "train_step": train_step,
    "fit": fit,
    "manual_gradients": manual_gradients,
    "find_bug": find_bug,
}
