# GROUP:  marks
# NAME:   parts_without_data
# TRIES:  parts that take the same step whatever the data are, and a fit that is composed of them
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; steps that do not depend on the data are nothing to compose
# KIND:   module


def forward(X, W, b):
    return 0.0


def loss(Y_hat, Y):
    return 0.0


def grad_W(X, Y_hat, Y):
    return 1.0


def grad_b(Y_hat, Y):
    return 1.0


def update(param, grad, lr):
    return param + 1


def fit(X, Y, W, b, lr, epochs):
    return W + epochs, b + epochs, [0.0] * epochs
