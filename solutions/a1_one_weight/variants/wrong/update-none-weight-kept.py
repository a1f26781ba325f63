# TASK: update,train
# MISTAKE: none
# WHY: The weight as it was, so that nothing trains.


def update(w, grad, lr):
    return w
