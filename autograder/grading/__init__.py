"""Grades submissions: one pytest session over hidden cases, marks, runs of a whole class; knows no assignment by name."""
