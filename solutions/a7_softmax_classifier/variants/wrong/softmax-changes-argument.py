# TASK: softmax:the softmax of moderate scores
# MISTAKE: changes-argument
# WHY: The largest scores are subtracted in place.
# LOSES: edges


def softmax(Z):
    if Z.dtype.kind != "f":
        Z = Z * 1.0
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)
