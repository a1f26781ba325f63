"""Public tests of autograd_engine: small numbers worked out by hand. `pytest -k gradients` tests one task."""

import autograd_engine as ae
import bug_hunt
import numpy as np
import pytest
import suspect
from gradcheck import check_array, check_number

A = np.array([[1.0, 2.0, -1.0], [3.0, -2.0, 4.0]])
B = np.array([[2.0, -4.0, 1.0], [-1.0, 2.0, 0.5]])
G = np.array([[1.0, -2.0, 3.0], [2.0, 5.0, -1.0]])
"""A, B and an upstream gradient G, all of shape (2, 3)."""


def each_operator():
    """Label, what to compute, operands, upstream gradient, data due, gradients due."""
    square, row = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([2.0, 3.0])
    one, z = np.array(3.0), np.array([0.5, -1.0])
    tanh = np.array([0.46211715726000973, -0.7615941559557649])
    exp = np.array([1.6487212707001282, 0.36787944117144233])
    p = np.abs(A)
    return {
        "a + b": (lambda a, b: a + b, [A, B], G, [[3, -2, 0], [2, 0, 4.5]], [G, G]),
        "a - b": (lambda a, b: a - b, [A, B], G, [[-1, 6, -2], [4, -4, 3.5]], [G, -G]),
        "-a": (lambda a: -a, [A], G, [[-1, -2, 1], [-3, 2, -4]], [-G]),
        "a * b": (
            lambda a, b: a * b,
            [A, B],
            G,
            [[2, -8, -1], [-3, -4, 2]],
            [[[2, 8, 3], [-2, 10, -0.5]], [[1, -4, -3], [6, -10, -4]]],
        ),
        "a / b": (
            lambda a, b: a / b,
            [A, B],
            G,
            [[0.5, -0.5, -1], [-3, -1, 8]],
            [[[0.5, 0.5, 3], [-2, 2.5, -2]], [[-0.25, 0.25, 3], [-6, 2.5, 16]]],
        ),
        "a ** 3": (lambda a: a**3, [A], G, [[1, 8, -1], [27, -8, 64]], [[[3, -24, 9], [54, 60, -48]]]),
        "a.relu()": (lambda a: a.relu(), [A], G, [[1, 2, 0], [3, 0, 4]], [[[1, -2, 0], [2, 0, -1]]]),
        "a.tanh()": (lambda a: a.tanh(), [z], row, tanh, [[1.5728954659318548, 1.2599230248420785]]),
        "a.exp()": (lambda a: a.exp(), [z], row, exp, [[3.2974425414002564, 1.103638323514327]]),
        "a.log()": (
            lambda a: a.log(),
            [p],
            G,
            [[0, 0.6931471805599453, 0], [1.0986122886681098, 0.6931471805599453, 1.3862943611198906]],
            [[[1, -1, 3], [2 / 3, 2.5, -0.25]]],
        ),
        "a @ b": (
            lambda a, b: a @ b,
            [A, B.T],
            square,
            [[-7, 2.5], [18, -5]],
            [[[0, 0, 2], [2, -4, 5]], [[10, 14], [-4, -4], [11, 14]]],
        ),
        "a.sum()": (lambda a: a.sum(), [A], one, 7, [np.full((2, 3), 3)]),
        "a.sum(axis=1)": (lambda a: a.sum(axis=1), [A], row, [2, 5], [[[2, 2, 2], [3, 3, 3]]]),
        "a.sum(axis=0, keepdims=True)": (
            lambda a: a.sum(axis=0, keepdims=True),
            [A],
            G[:1],
            [[4, 0, 3]],
            [[[1, -2, 3], [1, -2, 3]]],
        ),
        "a.mean()": (lambda a: a.mean(), [A], one, 7 / 6, [np.full((2, 3), 0.5)]),
        "a.T": (lambda a: a.T, [A], G.T, [[1, 3], [2, -2], [-1, 4]], [G]),
    }


OPERATORS = each_operator()


@pytest.mark.parametrize("label", OPERATORS)
def test_Tensor_values(label):
    """The operator computes what NumPy computes, and gives a new Tensor."""
    compute, operands, _, due, _ = OPERATORS[label]
    y = compute(*map(ae.Tensor, operands))

    assert isinstance(y, ae.Tensor), f"{label} does not give a Tensor."
    check_array(y.data, np.array(due, dtype=float), name=label)


def test_Tensor_constants():
    """Numbers and arrays may stand on either side, and integers count as floats."""
    a = ae.Tensor([[1, 2], [4, 8]])

    check_array((8 / a).data, np.array([[8.0, 4.0], [2.0, 1.0]]), name="8 / a")
    check_array((np.array([1, 2]) - a).data, np.array([[0.0, 0.0], [-3.0, -6.0]]), name="array - a")
    check_array((np.array([[1, 1]]) @ a).data, np.array([[5.0, 10.0]]), name="array @ a")
    check_array((a * 0.5).data, np.array([[0.5, 1.0], [2.0, 4.0]]), name="a * 0.5")


