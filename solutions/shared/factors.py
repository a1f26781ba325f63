"""Factors and learning rates that are mistaken in several assignments."""

import functools

from autograder.cases import tables

RATES = (1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
"""Learning rates that are written into a program instead of the one that is given; 1 is none at all."""

with_factors = functools.partial(tables.with_factors, anywhere=("sign-flipped", "dropped-two", "doubled", "half-loss"))
"""Tables in which these factors, which do not depend on a reduction, may come with a second mistake."""
