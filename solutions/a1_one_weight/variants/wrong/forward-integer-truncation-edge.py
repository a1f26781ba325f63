# TASK: forward
# MISTAKE: integer-truncation
# WHY: The result is stored with the type of the input.
# LOSES: edges


def forward(x, w):
    return type(x)(x * w)
