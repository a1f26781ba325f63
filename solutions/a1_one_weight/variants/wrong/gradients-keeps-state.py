# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy,train
# MISTAKE: keeps-state
# WHY: Adds up from call to call, as .grad does in torch.


_total = {}


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    new = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
    for key, value in new.items():
        _total[key] = _total.get(key, 0.0) + value
    return dict(_total)
