# TASK: Tensor,gradients
# MISTAKE: wrong-type
# WHY: NumPy takes the operation over where an array stands on the left.
# LOSES: edges


del Tensor.__array_ufunc__
