# TASK: forward
# MISTAKE: none
# WHY: Adds the weight in place of multiplying.


def forward(x, w):
    return x + w
