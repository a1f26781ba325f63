"""The numbers that a learner with one weight works out before the code; never released as a formula."""

from autograder.cases.ladders import slope, step

X, W, Y = 5.0, 0.8, 7.0
Y_HAT = X * W
GIVEN = {"x": X, "w": W, "y": Y}
HALF = "The 2 of the square is missing."
SIGN = "The size is right, but not the sign. Does the loss rise or fall if this number grows?"


def gradients(reference):
    right = reference.gradients(X, W, Y)

    def loss(x=X, w=W, y=Y):
        return reference.loss(reference.forward(x, w), y)

    yield step(
        -6,
        oracles=[right["dL_dyhat"], slope(lambda y_hat: reference.loss(y_hat, Y), Y_HAT)],
        given=GIVEN,
        slips={
            SIGN: 6,
            HALF: -3,
            "The 2 of the square is missing, and the sign is not right.": 3,
            "This is the loss itself. How fast does it change?": 9,
            "This is the change over a step of 0.01, so it is not exact. Take the derivative of the square.": -5.99,
        },
    )
    yield step(
        6,
        oracles=[right["dL_dy"], slope(lambda y: loss(y=y), Y)],
        given=GIVEN,
        slips={
            "The size is right, but not the sign. Does the loss rise or fall if the target grows?": -6,
            HALF: 3,
            "This is the loss itself. How fast does it change?": 9,
            "This is the change over a step of 0.01, so it is not exact. Take the derivative of the square.": 6.01,
        },
    )
    yield step(
        5,
        oracles=[right["dyhat_dw"], slope(lambda w: reference.forward(X, w), W)],
        given=GIVEN,
        slips={
            "This is how the prediction changes with the input. Here the weight changes.": 0.8,
            "This is the prediction itself. How fast does it change when the weight grows?": 4,
            "The loss does not count here. If w grows, the prediction grows by x times as much.": -5,
            "Here the loss does not count yet. How does the prediction alone change?": -30,
            "You found how far the prediction moves. Divide by how far the weight moved, 0.01.": 0.05,
        },
    )
    yield step(
        -30,
        oracles=[right["dL_dw"], slope(lambda w: loss(w=w), W)],
        given=GIVEN,
        slips={
            SIGN: 30,
            HALF: -15,
            "You added what arrives and the local gradient. Links of one chain are multiplied.": -1,
            "The local gradient of the product is missing.": -6,
            "You took the other local gradient. Here the weight changes, and the input stays.": -4.8,
        },
    )
    yield step(
        -4.8,
        oracles=[right["dL_dx"], slope(lambda x: loss(x=x), X)],
        given=GIVEN,
        slips={
            SIGN: 4.8,
            HALF: -2.4,
            "You added what arrives and the local gradient. Links of one chain are multiplied.": -5.2,
            "The local gradient of the product is missing.": -6,
            "You took the other local gradient. Here the input changes, and the weight stays.": -30,
        },
    )


def largest_stable_lr(reference):
    x, y, w, lr = 5.0, 10.0, 3.0, 0.03
    after = reference.train(x, y, w, lr, 1)[1]
    yield step(
        -0.5,
        oracles=[after - y / x, w - lr * slope(lambda w: reference.loss(reference.forward(x, w), y), w) - y / x],
        given={"x": x, "y": y, "w": w, "lr": lr},
        slips={
            "The size is right, but not the sign. On which side of the best weight is the new weight?": 0.5,
            "This is the new weight. How far is it from the best weight?": 1.5,
            "The step went uphill: the gradient is subtracted.": 2.5,
            "The 2 of the square is missing in the gradient.": 0.25,
            "The input is missing in the gradient.": 0.7,
        },
    )


LADDERS = {"gradients": gradients, "largest_stable_lr": largest_stable_lr}
