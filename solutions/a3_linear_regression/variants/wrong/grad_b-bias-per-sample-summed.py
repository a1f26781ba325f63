# TASK: grad_b
# MISTAKE: wrong-shape
# WHY: The notebook's gradient of a bias per row: the sum, repeated for every row.


def grad_b(Y_hat, Y):
    R = Y_hat - Y
    return (2 * R.T @ np.ones((len(R), len(R)))).T
