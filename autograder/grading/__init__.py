"""Grades submissions: pytest over hidden cases, verdicts, marks, names of mistakes, runs of a class.

A session (session.py) collects the hidden cases once, with the plugin (plugin.py), and keeps pytest open. grader.py
takes one submission through it: import, each case, the repeat check (repeat_check.py), the mistake that fits all
numbers (handout/explain.py), marks and record (marks.py), the smallest example (counterexample.py). run.py does so for
a class, on processes (pool.py) or on a cluster (cluster.py). docs/maintainers.md follows a case from end to end.
"""
