"""Shows a figure with a text that says what is in it, for those who hear the notebook. It needs Matplotlib and IPython.

The folder of an assignment whose notebook imports it has a copy of this module.
"""

from __future__ import annotations

import base64
import html
import io

import matplotlib.pyplot as plt
from IPython.display import display


def show(text: str) -> None:
    """Show the present figure in the notebook, and close it; `text` is read out where the figure cannot be seen.

    `plt.show()` leaves a picture without any text.
    """
    figure, buffer = plt.gcf(), io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight", facecolor="white")
    plt.close(figure)
    data = base64.b64encode(buffer.getvalue()).decode()
    width = int.from_bytes(buffer.getvalue()[16:20], "big")  # where a PNG has it
    # on a telephone it is moved, not made so small that its words cannot be read
    style = f"width:{width}px;max-width:max(100%,{0.75 * width:.0f}px);height:auto"
    image = f'<img alt="{html.escape(text)}" style="{style}" src="data:image/png;base64,{data}">'
    image = f'<div role="group" aria-label="Figure" tabindex="0" style="overflow-x:auto">{image}</div>'
    forms = {"text/html": image, "image/png": data, "text/plain": text}
    display(forms, raw=True)  # type: ignore[no-untyped-call]  # IPython has no types
