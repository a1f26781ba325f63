# TASK: forward
# MISTAKE: returned-none
# WHY: Prints in place of returning.


def forward(x, w):
    print(x * w)