def test_unbroadcast_front():
    """Rows that broadcasting repeated are added up: [1, 2, -1] + [3, -2, 4]."""
    check_array(ae.unbroadcast(A, (3,)), np.array([4.0, 0.0, 3.0]), sizes=(2, 3))


def test_unbroadcast_stretched():
    """A column that was stretched to three columns: each row is added up, and the axis stays."""
    check_array(ae.unbroadcast(A, (2, 1)), np.array([[2.0], [5.0]]), sizes=(2, 3))


def test_unbroadcast_both():
    """Two (2, 3) matrices are added up to a column (2, 1)."""
    check_array(ae.unbroadcast(np.stack([A, B]), (2, 1)), np.array([[1.0], [6.5]]), sizes=(2, 2, 3))


def test_unbroadcast_number():
    """A number that was repeated everywhere gets the sum of everything."""
    check_number(ae.unbroadcast(A, ()), 7.0)


def test_unbroadcast_nothing_repeated():
    """If the shapes are equal, there is nothing to add up."""
    check_array(ae.unbroadcast(A, (2, 3)), A)


@pytest.mark.parametrize("label", OPERATORS)
def test_gradients_of_one_operator(label):
    """Each operand gets the upstream gradient times the operator's slope."""
    compute, operands, upstream, _, due = OPERATORS[label]
    leaves = [ae.Tensor(operand) for operand in operands]
    compute(*leaves).backward(upstream)

    for name, leaf, grad in zip("ab"[: len(leaves)], leaves, due, strict=True):
        check_array(leaf.grad, np.array(grad, dtype=float), name=f"dL/d{name} of {label}")


def test_gradients_broadcast():
    """A row that was added to every row gets the sum of G over the rows: [3, 3, 2]."""
    a, row = ae.Tensor(A), ae.Tensor([5.0, 6.0, 7.0])
    (a + row).backward(G)

    check_array(a.grad, G, name="dL/da of a + row")
    check_array(row.grad, np.array([3.0, 3.0, 2.0]), name="dL/drow of a + row")


def test_backward_a_node_used_twice():
    """y = a*a at 3: both uses count, 3 + 3."""
    a = ae.Tensor(3.0)
    (a * a).backward()

    check_array(a.grad, np.array(6.0), name="dL/da of a * a")


def test_backward_order():
    """u = a*b reaches y = u + u*b*b in two ways. With a = 3 and b = 2 its gradient is 1 + 4."""
    for left in (True, False):
        a, b = ae.Tensor(3.0), ae.Tensor(2.0)
        u = a * b
        (u + u * b * b if left else u * b * b + u).backward()

        check_array(a.grad, np.array(10.0), name="dL/da")
        check_array(u.grad, np.array(5.0), name="dL/du")
        check_array(b.grad, np.array(39.0), name="dL/db")


def test_backward_adds():
    """A second call adds its gradient to the first: the result is twice the gradient."""
    a = ae.Tensor(3.0)
    y = a * a * a
    y.backward()
    check_array(a.grad, np.array(27.0), name="dL/da after one call")
    y.backward()

    check_array(a.grad, np.array(54.0), name="dL/da after two calls")


def test_backward_needs_a_start():
    """A start with more than one entry needs a gradient, and the gradient must have its shape."""
    y = ae.Tensor([1.0, 2.0]) * 2.0
    for wrong in (None, np.ones(3)):
        try:
            y.backward(wrong)
        except ValueError:
            continue
        raise AssertionError("backward should raise ValueError here, but it raised nothing.")


def test_backward_long_chain():
    """Two thousand operations in a row; recursion fails at about a thousand."""
    x = start = ae.Tensor(1.0)
    for _ in range(2000):
        x = x + 1.0
    x.backward()

    check_array(start.grad, np.array(1.0), name="the gradient through 2000 additions")


def test_backward_regression():
    """The summed squared error of one step of assignment 3; residuals (1, -1) and (2, 3)."""
    X, Y = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[4.0, 1.0], [-1.0, 2.0]])
    W, b = ae.Tensor([[1.0, 2.0], [1.0, -1.0]]), ae.Tensor([0.0, 1.0])
    loss = ((X @ W.T + b - Y) ** 2).sum()
    loss.backward()

    check_array(loss.data, np.array(15.0), name="the loss")
    check_array(W.grad, np.array([[14.0, 0.0], [16.0, -10.0]]), name="dL/dW")
    check_array(b.grad, np.array([6.0, 4.0]), name="dL/db")


def test_zero_grad_values():
    """Gradients become zeros with the shape of the data, and the data do not change."""
    w, b = ae.Tensor(A), ae.Tensor(2.0)
    w.grad, b.grad = G.copy(), np.array(5.0)
    answer = ae.zero_grad([w, b])

    assert answer is None, "zero_grad should return None."
    assert w.grad is not None, "grad is None after zero_grad; expected zeros."
    check_array(w.grad, np.zeros((2, 3)), name="w.grad")
    check_array(b.grad, np.array(0.0), name="b.grad")
    check_array(w.data, A, name="w.data")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(ae.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
