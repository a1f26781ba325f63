"""What listed mistakes make of the right numbers of one weight: of each link of the chain, and of the weight's path."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.cases.tables import Table, Values

from ...shared.factors import RATES, with_factors


def one_weight(x: float, w: float, y: float) -> Table:
    """Mistakes in the prediction, the loss and the chain of derivatives of one weight and one sample."""

    def chain(slope: float) -> Values:
        """What follows from dL_dyhat."""
        return {"dL_dyhat": slope, "dL_dw": slope * x, "dL_dx": slope * w, "dL_dy": -slope}

    y_hat, r = x * w, x * w - y
    right = chain(2 * r)
    table = with_factors(
        right,
        {"sign-flipped": -1.0, "dropped-two": 0.5, "doubled": 2.0},
        {
            "used-prediction": chain(2 * y_hat),
            "used-prediction#minus": chain(-2 * y_hat),
            "used-target": chain(2 * y),
            "used-target#minus": chain(-2 * y),
            "absolute-error": chain(float(np.sign(r))),
            "absolute-error#doubled": chain(2 * float(np.sign(r))),
            "absolute-error#abs": chain(2 * abs(r)),
            "inputs-forgotten": {"dL_dw": right["dL_dyhat"]},
            "factors-swapped": {"dL_dw": 2 * r * w, "dL_dx": 2 * r * x},
            "upstream-ignored": {"dL_dyhat": 1.0, "dL_dw": x, "dL_dx": w, "dL_dy": 1.0},
            "upstream-ignored#minus": {"dL_dy": -1.0},
        },
    )
    more: Table = {
        "sign-flipped": {"y_hat": -y_hat, "dyhat_dw": -x, "loss": -(r**2)},
        "doubled": {"y_hat": 2 * y_hat, "dyhat_dw": 2 * x, "loss": 2 * r**2},
        "inputs-forgotten": {"y_hat": w, "dyhat_dw": 1.0},
        "factors-swapped": {"dyhat_dw": w},
        "half-loss": {"loss": r**2 / 2},
        "not-squared": {"loss": -r},
        "not-squared#reversed": {"loss": r},
        "absolute-error": {"loss": abs(r)},
        "used-prediction": {"loss": y_hat**2},
        "used-target": {"loss": y**2},
    }
    return table | {one: table.get(one, {}) | values for one, values in more.items()}


def paths(x: float, y: float, w: float, lr: float, steps: int) -> Table:
    """Mistakes in the list of weights that gradient descent passes through, the start included."""

    def run(
        steps: int = steps, rate: float = lr, k: float = 1.0, *, kept: bool = False, once: bool = False, last: float = x
    ) -> Any:
        weights, total = [w], 0.0
        for _ in range(steps):
            total = kept * total + 2 * k * (x * weights[0 if once else -1] - y) * last
            weights.append(weights[-1] - rate * total)
        return np.array(weights)

    right = run()
    made = {
        "ascent": run(rate=-lr),
        "dropped-two": run(k=0.5),
        "doubled": run(k=2.0),
        "inputs-forgotten": run(last=1.0),
        "not-zeroed": run(kept=True),
        "computed-once": run(once=True),
        "one-step-long": run(steps + 1),
        "one-step-short": right[:-1],
        "returns-step": np.append(right[0], right[:-1] - right[1:]),
        "returns-step#minus": np.append(right[0], right[1:] - right[:-1]),
    }
    made |= {f"learning-rate-ignored#{rate}": run(rate=rate) for rate in RATES}
    return {one: {"": value} for one, value in made.items()}
