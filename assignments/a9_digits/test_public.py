"""Public tests of digits: small numbers worked out by hand. `pytest -k train` tests one task."""

import bug_hunt
import digits
import numpy as np
import suspect
from earlier import Tensor
from gradcheck import check_array, check_number, check_numbers

PARAMS = ("W1", "b1", "W2", "b2")
X = np.array([[2.0, 1.0], [1.0, 3.0], [0.0, -1.0]])
"""Three images of two pixels."""


def network():
    """Two hidden units, three classes. The hidden sums of X are (1, -1), (-2, 2) and (1, -1)."""
    arrays = ([[1.0, -1.0], [-1.0, 1.0]], [0.0, 0.0], [[1.0, 2.0], [-1.0, 0.0], [3.0, 1.0]], [0.0, -1.0, -1.0])
    return dict(zip(PARAMS, map(Tensor, arrays), strict=True))


def is_tensor(value, name):
    assert value is not None, f"{name} returns nothing: a `return` is missing."
    assert isinstance(value, Tensor), f"{name} should return a Tensor; it returned {type(value).__name__}."
    return value


def test_one_hot_columns():
    """Label 2 has its 1 in the third column, label 0 in the first."""
    check_array(digits.one_hot(np.array([2, 0]), 3), np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]))


def test_one_hot_width():
    """K columns, although label 3 does not occur."""
    check_array(digits.one_hot(np.array([2, 0]), 4), np.array([[0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0]]))


def test_Dense_values():
    """10*1 + 20*2 + 3 = 53, and 10*0 + 20*(-1) + 5 = -15."""
    layer = digits.Dense(Tensor([[1.0, 2.0], [0.0, -1.0]]), Tensor([3.0, 5.0]))
    got = is_tensor(layer(np.array([[10.0, 20.0]])), "a Dense layer")
    check_array(got.data, np.array([[53.0, -15.0]]), name="the output of the layer")


def test_Dense_gradients():
    """Weights get G^T X, biases the sum of the rows of G, the input G W."""
    W, b, inputs = Tensor([[1.0, 2.0], [0.0, -1.0]]), Tensor([3.0, 5.0]), Tensor([[10.0, 20.0], [1.0, 2.0]])
    is_tensor(digits.Dense(W, b)(inputs), "a Dense layer").backward(np.array([[1.0, 2.0], [3.0, 0.0]]))
    check_array(W.grad, np.array([[13.0, 26.0], [20.0, 40.0]]), name="the gradient of W")
    check_array(b.grad, np.array([4.0, 2.0]), name="the gradient of b")
    check_array(inputs.grad, np.array([[1.0, 0.0], [3.0, 6.0]]), name="the gradient of the input")


def test_Dense_holds():
    """A layer keeps the two tensors that it was made of, and no copies of them."""
    W, b = Tensor([[1.0, 2.0]]), Tensor([3.0])
    layer = digits.Dense(W, b)
    assert layer.W is W, "layer.W is not the tensor W that the layer was made of."
    assert layer.b is b, "layer.b is not the tensor b that the layer was made of."


def test_forward_values():
    """Hidden units (1, 0), (0, 2) and (1, 0): relu makes 0 of what is negative. Scores may be negative."""
    got = is_tensor(digits.forward(X, network()), "forward")
    right = np.array([[1.0, -2.0, 2.0], [4.0, -1.0, 1.0], [1.0, -2.0, 2.0]])
    check_array(got.data, right, name="the array of scores")


def test_forward_gradients():
    """With G = 1 for the first score of the first image, only its own path gets a gradient."""
    params, G = network(), np.zeros((3, 3))
    G[0, 0] = 1.0
    is_tensor(digits.forward(X, params), "forward").backward(G)
    check_array(params["W2"].grad, np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0]]), name="the gradient of W2")
    check_array(params["W1"].grad, np.array([[2.0, 1.0], [0.0, 0.0]]), name="the gradient of W1")
    check_array(params["b1"].grad, np.array([1.0, 0.0]), name="the gradient of b1")


def test_loss_values():
    """Scores (1, -2, 2), label 2: log(e + e^-2 + e^2) - 2 = 0.326563. The other rows cost 5.054985 and 1.326563."""
    got = is_tensor(digits.loss(network(), X, np.array([2, 1, 0])), "loss")
    check_number(got.data, (0.32656264126747026 + 5.054985235377147 + 1.3265626412674703) / 3, name="the loss")


