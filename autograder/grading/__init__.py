"""Grades submissions: a pytest session over hidden cases, marks, runs of a class; knows no assignment by name."""
