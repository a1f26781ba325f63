# TASK: forward
# MISTAKE: not-deterministic
# WHY: Random noise.


import random


def forward(x, w):
    return x * w + random.gauss(0, 0.1)
