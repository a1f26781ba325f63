# TASK: forward
# MISTAKE: raised
# WHY: A name that does not exist.


def forward(x, w):
    return x * weight
