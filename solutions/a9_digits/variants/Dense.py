# %% right transposed_product
# (W X^T)^T
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def __call__(self, X):
        return (self.W @ (X.T)).T + self.b


# %% right written_out
# without a class method for the product
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.parameters = [W, b]

    def __call__(self, X):
        W, b = self.parameters
        return b + X @ W.T


# %% wrong bias-omitted
# The product only.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X @ self.W.T


# %% wrong link-cut
# Arrays instead of tensors inside; the result is made a tensor again.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        array = X if isinstance(X, np.ndarray) else X.data
        return type(self.W)(array @ self.W.data.T + self.b.data)


# %% wrong link-cut bias
# The bias is taken as an array.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X @ self.W.T + self.b.data


# %% wrong link-cut copies
# The layer makes tensors of its own. It does not hold the two that it was given.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = type(W)(W.data), type(b)(b.data)

    def __call__(self, X):
        return X @ self.W.T + self.b


# %% wrong link-cut inputs
# The input is taken as an array, so nothing comes through the second layer.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return getattr(X, "data", X) @ self.W.T + self.b if not isinstance(X, np.ndarray) else X @ self.W.T + self.b


# %% wrong link-cut weights
# The weights are taken as an array.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X @ self.W.data.T + self.b


# %% wrong none half_bias
# Half of the bias.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X @ self.W.T + 0.5 * self.b


# %% wrong none transposed_kept
# The layer holds its weights transposed.
# loses: edges
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W.T, b

    def __call__(self, X):
        return X @ self.W + self.b


# %% wrong raised
# An array has no method of tensors.
# loses: edges
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X.__matmul__(self.W.transpose()) + self.b if not isinstance(X, np.ndarray) else X.matmul(self.W)


# %% wrong returned-none
# The return is missing.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        X @ self.W.T + self.b


# %% wrong transposed
# A column for each row.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return (X @ self.W.T + self.b).T


# %% wrong weights-not-transposed
# X times W.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return X @ self.W + self.b


# %% wrong wrong-type
# An array comes out.
class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, X):
        return (X @ self.W.T + self.b).data
