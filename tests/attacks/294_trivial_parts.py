# GROUP:  marks
# NAME:   trivial_parts
# TRIES:  parts that do nothing and a fit that returns its start: composed of them, it is right
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; parts that move nothing are nothing to compose
# KIND:   module
# KNOWN:  check_composition of a3 has no guard as a1 and a4 have: 5 of 25 points for a file that computes nothing


def forward(X, W, b):
    return 0.0


def loss(Y_hat, Y):
    return 0.0


def grad_W(X, Y_hat, Y):
    return 0.0


def grad_b(Y_hat, Y):
    return 0.0


def update(param, grad, lr):
    return param


def fit(X, Y, W, b, lr, epochs):
    return W, b, [0.0] * epochs
