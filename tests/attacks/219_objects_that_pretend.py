# GROUP:  handles
# NAME:   objects_that_pretend
# TRIES:  returns objects that behave as the right array in every way but stay in the worker
# EXPECT: never_full
# ANSWER: an object is not an array; its methods are never asked
# KIND:   module
import numpy as np

import tools


class Always:
    def __init__(self, right):
        self.right = right
        self.shape, self.dtype, self.remote_type = np.shape(right), np.dtype(float), "ndarray"

    def __getattr__(self, name):
        return getattr(self.right, name)

    def __array__(self, *args, **kwargs):
        return np.asarray(self.right)

    def __eq__(self, other):
        return True

    def __len__(self):
        return 3

    def __iter__(self):
        return iter((self.right,) * 3)


globals().update(tools.wrap(lambda name, args, right: Always(right)))
