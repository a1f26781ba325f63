# TASK: grad_b
# MISTAKE: bias-wrong-axis
# WHY: Added over the outputs, where it should be over the rows.


def grad_b(Y_hat, Y):
    return 2 * np.einsum("nm->n", Y_hat - Y)
