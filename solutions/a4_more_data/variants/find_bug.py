# %% right bug_lists
# Another example, in numbers and lists of Python.
def find_bug():
    return "portions-weigh-the-same", {"X": [[1], [2], [4]], "y": [0, 1, -2], "w": [1], "portions": 2}


# %% right bug_five_rows
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "portions-weigh-the-same", {
        "X": np.arange(10.0).reshape(5, 2) - 4,
        "y": np.array([1.0, -1.0, 2.0, 0.0, 3.0]),
        "w": np.array([0.5, 1.0]),
        "portions": 3,
    }


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "last-portion-only", {"X": [[1], [2], [4]], "y": [0, 1, -2], "w": [1], "portions": 2}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "averaged-twice", {
        "X": np.arange(10.0).reshape(5, 2) - 4,
        "y": np.array([1.0, -1.0, 2.0, 0.0, 3.0]),
        "w": np.array([0.5, 1.0]),
        "portions": 3,
    }


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "portions-weigh-the-same", {
        "X": [[1.0], [2.0], [4.0], [3.0]],
        "y": [0.0, 1.0, -2.0, 5.0],
        "w": [1.0],
        "portions": 2,
    }


# %% wrong bug-hidden one-portion
# All rows are in one portion.
def find_bug():
    return "portions-weigh-the-same", {"X": [[1.0], [2.0], [4.0]], "y": [0.0, 1.0, -2.0], "w": [1.0], "portions": 1}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "portions-weigh-the-same", {"X": [[1], [2]], "y": [3, 4], "w": [5], "portions": 2}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "last-portion-only", {"X": [[1], [2]], "y": [3, 4], "w": [5], "portions": 2}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "portions-weigh-the-same", {"X": [[1.0], [2.0], [4.0]], "y": [0.0, 1.0, -2.0], "w": [1.0], "portions": 4}


# %% wrong example-not-legal half
# Half a portion.
def find_bug():
    return "portions-weigh-the-same", {"X": [[1.0], [2.0], [4.0]], "y": [0.0, 1.0, -2.0], "w": [1.0], "portions": 1.5}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"X": [[1], [2], [4]], "y": [0, 1, -2], "w": [1], "portions": 2}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "portions-weigh-the-same"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("portions-weigh-the-same", {"X": [[1], [2], [4]], "y": [0, 1, -2], "w": [1], "portions": 2})
