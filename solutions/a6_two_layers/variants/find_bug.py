# %% right bug_two_rows
# Another example, in numbers and lists of Python.
def find_bug():
    return "derivative-at-input", {"X": [[1, 2], [3, -1]], "y": [0.5, -0.5], "v": [1, -2]}


# %% right bug_arrays
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "derivative-at-input", {"X": np.array([[4.0], [-3.0]]), "y": np.array([1.0, 0.0]), "v": np.array([0.5])}


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "slope-of-bend-forgotten", {"X": [[1, 2], [3, -1]], "y": [0.5, -0.5], "v": [1, -2]}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "averaged", {"X": np.array([[4.0], [-3.0]]), "y": np.array([1.0, 0.0]), "v": np.array([0.5])}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "derivative-at-input", {"X": [[0.2, 0.1], [-0.1, 0.2]], "y": [0.5, -0.5], "v": [0.1, -0.1]}


# %% wrong bug-hidden all-zero
# All weights are 0, where both slopes of the bend are 1.
def find_bug():
    return "derivative-at-input", {"X": [[3.0, 1.0], [-2.0, 2.0]], "y": [0.5, -0.5], "v": [0.0, 0.0]}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "derivative-at-input", {"X": [[0.1]], "y": [0], "v": [0.1]}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "slope-of-bend-forgotten", {"X": [[0.1]], "y": [0], "v": [0.1]}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "derivative-at-input", {"X": [[1.0, 2.0]], "y": [0.0], "v": [2.0]}


# %% wrong example-not-legal nan
# A number that is none.
def find_bug():
    return "derivative-at-input", {"X": [[float("nan")]], "y": [0.0], "v": [2.0]}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"X": [[1, 2], [3, -1]], "y": [0.5, -0.5], "v": [1, -2]}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "derivative-at-input"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("derivative-at-input", {"X": [[1, 2], [3, -1]], "y": [0.5, -0.5], "v": [1, -2]})
