"""Other graders, each in an environment of its own, with the same checks."""
