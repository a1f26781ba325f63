"""The sample class, taken through a whole round of nbgrader."""
