# %% right bug_longer
# Another example, in numbers and lists of Python.
def find_bug():
    return "zeroed-too-late", {
        "X": [[1.0], [2.0], [-1.0]],
        "y": [3.0, 1.0, 0.5],
        "w": [0.0],
        "lr": 0.05,
        "batch": 2,
        "epochs": 3,
    }


# %% right bug_arrays
# Another example, in arrays or numbers of NumPy.
import numpy as np


def find_bug():
    return "zeroed-too-late", {
        "X": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "y": np.array([4.0, 5.0]),
        "w": np.zeros(2),
        "lr": 0.01,
        "batch": 1,
        "epochs": 2,
    }


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "never-zeroed", {
        "X": [[1.0], [2.0], [-1.0]],
        "y": [3.0, 1.0, 0.5],
        "w": [0.0],
        "lr": 0.05,
        "batch": 2,
        "epochs": 3,
    }


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
import numpy as np


def find_bug():
    return "last-batch-only", {
        "X": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "y": np.array([4.0, 5.0]),
        "w": np.zeros(2),
        "lr": 0.01,
        "batch": 1,
        "epochs": 2,
    }


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "zeroed-too-late", {
        "X": [[1.0], [2.0], [-1.0]],
        "y": [3.0, 1.0, 0.5],
        "w": [0.0],
        "lr": 0.05,
        "batch": 3,
        "epochs": 3,
    }


# %% wrong bug-hidden no-miss
# All predictions are the targets, so that nothing moves.
def find_bug():
    return "zeroed-too-late", {"X": [[1.0], [2.0]], "y": [3.0, 6.0], "w": [3.0], "lr": 0.05, "batch": 1, "epochs": 3}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "zeroed-too-late", {"X": [[1], [2]], "y": [3, 4], "w": [0], "lr": 0.1, "batch": 2, "epochs": 1}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "never-zeroed", {"X": [[1], [2]], "y": [3, 4], "w": [0], "lr": 0.1, "batch": 2, "epochs": 1}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "zeroed-too-late", {"X": [[1.0], [2.0]], "y": [3.0, 1.0], "w": [0.0], "lr": 5.0, "batch": 1, "epochs": 3}


# %% wrong example-not-legal tensor
# A tensor, where an array or a list is asked for.
def find_bug():
    return "zeroed-too-late", {"X": torch.ones(2, 1), "y": [3.0, 1.0], "w": [0.0], "lr": 0.05, "batch": 1, "epochs": 3}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {
        "X": [[1.0], [2.0], [-1.0]],
        "y": [3.0, 1.0, 0.5],
        "w": [0.0],
        "lr": 0.05,
        "batch": 2,
        "epochs": 3,
    }


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "zeroed-too-late"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print(
        "zeroed-too-late",
        {"X": [[1.0], [2.0], [-1.0]], "y": [3.0, 1.0, 0.5], "w": [0.0], "lr": 0.05, "batch": 2, "epochs": 3},
    )
