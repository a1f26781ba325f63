# TASK: loss
# MISTAKE: mean-for-sum
# WHY: The sum is divided by the number of elements.


def loss(Y_hat, Y):
    R = Y_hat - Y
    return float((R * R).sum() / R.size)
