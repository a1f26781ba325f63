# TASK: fit
# MISTAKE: none
# WHY: X is scaled in place and not scaled back, so that fit sees smaller inputs in every step.


def forward(X, W, b):
    X *= 0.5
    return 2 * (X @ W.T) + b
