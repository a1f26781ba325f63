# TASK: forward
# MISTAKE: none
# WHY: Multiplies by the weight twice; right at w = 1.


def forward(x, w):
    return x * w * w
