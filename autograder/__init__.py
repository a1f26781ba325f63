"""A graded course on backpropagation by hand and the autograder that runs its hidden pytest cases in a sandbox."""

__version__ = "0.1.0"
