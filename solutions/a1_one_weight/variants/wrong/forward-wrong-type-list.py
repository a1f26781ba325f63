# TASK: forward
# MISTAKE: wrong-type
# WHY: A list of one number.


def forward(x, w):
    return [x * w]
