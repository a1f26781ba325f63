# TASK: softmax
# MISTAKE: none
# WHY: Computed in single precision.


def softmax(Z):
    E = np.exp((Z - np.max(Z, axis=1, keepdims=True)).astype(np.float32))
    return E / E.sum(axis=1, keepdims=True)
