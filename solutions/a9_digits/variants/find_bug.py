# %% right bug_two_classes
# Another example, in numbers and lists of Python.
def find_bug():
    return "one-row-a-class", {"X": [[1, 2], [3, 0.5], [2, 2]], "labels": [1, 0, 1], "C": [[0, 0], [1, -1]]}


# %% right bug_arrays
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "one-row-a-class", {"X": np.ones((3, 2)), "labels": np.array([0, 0, 0]), "C": np.zeros((1, 2))}


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "averaged", {"X": [[1, 2], [3, 0.5], [2, 2]], "labels": [1, 0, 1], "C": [[0, 0], [1, -1]]}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "labels-shifted", {"X": np.ones((3, 2)), "labels": np.array([0, 0, 0]), "C": np.zeros((1, 2))}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "one-row-a-class", {"X": [[1.0, 2.0], [3.0, 0.5]], "labels": [1, 0], "C": [[0.0, 0.0], [1.0, -1.0]]}


# %% wrong bug-hidden at-the-picture
# Two rows of one class, but the row that does not count is the picture itself.
def find_bug():
    return "one-row-a-class", {"X": [[1.0, 2.0], [3.0, 0.5]], "labels": [0, 0], "C": [[1.0, 2.0]]}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "one-row-a-class", {"X": [[3.0]], "labels": [0], "C": [[1.0]]}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "averaged", {"X": [[3.0]], "labels": [0], "C": [[1.0]]}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "one-row-a-class", {"X": [[1.0], [2.0]], "labels": [2, 2], "C": [[0.0], [1.0]]}


# %% wrong example-not-legal halves
# A label is a whole number.
def find_bug():
    return "one-row-a-class", {"X": [[1.0], [2.0]], "labels": [0.5, 0.5], "C": [[0.0], [1.0]]}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"X": [[1, 2], [2, 2]], "labels": [1, 1], "C": [[0, 0], [1, -1]]}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "one-row-a-class"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("one-row-a-class", {"X": [[1.0], [2.0]], "labels": [0, 0], "C": [[0.0]]})
