# TASK: softmax
# MISTAKE: softmax-omitted
# WHY: The scores come back.


def softmax(Z):
    return Z * 1.0
