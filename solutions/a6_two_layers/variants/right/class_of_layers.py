# STYLE: small classes of layers that remember their own input


class Linear:
    def __init__(self, W, X):
        self.W, self.X = W, X

    def back(self, G):
        return {"W": G.T @ self.X, "b": np.sum(G, 0), "X": G @ self.W}


def mlp_backward(G, cache):
    top = Linear(cache["W2"], cache["A1"]).back(G)
    bottom = Linear(cache["W1"], cache["X"]).back(tanh_backward(top["X"], cache["A1"]))
    return {"W1": bottom["W"], "b1": bottom["b"], "W2": top["W"], "b2": top["b"], "X": bottom["X"]}
