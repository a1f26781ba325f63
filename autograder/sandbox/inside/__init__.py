"""The untrusted side of the sandbox: the only code of this package that a worker can read. It must import nothing of
`autograder` but its own modules, and hold no secret."""
