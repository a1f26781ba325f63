"""What nbgrader and gradebooks of other kinds need of the autograder; nothing else of the package knows of them."""
