# TASK: forward
# MISTAKE: inputs-forgotten
# WHY: The weight alone; right at the notebook's x = 1.


def forward(x, w):
    return w
