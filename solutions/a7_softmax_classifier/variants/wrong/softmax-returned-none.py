# TASK: softmax
# MISTAKE: returned-none
# WHY: The return is missing.


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    E / E.sum(axis=1, keepdims=True)
