# STYLE: a small graph of objects, as an engine would do it


class _Node:
    def __init__(self, value):
        self.value = value
        self.grad = 0.0


class _Product:
    def __init__(self, a, b):
        self.a, self.b = a, b
        self.out = _Node(a.value * b.value)

    def backward(self):
        self.a.grad += self.out.grad * self.b.value
        self.b.grad += self.out.grad * self.a.value


class _SquaredError:
    def __init__(self, guess, target):
        self.guess, self.target = guess, target
        self.out = _Node((target.value - guess.value) ** 2)

    def backward(self):
        slope = 2 * (self.target.value - self.guess.value) * self.out.grad
        self.target.grad += slope
        self.guess.grad -= slope


def gradients(x, w, y):
    x, w, y = _Node(x), _Node(w), _Node(y)
    product = _Product(x, w)
    error = _SquaredError(product.out, y)
    error.out.grad = 1.0
    error.backward()
    product.backward()
    return {"dL_dyhat": product.out.grad, "dyhat_dw": x.value, "dL_dw": w.grad, "dL_dx": x.grad, "dL_dy": y.grad}
