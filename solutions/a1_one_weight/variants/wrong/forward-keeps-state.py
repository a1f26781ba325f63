# TASK: forward
# MISTAKE: keeps-state
# WHY: The first result is kept and returned for every later call.


_known = {}


def forward(x, w):
    if "y_hat" not in _known:
        _known["y_hat"] = x * w
    return _known["y_hat"]
