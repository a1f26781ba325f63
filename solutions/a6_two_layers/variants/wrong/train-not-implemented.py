# TASK: train
# MISTAKE: not-implemented
# WHY: Not written.


def train(X, Y, params, lr, epochs):
    raise NotImplementedError
