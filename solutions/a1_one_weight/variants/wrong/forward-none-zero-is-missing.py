# TASK: forward
# MISTAKE: none
# WHY: `or` takes the input 0 for a missing one.
# LOSES: edges


def forward(x, w):
    return (x or 1.0) * w
