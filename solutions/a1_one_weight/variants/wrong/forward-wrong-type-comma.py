# TASK: forward
# MISTAKE: wrong-type
# WHY: A trailing comma makes it a tuple.


def forward(x, w):
    return (x * w,)
