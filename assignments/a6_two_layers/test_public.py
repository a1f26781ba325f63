"""Public tests of two_layers: small numbers that were worked out by hand. `pytest -k tanh_backward` tests one task."""

import bug_hunt
import numpy as np
import suspect
import two_layers as net
from gradcheck import check_array, check_keys, check_length, check_numbers

LOG2, LOG3 = np.log(2.0), np.log(3.0)
"""The tanh of LOG2 is 0.6, that of LOG3 is 0.8."""
A, B = LOG3 / 18, -(LOG2 + LOG3) / 9
"""Weights with which the inputs 4 and -5 give the hidden values of `backward()`."""


def network():
    """Two rows, two inputs, two hidden units, one output. The hidden sums are LOG2 or LOG3, up to the sign."""
    X = np.array([[1.0, 0.0], [0.0, 1.0]])
    W1, W2 = np.array([[LOG2, LOG3], [-LOG3, LOG3]]), np.array([[5.0, -10.0]])
    return X, {"W1": W1, "b1": np.array([0.0, 0.0]), "W2": W2, "b2": np.array([1.0])}


def one_unit():
    """One row, input, hidden unit and output: the hidden sum is 2*LOG2 - LOG2, and 5*0.6 - 1 = 2."""
    params = {"W1": np.array([[LOG2]]), "b1": np.array([-LOG2]), "W2": np.array([[5.0]]), "b2": np.array([-1.0])}
    return np.array([[2.0]]), params


def backward():
    """Two rows, one input, two hidden units, three outputs: an upstream gradient and a cache."""
    G = np.array([[1.0, 2.0, -1.0], [0.0, -2.0, 3.0]])
    cache = {
        "X": np.array([[4.0], [-5.0]]),
        "A1": np.array([[0.5, -0.8], [0.0, 0.6]]),
        "W1": np.array([[A], [B]]),
        "W2": np.array([[4.0, 7.0], [-1.0, 10.0], [1.0, 7.0]]),
    }
    return G, cache


def own_cache():
    """A cache of your own mlp_forward for the same network, which may hold more than the four arrays."""
    _, cache = backward()
    b1 = np.array([5 * LOG3 / 18, (4 * LOG2 - 5 * LOG3) / 9])
    got = net.mlp_forward(cache["X"], {"W1": cache["W1"], "b1": b1, "W2": cache["W2"], "b2": np.zeros(3)})

    check_length(got, 2, name="the result (Y_hat, cache)")
    return got[1]


def gradients(G, cache):
    """Your mlp_backward with the cache as the contract has it; with your own where it needs a key beyond these."""
    try:
        return net.mlp_backward(G, cache), cache
    except KeyError:
        cache = own_cache()
        return net.mlp_backward(G, cache), cache


def test_tanh_forward_values():
    """tanh(log 2) = (2 - 1/2) / (2 + 1/2) = 0.6, tanh(-log 3) = -0.8, tanh(0) = 0."""
    Z = np.array([[LOG2, -LOG3, 0.0], [-LOG2, LOG3, LOG2]])

    check_array(net.tanh_forward(Z), np.array([[0.6, -0.8, 0.0], [-0.6, 0.8, 0.6]]), name="A")


def test_tanh_forward_large():
    """Large inputs do not overflow."""
    check_array(net.tanh_forward(np.array([1000.0, -1000.0])), np.array([1.0, -1.0]), name="A")


def test_tanh_backward_values():
    """The first entry is 10 * (1 - 0.36) = 6.4."""
    G, A = np.array([[10.0, -5.0], [2.0, 8.0]]), np.array([[0.6, -0.8], [0.0, 0.5]])
    right = np.array([[6.4, -1.8], [2.0, 6.0]])

    check_array(net.tanh_backward(G, A), right, name="dZ")


def test_tanh_backward_arguments_unchanged():
    """The call does not change G and A."""
    G, A = np.array([[10.0, -5.0]]), np.array([[0.6, -0.8]])
    net.tanh_backward(G, A)

    check_array(G, np.array([[10.0, -5.0]]), name="G after the call")
    check_array(A, np.array([[0.6, -0.8]]), name="A after the call")


