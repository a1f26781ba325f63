# TASK: forward
# MISTAKE: none
# WHY: Rounded to two decimals.


def forward(x, w):
    return round(x * w, 2)
