# %% right bug_other_side
# Another example, in numbers and lists of Python.
def find_bug():
    return "inner-slope-forgotten", {"x": -2, "w": 0.3, "y": 4}


# %% right bug_numpy_numbers
# Another example, in arrays or numbers of NumPy.
import numpy as np


def find_bug():
    return "inner-slope-forgotten", {"x": np.float64(5.0), "w": np.array(0.7), "y": np.float64(-1.0)}


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "exponent-not-lowered", {"x": -2, "w": 0.3, "y": 4}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
import numpy as np


def find_bug():
    return "one-path-only", {"x": np.float64(5.0), "w": np.array(0.7), "y": np.float64(-1.0)}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "inner-slope-forgotten", {"x": 1.0, "w": 3.0, "y": 5.0}


# %% wrong bug-hidden no-miss
# The prediction is the target, so that both slopes are 0.
def find_bug():
    return "inner-slope-forgotten", {"x": 2.0, "w": 0.5, "y": 2.0}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "inner-slope-forgotten", {"x": 1.0, "w": 0.5, "y": 2.0}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "exponent-not-lowered", {"x": 1.0, "w": 0.5, "y": 2.0}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "inner-slope-forgotten", {"x": 20.0, "w": 0.5, "y": 1.0}


# %% wrong example-not-legal list
# A list, where a number is asked for.
def find_bug():
    return "inner-slope-forgotten", {"x": [3.0], "w": 0.5, "y": 1.0}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"x": -2, "w": 0.3, "y": 4}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "inner-slope-forgotten"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("inner-slope-forgotten", {"x": -2, "w": 0.3, "y": 4})
