# TASK: forward
# MISTAKE: wrong-type
# WHY: A complex number.


def forward(x, w):
    return complex(x * w)
