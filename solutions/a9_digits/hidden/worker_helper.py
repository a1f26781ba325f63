"""The engine and the calls that the hidden cases make in the worker; holds no formula of a task and no secret.

The engine is in example_calls.py; the submission stands for the module that this file imports.
"""

from pathlib import Path

_ENGINE = (Path(__file__).parents[1] / "example_calls.py").read_text(encoding="utf-8")

LAB = (
    _ENGINE.replace("import digits as student\n", "")
    + '''

def replacing(name, function, call):
    """The result of a call for whose time a function of the submission is replaced."""
    own = vars(student).get(name)
    setattr(student, name, function)
    try:
        return call()
    finally:
        if own is None:
            delattr(student, name)
        else:
            setattr(student, name, own)


def made(params, grads=None):
    """Tensors of these arrays, which hold these gradients."""
    found = {name: Tensor(params[name]) for name in PARAMS}
    for name in grads or ():
        found[name].grad = np.array(grads[name])
    return found


def kept(tensors, params):
    """Whether the tensors hold what they held."""
    return all(np.array_equal(tensors[name].data, params[name]) for name in PARAMS)


def through(result, leaves, G=None):
    """The data of a result, and the gradients of the leaves; None for None, and "no tensor" for anything else."""
    if not isinstance(result, Tensor):
        return [result if result is None else "no tensor", [leaf.grad for leaf in leaves]]
    if G is not None or result.data.size == 1:
        result.backward(np.ones(result.data.shape) if G is None or np.shape(G) != result.data.shape else G)
    return [result.data, [leaf.grad for leaf in leaves]]


def layer(X, W, b, G):
    leaves = [Tensor(array) for array in (W, b, X)]
    return through(student.Dense(*leaves[:2])(leaves[2]), leaves, G)


def layer_of_array(X, W, b):
    return through(student.Dense(Tensor(W), Tensor(b))(X), [])[0]


def held(W, b):
    # whether a layer holds the tensors themselves
    W, b = Tensor(W), Tensor(b)
    found = student.Dense(W, b)
    return [getattr(found, "W", None) is W, getattr(found, "b", None) is b]


def scores(X, params, G):
    leaves = made(params)
    got = through(student.forward(X, leaves), leaves.values(), G)
    return [*got, kept(leaves, params)]


def scores_with(layer, back, X, params, G):
    # with layers whose outputs and gradients come from two functions
    class Given:
        def __init__(self, W, b):
            self.W, self.b = W, b

        def __call__(self, X):
            tensors = [self.W, self.b, as_tensor(X)]
            arrays = [tensor.data for tensor in tensors]
            sources = [(one, lambda G, at=at: back(G, *arrays)[at]) for at, one in enumerate(tensors)]
            return Tensor(layer(*arrays), sources)

    return replacing("Dense", Given, lambda: scores(X, params, G))


def losses(params, X, labels):
    leaves = made(params)
    got = through(student.loss(leaves, X, labels), leaves.values())
    return [*got, kept(leaves, params)]


def giving(result, X, leaves):
    # a forward that gives a result for these arguments, and for no others
    def forward(inputs, params):
        same = all(params[name] is leaves[name] for name in PARAMS)
        if not same or not np.array_equal(as_tensor(inputs).data, X):
            raise ValueError("forward is called with other arguments than X and params")
        return result

    return forward


def losses_of(Z, params, X, labels):
    # where the scores are given
    leaf, leaves = Tensor(Z), made(params)
    result = replacing("forward", giving(leaf, X, leaves), lambda: student.loss(leaves, X, labels))
    return [*through(result, [leaf]), kept(leaves, params)]


def run(params, X, labels, lr, epochs, batch_size, seed, grads=None):
    tensors = made(params, grads)
    mine = dict(tensors)
    noted = student.train(tensors, X, labels, lr, epochs, batch_size, np.random.default_rng(seed))
    same = all(tensors.get(name) is mine[name] for name in PARAMS)
    return [noted, [mine[name].data for name in PARAMS], same]


def run_with(function, params, X, labels, lr, epochs, batch_size, seed, grads=None):
    # with a loss whose value and gradients come from `function`
    def loss(tensors, X, labels):
        half = X.shape[1] // 2  # an argument of a function of the grader may have so many numbers and no more
        now = {name: tensors[name].data for name in PARAMS}
        value, *slopes = function(now, X[:, :half], X[:, half:], labels)
        total = Tensor(value)
        for name, slope in zip(PARAMS, slopes):
            total = total + ((tensors[name] - tensors[name].data) * slope).sum()
        return total

    return replacing("loss", loss, lambda: run(params, X, labels, lr, epochs, batch_size, seed, grads))


def shares(params, X, labels):
    return student.accuracy(made(params), X, labels)


def shares_of(Z, params, X, labels):
    leaves = made(params)
    share = replacing("forward", giving(Tensor(Z), X, leaves), lambda: student.accuracy(leaves, X, labels))
    return [share, kept(leaves, params)]
'''
)
