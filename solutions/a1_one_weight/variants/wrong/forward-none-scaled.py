# TASK: forward
# MISTAKE: none
# WHY: A factor of 1.001.


def forward(x, w):
    return 1.001 * x * w
