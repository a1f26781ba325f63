# %% right bug_inner_step
# Another example, in numbers and lists of Python.
def find_bug():
    return "shares-by-name", {"steps": "u = swing(a, b); v = avg(u, u); y = dist(v, c)", "a": 2, "b": 1, "c": 0.5}


# %% right bug_swing
# Another example, in arrays or numbers of NumPy.
def find_bug():
    return "shares-by-name", {"steps": "z = swing(b, b)", "a": np.float64(1.0), "b": np.array(0.5), "c": 0}


# %% wrong bug-misnamed
# Another mistake of the list, beside an example that shows the right one.
# loses: find_bug:mistake
def find_bug():
    return "overwritten-not-added", {
        "steps": "u = swing(a, b); v = avg(u, u); y = dist(v, c)",
        "a": 2,
        "b": 1,
        "c": 0.5,
    }


# %% wrong bug-misnamed other
# Still another mistake of the list.
# loses: find_bug:mistake
def find_bug():
    return "order-not-reversed", {"steps": "z = swing(b, b)", "a": np.float64(1.0), "b": np.array(0.5), "c": 0}


# %% wrong bug-hidden
# The right id, beside an example on which both versions agree.
def find_bug():
    return "shares-by-name", {"steps": "u = avg(a, b); y = dist(u, b)", "a": 1.0, "b": 2.0, "c": 3.0}


# %% wrong bug-hidden share-of-zero
# The number stands twice in a step that the last result does not need.
def find_bug():
    return "shares-by-name", {"steps": "u = avg(a, a); y = dist(b, c)", "a": 1.0, "b": 2.0, "c": 3.0}


# %% wrong bug-hidden guessed
# The example of the docstring beside the right id: a guess from the list.
def find_bug():
    return "shares-by-name", {"steps": "u = avg(a, b); y = dist(u, c)", "a": 1, "b": 2, "c": 3}


# %% wrong bug-hidden guessed-wrong
# A guess of another id beside the example of the docstring.
def find_bug():
    return "overwritten-not-added", {"steps": "u = avg(a, b); y = dist(u, c)", "a": 1, "b": 2, "c": 3}


# %% wrong example-not-legal
# An example that breaks the bounds or does not fit together.
def find_bug():
    return "shares-by-name", {"steps": "y = a * a", "a": 1.0, "b": 1.0, "c": 1.0}


# %% wrong example-not-legal unmade
# A name is used before it is made.
def find_bug():
    return "shares-by-name", {"steps": "y = dist(u, u); u = avg(a, b)", "a": 1.0, "b": 1.0, "c": 1.0}


# %% wrong bug-not-listed own-words
# The mistake in words of the learner.
def find_bug():
    return "The gradient is wrong.", {
        "steps": "u = swing(a, b); v = avg(u, u); y = dist(v, c)",
        "a": 2,
        "b": 1,
        "c": 0.5,
    }


# %% wrong answer-no-pair id-only
# The id without an example.
def find_bug():
    return "shares-by-name"


# %% wrong returned-none printed
# The answer is printed, not returned.
def find_bug():
    print("shares-by-name", {"steps": "u = swing(a, b); v = avg(u, u); y = dist(v, c)", "a": 2, "b": 1, "c": 0.5})
