# TASK: gradients,backward
# MISTAKE: upstream-ignored
# WHY: Every operator passes its slope alone.


right_init = Tensor.__init__


def init(self, data, links=()):
    links = [(parent, lambda G, pull=pull: pull(np.ones_like(G))) for parent, pull in links]
    right_init(self, data, links)


Tensor.__init__ = init
