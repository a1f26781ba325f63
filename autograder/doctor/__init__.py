"""Facts about this machine for `autograder doctor`: its sandbox, its versions, its nbgrader; presents nothing."""
