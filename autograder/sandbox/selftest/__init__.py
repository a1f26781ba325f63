"""Tries from inside a worker what the sandbox must refuse, and says which isolation level holds."""
