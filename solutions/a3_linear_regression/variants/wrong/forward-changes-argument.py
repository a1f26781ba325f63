# TASK: forward
# MISTAKE: changes-argument
# WHY: X is scaled in place and not scaled back.
# LOSES: edges


def forward(X, W, b):
    X *= 0.5
    return 2 * (X @ W.T) + b
