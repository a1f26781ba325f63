# %% right bug_lists
# Another example, in numbers and lists of Python.
def find_bug():
    return "sums-multiplied", {"X": [[1, 2], [3, -1], [0, 4]], "Y": [[0], [1], [2]], "W": [[0.5, -0.5]]}


# %% right bug_two_rows
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "sums-multiplied", {
        "X": np.array([[1.0], [-2.0]]),
        "Y": np.zeros((2, 3)),
        "W": np.array([[1.0], [0.5], [2.0]]),
    }


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "first-row-only", {"X": [[1, 2], [3, -1], [0, 4]], "Y": [[0], [1], [2]], "W": [[0.5, -0.5]]}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "averaged", {"X": np.array([[1.0], [-2.0]]), "Y": np.zeros((2, 3)), "W": np.array([[1.0], [0.5], [2.0]])}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "sums-multiplied", {"X": [[2.0, -1.0, 3.0]], "Y": [[1.0, 4.0]], "W": [[1.0, 0.0, 2.0], [0.5, 1.0, 1.0]]}


# %% wrong bug-hidden no-miss
# All predictions are the targets, so that both gradients are 0.
def find_bug():
    return "sums-multiplied", {"X": np.eye(2), "Y": np.eye(2), "W": np.eye(2)}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "sums-multiplied", {"X": [[1, 2]], "Y": [[3]], "W": [[4, 5]]}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "first-row-only", {"X": [[1, 2]], "Y": [[3]], "W": [[4, 5]]}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "sums-multiplied", {"X": [[1, 2], [3, 4]], "Y": [[1], [2], [3]], "W": [[1, 1]]}


# %% wrong example-not-legal flat
# A vector, where a matrix is asked for.
def find_bug():
    return "sums-multiplied", {"X": [[1, 2], [3, 4]], "Y": [1, 2], "W": [[1, 1]]}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"X": [[1, 2], [3, -1], [0, 4]], "Y": [[0], [1], [2]], "W": [[0.5, -0.5]]}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "sums-multiplied"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("sums-multiplied", {"X": [[1, 2], [3, -1], [0, 4]], "Y": [[0], [1], [2]], "W": [[0.5, -0.5]]})
