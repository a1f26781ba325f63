# TASK: softmax
# MISTAKE: none
# WHY: 1 for the largest score, 0 for the others.


def softmax(Z):
    return (Z == Z.max(axis=1, keepdims=True)).astype(float)
