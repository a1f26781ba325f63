# %% right without_layers
# the two layers written out
def forward(X, params):
    A = (X @ params["W1"].T + params["b1"]).relu()
    return A @ params["W2"].T + params["b2"]


# %% right list_of_layers
# a list of layers, relu between them
def forward(X, params):
    layers = [Dense(params[f"W{n}"], params[f"b{n}"]) for n in (1, 2)]
    values = X
    for number, layer in enumerate(layers):
        values = layer(values)
        if number < len(layers) - 1:
            values = values.relu()
    return values


# %% right half_and_absolute
# relu as the half of z + |z|, where |z| is the root of a square
def forward(X, params):
    Z = Dense(params["W1"], params["b1"])(X)
    A = (Z + Z * np.sign(Z.data)) / 2
    return Dense(params["W2"], params["b2"])(A)


# %% wrong activation-omitted
# Two linear layers.
def forward(X, params):
    return Dense(params["W2"], params["b2"])(Dense(params["W1"], params["b1"])(X))


# %% wrong activation-on-output
# relu on the scores as well.
def forward(X, params):
    hidden = Dense(params["W1"], params["b1"])(X).relu()
    return Dense(params["W2"], params["b2"])(hidden).relu()


# %% wrong bias-omitted hidden
# The hidden layer without its bias.
def forward(X, params):
    return Dense(params["W2"], params["b2"])((X @ params["W1"].T).relu())


# %% wrong bias-omitted output
# The output layer without its bias.
def forward(X, params):
    return Dense(params["W1"], params["b1"])(X).relu() @ params["W2"].T


# %% wrong changes-argument
# The pixels are scaled where they are.
# loses: edges
def forward(X, params):
    hidden = Dense(params["W1"], params["b1"])(X).relu()
    scores = Dense(params["W2"], params["b2"])(hidden)
    X *= 1 / 16
    return scores


# %% wrong changes-argument parameters
# The data of a parameter is rounded.
# loses: edges
def forward(X, params):
    hidden = Dense(params["W1"], params["b1"])(X).relu()
    scores = Dense(params["W2"], params["b2"])(hidden)
    params["b2"].data = np.round(params["b2"].data, 6)
    return scores


# %% wrong link-cut
# relu by NumPy, on the data.
def forward(X, params):
    hidden = np.maximum(Dense(params["W1"], params["b1"])(X).data, 0)
    return Dense(params["W2"], params["b2"])(hidden)


# %% wrong link-cut all
# Everything in arrays, and a tensor at the end.
def forward(X, params):
    W1, b1, W2, b2 = (params[name].data for name in ("W1", "b1", "W2", "b2"))
    return type(params["W1"])(np.maximum(X @ W1.T + b1, 0) @ W2.T + b2)


# %% wrong none leaky
# A hundredth of what is negative passes.
def forward(X, params):
    Z = Dense(params["W1"], params["b1"])(X)
    return Dense(params["W2"], params["b2"])(Z.relu() - 0.01 * (-Z).relu())


# %% wrong returned-none
# The return is missing.
def forward(X, params):
    hidden = Dense(params["W1"], params["b1"])(X).relu()
    Dense(params["W2"], params["b2"])(hidden)


# %% wrong tanh-for-relu
# The activation of assignment 6.
def forward(X, params):
    return Dense(params["W2"], params["b2"])(Dense(params["W1"], params["b1"])(X).tanh())


# %% wrong transposed
# A column for each image.
def forward(X, params):
    return Dense(params["W2"], params["b2"])(Dense(params["W1"], params["b1"])(X).relu()).T


# %% wrong wrong-type
# An array of scores.
def forward(X, params):
    return Dense(params["W2"], params["b2"])(Dense(params["W1"], params["b1"])(X).relu()).data
