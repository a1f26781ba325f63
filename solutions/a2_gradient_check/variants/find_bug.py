# %% right bug_later_times
# Another example, in numbers and lists of Python.
def find_bug():
    return "times-shifted", {"times": [1.0, 2.0, 3.0], "temperatures": [5.0, 4.0, 4.5], "start": 0.0, "drift": 0.5}


# %% right bug_arrays
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "times-shifted", {
        "times": np.array([4, 7]),
        "temperatures": np.array([1, -2]),
        "start": 1,
        "drift": np.float64(0.25),
    }


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "sizes-of-times", {"times": [1.0, 2.0, 3.0], "temperatures": [5.0, 4.0, 4.5], "start": 0.0, "drift": 0.5}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "slope-of-square", {
        "times": np.array([4, 7]),
        "temperatures": np.array([1, -2]),
        "start": 1,
        "drift": np.float64(0.25),
    }


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "times-shifted", {"times": [-3.0, 0.0, 3.0], "temperatures": [1.0, 2.0, 2.5], "start": 1.0, "drift": 1.0}


# %% wrong bug-hidden no-miss
# All points lie on the line, so that all slopes are 0.
def find_bug():
    return "times-shifted", {"times": [1.0, 2.0], "temperatures": [3.0, 5.0], "start": 1.0, "drift": 2.0}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "times-shifted", {"times": [-1, 1], "temperatures": [3, 2], "start": 0, "drift": 0}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "sizes-of-times", {"times": [-1, 1], "temperatures": [3, 2], "start": 0, "drift": 0}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "times-shifted", {"times": [1.0, 2.0, 3.0], "temperatures": [5.0, 4.0], "start": 0.0, "drift": 0.5}


# %% wrong example-not-legal missing
# An argument is missing.
def find_bug():
    return "times-shifted", {"times": [1.0, 2.0], "temperatures": [5.0, 4.0], "start": 0.0}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {
        "times": [1.0, 2.0, 3.0],
        "temperatures": [5.0, 4.0, 4.5],
        "start": 0.0,
        "drift": 0.5,
    }


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "times-shifted"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("times-shifted", {"times": [1.0, 2.0, 3.0], "temperatures": [5.0, 4.0, 4.5], "start": 0.0, "drift": 0.5})
