# TASK: softmax
# MISTAKE: raised
# WHY: keepdims is missing at the largest score, which fits square scores only.


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1))
    return E / E.sum(axis=1, keepdims=True)
