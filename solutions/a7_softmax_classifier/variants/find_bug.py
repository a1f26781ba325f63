# %% right bug_other_class
# Another example, in numbers and lists of Python.
def find_bug():
    return "cost-capped", {"scores": [3.0, 100.0], "labels": [1, 0]}


# %% right bug_arrays
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "cost-capped", {"scores": np.array([-1000.0, 1000.0, 0.5]), "labels": np.array([1, 0, 1])}


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "overflow", {"scores": [3.0, 100.0], "labels": [1, 0]}


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "one-class-only", {"scores": np.array([-1000.0, 1000.0, 0.5]), "labels": np.array([1, 0, 1])}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "cost-capped", {"scores": [5.0, -5.0, 10.0], "labels": [0, 1, 0]}


# %% wrong bug-hidden sure-and-right
# Large scores, all of them for the right class: they cost nothing in both versions.
def find_bug():
    return "cost-capped", {"scores": [50.0, -50.0], "labels": [1, 0]}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "cost-capped", {"scores": [2, -3], "labels": [1, 0]}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "overflow", {"scores": [2, -3], "labels": [1, 0]}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "cost-capped", {"scores": [-5000.0], "labels": [1]}


# %% wrong example-not-legal label
# A label of no class.
def find_bug():
    return "cost-capped", {"scores": [-50.0], "labels": [2]}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {"scores": [3.0, 100.0], "labels": [1, 0]}


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "cost-capped"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("cost-capped", {"scores": [3.0, 100.0], "labels": [1, 0]})
