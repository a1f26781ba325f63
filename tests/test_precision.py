"""Numbers in single precision: told from right ones, and rests of a cancellation are not taken for them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.handout.gradcheck import Mismatch
from tests.hidden_modules import hidden_module

precision = hidden_module("a7_softmax_classifier").check_array
RIGHT = np.array([1 / 3, -0.7, 0.123456789])


def test_a_rest_of_rounding_is_no_single_precision():
    """-0.5, 0.5 and a rest of 2**-55 where 0 is right: all are exact in float32 by chance, and all are right."""
    precision(np.array([-0.5, 0.5, 2.0**-55]), np.array([-0.5, 0.5, 0.0]))


@pytest.mark.parametrize("right", [RIGHT, np.array([0.5, 1 / 3, 0.0])])
def test_numbers_of_float32_are_found(right):
    """Also where some of them are exact."""
    with pytest.raises(Mismatch, match="single precision"):
        precision(right.astype(np.float32).astype(np.float64), right)
