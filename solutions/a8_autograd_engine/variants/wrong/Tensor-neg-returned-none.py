# TASK: Tensor:the arithmetic,gradients:-a
# MISTAKE: wrong-type
# WHY: The return is missing.


def neg_of(self):
    -self.data


Tensor.__neg__ = neg_of
