# GROUP:   numeric
# NAME:    engine_of_complex_steps
# TRIES:   an engine without one rule: backward evaluates the graph again with complex steps
# EXPECT:  flagged
# ASSIGNMENT: a8_autograd_engine
# ANSWER:  complex numbers are seen in its code, its arguments or its variables
# KIND:    module
# PROMISE: docs/security.md: "Right numbers by other means, such as finite differences: they are flagged for a person"
# ATTACK: an "engine" without one derivative rule and without the chain rule: backward evaluates the graph again with complex steps
import numpy as np


def unbroadcast(G, shape):
    G = np.asarray(G)
    G = G.sum(axis=tuple(range(G.ndim - len(shape))))
    return G.sum(axis=tuple(i for i, s in enumerate(shape) if s == 1), keepdims=True)


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, links=(), f=None, parents=()):
        self.data = np.array(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.links, self.f, self.parents = tuple(links), f, parents

    def make(self, f, *others):
        parents = (self, *(o if isinstance(o, Tensor) else Tensor(o) for o in others))
        return Tensor(f(*(p.data for p in parents)), f=f, parents=parents)

    def __add__(self, o): return self.make(lambda a, b: a + b, o)
    def __sub__(self, o): return self.make(lambda a, b: a - b, o)
    def __rsub__(self, o): return self.make(lambda a, b: b - a, o)
    def __neg__(self): return self.make(lambda a: -a)
    def __mul__(self, o): return self.make(lambda a, b: a * b, o)
    def __truediv__(self, o): return self.make(lambda a, b: a / b, o)
    def __rtruediv__(self, o): return self.make(lambda a, b: b / a, o)
    def __matmul__(self, o): return self.make(lambda a, b: a @ b, o)
    def __rmatmul__(self, o): return self.make(lambda a, b: b @ a, o)
    def __pow__(self, p): return self.make(lambda a: a ** p)
    def sum(self, axis=None, keepdims=False): return self.make(lambda a: a.sum(axis=axis, keepdims=keepdims))
    def mean(self): return self.make(lambda a: a.mean())
    def transpose(self): return self.make(lambda a: a.T)
    def relu(self): return self.make(lambda a: np.where(np.real(a) > 0, a, 0))
    def tanh(self): return self.make(np.tanh)
    def exp(self): return self.make(np.exp)
    def log(self): return self.make(np.log)
    __radd__, __rmul__ = __add__, __mul__
    T = property(transpose)

    def backward(self, gradient=None):
        if gradient is None and self.data.size != 1: raise ValueError
        G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, float)
        if G.shape != self.data.shape: raise ValueError
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            n, done = stack.pop()
            if done: order.append(n)
            elif id(n) not in seen:
                seen.add(id(n)); stack.append((n, True)); stack.extend((p, False) for p in n.parents)
        for t in order:
            if t.parents and len(order) > 60: continue
            for i in np.ndindex(t.data.shape):
                x = t.data.astype(complex)
                x[i] += 1e-30j
                now = {id(t): x}
                for n in order:
                    if n is not t and any(id(p) in now for p in n.parents):
                        now[id(n)] = n.f(*(now.get(id(p), p.data) for p in n.parents))
                if id(self) in now:
                    t.grad[i] += np.sum(G * now[id(self)]).imag / 1e-30


def zero_grad(tensors):
    for t in tensors:
        t.grad = np.zeros_like(t.data)
