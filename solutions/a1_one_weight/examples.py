"""The smallest cases on which a mistake with one weight shows, for the learner's page; never released."""

from autograder.cases.examples import Formula, example, num, plain

# In a calculation such as (-2)*(7-3*4)*3 each number can be told from the others; none but a zero is 1 or 0.
WHOLE = ((3.0, 4.0), (5.0, 2.5), (3.0, -2.0), (4.0, 0.5), (0.0, 3.0))
TRIPLES = ((3.0, 4.0, 7.0), (5.0, 3.0, 8.0), (3.0, -2.0, 4.0), (4.0, 0.5, 7.0), (0.0, 3.0, 7.0))
INTEGERS = (3, 4, 7)


def forward(reference):
    for x, w in (*WHOLE, (3, 0.5)):
        right = {"y_hat": float(reference.forward(x, w))}
        yield example("forward", {"x": x, "w": w}, right, lambda name, at, x=x, w=w: f"{num(x)}*{num(w)}")


def loss(reference):
    for y_hat, y in ((7.0, 4.0), (3.0, 8.0), (6.0, 6.0), (0.5, 3)):
        right = {"loss": float(reference.loss(y_hat, y))}
        given = {"y_hat": y_hat, "y": y}
        yield example(
            "loss",
            given,
            right,
            lambda name, at, p=y_hat, y=y: f"({plain(y)}-{num(p)})**2",
            called={"loss": "the loss"},
        )


def gradients(reference):
    for x, w, y in (*TRIPLES, INTEGERS, (3, 0.5, 2)):
        right = {key: float(value) for key, value in reference.gradients(x, w, y).items()}

        def work(name, at, x=x, w=w, y=y):
            slope = f"(-2)*({plain(y)}-{num(x)}*{num(w)})"
            links = {"dL_dyhat": slope, "dyhat_dw": num(x), "dL_dw": f"{slope}*{num(x)}", "dL_dx": f"{slope}*{num(w)}"}
            return links.get(name, f"2*({plain(y)}-{num(x)}*{num(w)})")

        yield example(
            "gradients",
            {"x": x, "w": w, "y": y},
            right,
            work,
            keys={key: key for key in right},
            result="the dict of gradients",
            separate=True,
        )


def update(reference):
    for w, grad, lr in ((3.0, 2.0, 0.1), (5.0, -4.0, 0.5), (4, 3, 0.5)):
        given = {"w": w, "grad": grad, "lr": lr}
        right = {"new": float(reference.update(w, grad, lr))}
        yield example(
            "update",
            given,
            right,
            lambda name, at, v=(w, lr, grad): "{} - {}*{}".format(*map(num, v)),
            called={"new": "the new weight"},
        )


def train(reference):
    for x, w, y, steps in (
        (3.0, 4.0, 7.0, 1),
        (2.0, 5.0, 6.0, 2),
        (3.0, 2.0, 12.0, 3),
        (0.0, 3.0, 7.0, 1),
        (2, 5, 6, 2),
    ):
        given = {"x": x, "y": y, "w": w, "lr": 0.1, "steps": steps}
        weights = [float(value) for value in reference.train(**given)]

        def work(name, at, x=x, y=y, weights=weights):
            if at[0] == 0:
                return num(weights[0])
            before = num(weights[at[0] - 1])
            return f"{before} - 0.1*(-2)*({plain(y)}-{num(x)}*{before})*{num(x)}"

        parts = ("forward", "loss", "gradients", "update")
        yield example(
            "train", given, {"weights": weights}, work, parts=parts, called={"weights": "the list of weights"}
        )


def largest_stable_lr(reference):
    for x in (5.0, 3.0, -4.0, 10):
        right = {"lr": float(reference.largest_stable_lr(x))}
        yield example(
            "largest_stable_lr",
            {"x": x},
            right,
            lambda name, at, x=x: f"1/({num(x)}*{num(x)})",
            called={"lr": "the largest stable learning rate"},
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
    "forward": forward,
    "loss": loss,
    "gradients": gradients,
    "update": update,
    "train": train,
    "largest_stable_lr": largest_stable_lr,
    "find_bug": find_bug,
}
