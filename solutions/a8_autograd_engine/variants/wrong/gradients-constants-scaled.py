# TASK: gradients:a-b
# MISTAKE: none
# WHY: A number on the left makes the gradient twice as large.
# LOSES: edges


right_rsub = Tensor.__rsub__


def rsub_of(self, other):
    out = right_rsub(self, other)
    return Tensor(out.data, [(parent, lambda G, pull=pull: 2 * pull(G)) for parent, pull in out.links])


Tensor.__rsub__ = rsub_of