def test_loss_gradients():
    """b2 gets probabilities less one-hot: shares (0.265388, 0.013213, 0.721399) with label 2."""
    params = network()
    is_tensor(digits.loss(params, X[:1], np.array([2])), "loss").backward()
    right = np.array([0.26538792877224193, 0.013212886953789417, -0.27860081572603124])
    check_array(params["b2"].grad, right, name="the gradient of b2")
    check_array(params["b1"].grad, np.array([right @ [1.0, -1.0, 3.0], 0.0]), name="the gradient of b1")


def test_loss_large():
    """Scores thousands apart: the loss is their difference, not inf."""
    params = network()
    params["b2"].data = np.array([0.0, 5000.0, -1.0])
    got = is_tensor(digits.loss(params, X[:1], np.array([0])), "loss")
    check_number(got.data, 4998.0, name="the loss of large scores")


class Drawn:
    """A generator that draws known orders, so that a run can be computed by hand."""

    def __init__(self, *orders):
        self.orders = list(orders)

    def permutation(self, x):
        assert self.orders, "rng.permutation is called more than once an epoch."
        order = np.array(self.orders.pop(0))
        return order if np.ndim(x) == 0 else np.asarray(x)[order]

    def shuffle(self, x):
        x[:] = self.permutation(np.array(x))


def flat():
    """Parameters with which all scores are 0: the loss is log(2), the shares are 0.5 each."""
    arrays = ([[0.0]], [1.0], [[0.0], [0.0]], [0.0, 0.0])
    return dict(zip(PARAMS, map(Tensor, arrays), strict=True))


def test_train_one_step():
    """The hidden unit is 1, so W2 and b2 both get 0.5 - 1 at the label: with lr = 0.5 they move by 0.25."""
    params = flat()
    losses = digits.train(params, np.array([[3.0]]), np.array([1]), 0.5, 1, 1, Drawn([0]))
    check_numbers(losses, [0.6931471805599453], name="the list of losses")
    check_array(params["b2"].data, np.array([-0.25, 0.25]), name="b2 after training")
    check_array(params["W2"].data, np.array([[-0.25], [0.25]]), name="W2 after training")
    check_array(params["b1"].data, np.array([1.0]), name="b1 after training")


def test_train_order():
    """The order (2, 0, 1) in batches of two: images 2 and 0 pull equally to both sides; then comes image 1."""
    params = flat()
    losses = digits.train(params, np.array([[3.0], [1.0], [2.0]]), np.array([0, 1, 1]), 0.5, 1, 2, Drawn([2, 0, 1]))
    check_numbers(losses, [0.6931471805599453, 0.6931471805599453], name="the list of losses")
    check_array(params["b2"].data, np.array([-0.25, 0.25]), name="b2 after training")


def test_train_gradients_set_back():
    """Two epochs of one image: the second step is 0.5 * 0.268941, as the share of the label is then 0.731059."""
    params = flat()
    params["b2"].grad = np.array([7.0, 7.0])
    losses = digits.train(params, np.array([[3.0]]), np.array([1]), 0.5, 2, 1, Drawn([0], [0]))
    check_numbers(losses, [0.6931471805599453, 0.31326168751822286], name="the list of losses")
    move = 0.5 * (1 - 0.7310585786300049)
    check_array(params["b2"].data, np.array([-0.25 - move, 0.25 + move]), name="b2 after training")


def test_accuracy_share():
    """The answers are 2, 0, 2; two of the three labels agree."""
    check_number(digits.accuracy(network(), X, np.array([2, 0, 1])), 2 / 3, name="the accuracy")


def test_held_back_digits():
    """Five epochs on 400 pictures: at least seven of ten of the next 400 pictures are named."""
    table = np.loadtxt("digits.csv.gz", delimiter=",", max_rows=800)
    pixels, labels, rng = table[:, :64] / 16, table[:, 64].astype(int), np.random.default_rng(0)
    shapes = ((16, 64), (16,), (10, 16), (10,))
    arrays = [rng.normal(0, np.sqrt(2 / shape[-1]), shape) if len(shape) == 2 else np.zeros(shape) for shape in shapes]
    params = dict(zip(PARAMS, map(Tensor, arrays), strict=True))
    digits.train(params, pixels[:400], labels[:400], 0.3, 5, 20, rng)
    scores = np.maximum(pixels[400:] @ params["W1"].data.T + params["b1"].data, 0) @ params["W2"].data.T
    share = np.mean((scores + params["b2"].data).argmax(axis=1) == labels[400:])
    assert share >= 0.7, f"Only {share:.0%} of the held-back digits are named."


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(digits.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
