# TASK: forward
# MISTAKE: returned-none
# WHY: Computes and does not return.


def forward(x, w):
    y_hat = x * w
