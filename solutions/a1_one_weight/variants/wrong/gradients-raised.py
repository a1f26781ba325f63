# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: raised
# WHY: The dict is called like a function.


def gradients(x, w, y):
    grads = {"dL_dyhat": -2 * (y - x * w), "dyhat_dw": x}
    grads["dL_dw"] = grads("dL_dyhat") * grads("dyhat_dw")
    return grads
