# TASK: forward
# MISTAKE: none
# WHY: x to the power of w; right at the notebook's w = 1.


def forward(x, w):
    return abs(x) ** w