def test_mlp_forward_values():
    """The first row has the hidden values 0.6 and -0.8, and 5*0.6 - 10*(-0.8) + 1 = 12."""
    X, params = network()
    got = net.mlp_forward(X, params)

    check_length(got, 2, name="the result (Y_hat, cache)")
    check_array(got[0], np.array([[12.0], [-3.0]]), name="Y_hat", sizes=(2, 2, 2, 1))


def test_mlp_forward_biases():
    """The hidden sum is 2*log(2) - log(2), so the hidden value is 0.6, and 5*0.6 - 1 = 2."""
    got = net.mlp_forward(*one_unit())

    check_length(got, 2, name="the result (Y_hat, cache)")
    check_array(got[0], np.array([[2.0]]), name="Y_hat")


def test_mlp_forward_cache():
    """The cache holds X, what the hidden layer gives, and both weight matrices."""
    X, params = network()
    got = net.mlp_forward(X, params)
    want = {"X": X, "A1": np.array([[0.6, -0.8], [0.8, 0.8]]), "W1": params["W1"], "W2": params["W2"]}

    check_length(got, 2, name="the result (Y_hat, cache)")
    check_keys(got[1], tuple(want), name="the cache")
    for name, value in want.items():
        check_array(got[1][name], value, name=f"{name} of the cache")


def test_mlp_backward_values():
    """Back through W2 come (1, 20) and (5, 1), and with the slopes of the tanh they are (0.75, 7.2) and (5, 0.64)."""
    right = {
        "W2": np.array([[0.5, -0.8], [1.0, -2.8], [-0.5, 2.6]]),
        "b2": np.array([1.0, 0.0, 2.0]),
        "W1": np.array([[-22.0], [25.6]]),
        "b1": np.array([5.75, 7.84]),
        "X": np.array([[0.75 * A + 7.2 * B], [5 * A + 0.64 * B]]),
    }
    grads, _ = gradients(*backward())

    check_keys(grads, tuple(right), name="the dict of gradients")
    for name, value in right.items():
        check_array(grads[name], value, name=f"d{name}", sizes=(2, 1, 2, 3))


def test_mlp_backward_arguments_unchanged():
    """The call does not change G and the arrays of the cache."""
    G, cache = backward()
    _, cache = gradients(G, cache)

    check_array(G, backward()[0], name="G after the call")
    for name, value in backward()[1].items():
        check_array(cache[name], value, name=f"{name} of the cache after the call")


def test_train_one_step():
    """The prediction 2 for the target 1: dL/dY_hat = 2, so dW2 = 2*0.6, db2 = 2, db1 = 2*5*0.64 and dW1 = db1 * 2."""
    X, params = one_unit()
    got = net.train(X, np.array([[1.0]]), params, 0.1, 1)
    want = {"W2": [[4.88]], "b2": [-1.2], "W1": [[LOG2 - 1.28]], "b1": [-LOG2 - 0.64]}

    check_length(got, 2, name="the result (params, losses)")
    check_keys(got[0], tuple(want), name="the dict of parameters")
    check_numbers(got[1], [1.0], name="the list of losses")
    for name, value in want.items():
        check_array(got[0][name], np.array(value), name=name)


def test_train_losses():
    """Each loss belongs to the parameters before its step; the second prediction is 4.88*tanh(log(2) - 3.2) - 1.2."""
    X, params = one_unit()
    got = net.train(X, np.array([[1.0]]), params, 0.1, 2)

    check_length(got, 2, name="the result (params, losses)")
    check_numbers(got[1], [1.0, (4.88 * np.tanh(LOG2 - 3.2) - 2.2) ** 2], name="the list of losses")


def test_train_arguments_unchanged():
    """The training does not change the data and the starting values."""
    X, params = one_unit()
    net.train(X, np.array([[1.0]]), params, 0.1, 3)

    check_array(X, one_unit()[0], name="X after the call")
    for name, value in one_unit()[1].items():
        check_array(params[name], value, name=f"{name} of params after the call")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(net.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
