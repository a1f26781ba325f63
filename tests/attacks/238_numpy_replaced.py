# GROUP:  worker
# NAME:   numpy_replaced
# TRIES:  patches NumPy in the worker so that everything is close to everything and all sums are right
# EXPECT: never_full
# ANSWER: nothing is compared in the worker
# KIND:   module
import numpy as np

import tools

np.allclose = np.array_equal = np.isclose = lambda *args, **kwargs: True
np.testing.assert_allclose = lambda *args, **kwargs: None
np.ascontiguousarray = lambda array, dtype=None: np.asarray(array) * 0
np.frombuffer = lambda *args, **kwargs: np.zeros(1)
np.sum = np.ndarray.__hash__ = lambda *args, **kwargs: 0.0
globals().update(tools.each(lambda name: lambda *args: tools.zeros(name, args)))
