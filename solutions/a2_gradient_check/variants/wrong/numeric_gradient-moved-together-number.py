# TASK: numeric_gradient
# MISTAKE: moved-together
# WHY: All entries are moved at once, and one number comes back.


def numeric_gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)
