# GROUP:  worker
# NAME:   pickles
# TRIES:  sends pickles, npy files and code objects in the place of numbers
# EXPECT: never_full
# ANSWER: bytes are no value of the wire; nothing on the other side would read a pickle
# KIND:   module
import io
import pickle

import numpy as np

import tools


class Evil:
    def __reduce__(self):
        return print, ("BREACH pickle",)


def make(name):
    def function(*args):
        file = io.BytesIO()
        np.save(file, np.array([Evil()]), allow_pickle=True)
        return {
            "forward": np.array([[Evil()] * 3] * 11),
            "loss": pickle.dumps(Evil()),
            "grad_W": file.getvalue(),
            "grad_b": np.void(pickle.dumps(Evil())),
            "update": function.__code__,
        }.get(name) or tools.forge(value=tools.binary(pickle.dumps(Evil())))

    return function


globals().update(tools.each(make))
