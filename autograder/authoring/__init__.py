"""Starts a new assignment: a small one that works, for an author to change; grades nothing."""
