# TASK: forward
# MISTAKE: doubled
# WHY: A 2 of the loss's derivative in the model.


def forward(x, w):
    return 2 * x * w
