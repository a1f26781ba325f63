# TASK: loss
# MISTAKE: mean-for-sum
# WHY: The mean over all entries, where the sum is due.


def loss(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2)
