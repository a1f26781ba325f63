# TASK: Tensor:the arithmetic,gradients:a*b
# MISTAKE: not-implemented
# WHY: Not started.


def mul_of(self, other):
    raise NotImplementedError


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
