"""Pictures to step through and to slide: a graph forwards and backwards, and a path that a number decides.

Each is one piece of HTML with its own script, for JupyterLab, VS Code and a page; it loads nothing. Without scripts the
last picture stays, with all numbers below it in words. Knows no formula: what it shows are numbers that it is given.
It needs the standard library only, and Python 3.10 or newer.
"""

from __future__ import annotations

import base64
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

Point = tuple[float, float]

_LIGHT = {
    "page": "#fcfcfa",
    "box": "#f1f2ef",
    "text": "#22262a",
    "muted": "#545d64",
    "line": "#8b9298",
    "soft": "#dcdedb",
    "value": "#005f95",
    "grad": "#8f3e00",
    "good": "#00674a",
    "bad": "#a8123a",
    "hot": "#fff3c4",
}
_DARK = {
    "page": "#17191b",
    "box": "#24292c",
    "text": "#e4e7e9",
    "muted": "#a7b0b7",
    "line": "#7d878e",
    "soft": "#383e42",
    "value": "#86c5f4",
    "grad": "#f2ac74",
    "good": "#74d2ae",
    "bad": "#ff9db1",
    "hot": "#453a12",
}


def _colours(values: Mapping[str, str]) -> str:
    return "".join(f"--w-{name}:{value};" for name, value in values.items())


_PICTURE_CSS = f"""
.watch{{{_colours(_LIGHT)}}}
@media screen and (prefers-color-scheme:dark){{.watch{{{_colours(_DARK)}}}}}
.watch svg,svg.watch{{display:block;font:12.5px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
font-variant-numeric:tabular-nums}}
.watch text{{fill:var(--w-text);text-anchor:middle}}
.watch .wn rect{{fill:var(--w-box);stroke:var(--w-line);stroke-width:1.2}}
.watch .wn .wh{{font-weight:600;font-size:12px}}
.watch .wn .wv{{fill:var(--w-value)}}
.watch .wg,.watch .ws{{fill:var(--w-grad)}}
.watch .we path{{fill:none;stroke:var(--w-line);stroke-width:1.3}}
.watch .we .wa{{fill:var(--w-line);stroke:none}}
.watch .we text{{stroke:var(--w-page);stroke-width:8px;stroke-linejoin:round;paint-order:stroke;font-size:12px}}
.watch .we .wl{{fill:var(--w-muted)}}
.watch .wn.odd rect{{stroke:var(--w-bad);stroke-width:2.4}}
.watch .wn.alone rect{{stroke-dasharray:5 4;fill:var(--w-page)}}
.watch .we.odd path{{stroke:var(--w-bad);stroke-width:2.4}}
.watch .we.odd .wa,.watch .we.odd text{{fill:var(--w-bad)}}
.watch .wn.hot rect{{fill:var(--w-hot);stroke:var(--w-value);stroke-width:2.6}}
.watch .wn.hot.back rect{{stroke:var(--w-grad)}}
.watch .we.hot path{{stroke:var(--w-grad);stroke-width:3}}
.watch .we.hot .wa{{fill:var(--w-grad)}}
.watch .we.fore path{{stroke:var(--w-value);stroke-width:2.2}}
.watch .we.fore .wa{{fill:var(--w-value)}}
.watch .we .wb,.watch .we.hot .wa{{visibility:hidden}}
.watch .we.hot .wb{{visibility:visible;fill:var(--w-grad)}}
.watch .we .wa,.watch .we .wb{{stroke:none !important}}
.watch .off{{visibility:hidden}}
.watch .wf{{fill:none;stroke:var(--w-soft)}}
.watch .wt text,.watch text.wt{{fill:var(--w-muted);font-size:11px}}
.watch .wt line{{stroke:var(--w-soft)}}
.watch .wc{{fill:none;stroke:var(--w-line);stroke-width:1.3}}
.watch .wp{{fill:none;stroke:var(--w-value);stroke-width:1.6}}
.watch .wd circle{{fill:var(--w-value)}}
.watch .wd circle:first-child{{fill:var(--w-page);stroke:var(--w-text);stroke-width:1.8}}
.watch .wm{{fill:var(--w-good);stroke:none}}
.watch .w0 path,.watch .w0 .wa{{stroke:var(--w-grad)}} .watch .w0 .wa,.watch .w0 text{{fill:var(--w-grad)}}
.watch .w1 path,.watch .w1 .wa{{stroke:var(--w-good)}} .watch .w1 .wa,.watch .w1 text{{fill:var(--w-good)}}
.watch .wr path{{fill:none;stroke-width:2.4}} .watch .wr .wa{{stroke:none}}
.watch .wr text,.watch .wq{{font-weight:600;stroke:var(--w-page);stroke-width:4px;paint-order:stroke}}
.watch .wq{{fill:var(--w-good)}}
"""
"""Stands in the picture itself, so that it looks the same as an image of its own."""

_DARK_PLACES = 'body[data-jp-theme-light="false"] .watch,body.vscode-dark .watch,body[data-theme="dark"] .watch'
_LIGHT_PLACES = 'body[data-jp-theme-light="true"] .watch,body.vscode-light .watch,body[data-theme="light"] .watch'
CSS = (
    _PICTURE_CSS
    + f"""
@media screen{{{_LIGHT_PLACES}{{{_colours(_LIGHT)}}}{_DARK_PLACES}{{{_colours(_DARK)}}}}}
div.watch{{box-sizing:border-box;max-width:56rem;margin:.6rem 0;padding:.8rem 1rem 1rem;border:1px solid var(--w-soft);
border-radius:6px;background:var(--w-page);color:var(--w-text);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:break-word}}
div.watch p{{margin:.3rem 0;max-width:none}}
div.watch .watch-title{{font-weight:600;margin:0 0 .6rem}}
.watch-row{{display:flex;flex-wrap:wrap;gap:.8rem 1.6rem;align-items:flex-start}}
.watch-picture{{flex:0 1 auto;min-width:0;max-width:100%;overflow-x:auto}}
.watch-picture:focus-visible{{outline:2px solid var(--w-value);outline-offset:2px}}
.watch-picture svg.watch,.watch-picture img{{max-width:100%;height:auto;margin:0}}
.watch-picture.wide svg.watch,.watch-picture.wide img{{max-width:none}}
.watch-side{{flex:1 1 15rem;min-width:0}}
.watch-keys{{display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .5rem}}
.watch-keys button{{font:inherit;font-size:.92rem;min-height:2.1rem;padding:.2rem .75rem;border:1px solid var(--w-line);
border-radius:4px;background:var(--w-box);color:var(--w-text);cursor:pointer}}
.watch-keys button:hover{{border-color:var(--w-text)}}
.watch-keys button[data-go="1"]{{background:var(--w-value);border-color:var(--w-value);color:var(--w-page)}}
.watch-keys button[aria-disabled="true"]{{color:var(--w-muted);background:none;border-style:dashed;cursor:default}}
.watch-keys button:focus-visible,.watch summary:focus-visible,.watch input:focus-visible{{
outline:2px solid var(--w-value);outline-offset:2px}}
.watch[data-watch="steps"] .watch-now{{min-height:7.2rem}}
.watch-now .watch-sum{{display:block;font-size:1.3rem;line-height:1.5;font-variant-numeric:tabular-nums}}
.watch-now .watch-key,.watch-count{{display:block;color:var(--w-muted);font-size:.88rem}}
.watch .watch-up{{color:var(--w-grad)}}
.watch .watch-bad{{color:var(--w-bad);font-weight:600}}
div.watch details{{margin:.6rem 0 0}}
div.watch summary{{cursor:pointer;color:var(--w-value)}}
div.watch ol{{margin:.4rem 0;padding-left:2rem;font-size:.92rem;font-variant-numeric:tabular-nums}}
div.watch li{{margin:.15rem 0}}
.watch-slide label{{display:block}}
.watch-slide input{{display:block;width:100%;max-width:24rem;margin:.4rem 0;accent-color:var(--w-value)}}
.watch-said{{font-variant-numeric:tabular-nums}}
.watch-table{{overflow-x:auto}}
.watch-table:focus-visible{{outline:2px solid var(--w-value)}}
div.watch table{{border-collapse:collapse;width:auto;margin:.4rem 0;font-size:.88rem;color:inherit;
font-variant-numeric:tabular-nums}}
div.watch th,div.watch td{{padding:.2rem .8rem .2rem 0;text-align:left;font-weight:400;border:0;color:inherit;
background:none;white-space:nowrap}}
div.watch thead th{{color:var(--w-muted)}}
@media print{{.watch-keys,.watch-slide input,.watch-now.live,.watch-count.live{{display:none}}
div.watch details::details-content{{content-visibility:visible;block-size:auto}} div.watch{{break-inside:avoid}}}}
@media screen and (prefers-reduced-motion:no-preference){{
.watch .wn rect,.watch .we path{{transition:fill .25s,stroke .25s,stroke-width .25s}}}}
"""
)
"""The style of the pictures of a page, however many there are."""

SCRIPT = r"""
(() => {
  const alive = root => {
    root.dataset.live = '';
    const still = root.querySelector('img');
    if (still) {
      const holder = document.createElement('div');
      const bytes = Uint8Array.from(atob(still.src.split(',')[1]), sign => sign.charCodeAt(0));
      holder.innerHTML = new TextDecoder().decode(bytes);
      still.replaceWith(holder.firstElementChild);
    }
    return root.querySelector('svg');
  };
  const made = (tag, more) => {
    const part = document.createElement(tag);
    Object.entries(more).forEach(([name, value]) => part.setAttribute(name, value));
    return part;
  };

  const steps = (root, svg) => {
    const list = [...root.querySelectorAll('li[data-k]')];
    const nodes = [...svg.querySelectorAll('.wn')], links = [...svg.querySelectorAll('.we')];
    const count = root.querySelector('.watch-count'), group = made('div', {class: 'watch-keys', role: 'group'});
    const now = made('div', {class: 'watch-now', role: 'status'});
    const keys = Object.entries({First: -1e6, Back: -1, Step: '1', Play: 'play'}).map(([name, go]) => {
      const key = made('button', {type: 'button', 'data-go': go});
      key.textContent = name;
      return key;
    });
    const play = keys[3];
    let at = 0, timer = 0;
    group.setAttribute('aria-label', 'Steps');
    group.append(...keys);
    count.before(group);
    count.after(now);
    const set = (part, words) => { part.textContent = words; part.classList.remove('off'); };
    const show = to => {
      at = Math.max(0, Math.min(list.length, to));
      nodes.forEach(node => {
        node.classList.remove('hot', 'back');
        node.querySelector('.wv').classList.toggle('off', !('given' in node.dataset));
        node.querySelector('.wg').classList.add('off');
      });
      links.forEach(link => { link.classList.remove('hot', 'fore'); link.querySelector('.ws').classList.add('off'); });
      list.slice(0, at).forEach((step, i) => {
        const {k, n, e, s, g, a} = step.dataset, node = nodes[n], link = e ? links[e] : null, hot = i === at - 1;
        if (k === 'f') node.querySelector('.wv').classList.remove('off');
        else set(node.querySelector('.wg'), hot && a && a.length < 17 ? a : 'grad ' + g);
        if (link) set(link.querySelector('.ws'), s);
        if (hot) {
          node.classList.add('hot');
          node.classList.toggle('back', k !== 'f');
          if (link) link.classList.add('hot');
          if (k === 'f') links.filter(one => one.dataset.c === n).forEach(one => one.classList.add('fore'));
        }
      });
      if (at) now.replaceChildren(...[...list[at - 1].cloneNode(true).childNodes]);
      else now.textContent = 'What is given is in the picture. Press Step.';
      count.textContent = `Step ${at} of ${list.length}`;
      keys.forEach(key => {
        const idle = (at === 0 && key.dataset.go < 0) || (at === list.length && key.dataset.go === '1');
        key.setAttribute('aria-disabled', idle);
      });
    };
    const stop = () => { clearInterval(timer); timer = 0; play.textContent = 'Play'; };
    const press = go => {
      if (go !== 'play') { stop(); show(at + Number(go)); return; }
      if (timer) { stop(); return; }
      if (at === list.length) show(0);
      play.textContent = 'Pause';
      show(at + 1);
      timer = setInterval(() => {
        if (at >= list.length || !root.isConnected) stop();
        else show(at + 1);
      }, 1800);
    };
    keys.forEach(key => key.addEventListener('click', () => press(key.dataset.go)));
    group.addEventListener('keydown', event => {
      const go = {ArrowRight: 1, ArrowLeft: -1, Home: -1e6, End: 1e6}[event.key];
      if (go) { event.preventDefault(); press(go); }
    });
    let before = 0;
    addEventListener('beforeprint', () => { stop(); before = at; show(list.length); });
    addEventListener('afterprint', () => show(before));
    [now, count].forEach(part => part.classList.add('live'));
    show(0);
  };

  const slide = (root, svg) => {
    const rows = [...root.querySelectorAll('tr[data-p]')], label = root.querySelector('.watch-slide label');
    const now = root.querySelector('.watch-now');
    const input = made('input', {type: 'range', min: 0, max: rows.length - 1, step: 1, value: label.dataset.at});
    label.append(input);
    const path = svg.querySelector('.wp'), dots = svg.querySelector('.wd');
    const says = [...now.querySelectorAll('.watch-said')], said = root.querySelector('.watch-slide output');
    const show = () => {
      const row = rows[input.value], points = row.dataset.p;
      path.setAttribute('points', points);
      dots.replaceChildren(...points.split(' ').map((point, i) => {
        const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
        const [x, y] = point.split(',');
        Object.entries({cx: x, cy: y, r: i ? 4 : 5.5}).forEach(([name, value]) => dot.setAttribute(name, value));
        return dot;
      }));
      [...row.children].forEach((cell, i) => {
        if (i) says[i - 1].textContent = cell.textContent;
        else { said.textContent = cell.textContent; input.setAttribute('aria-valuetext', cell.textContent); }
      });
    };
    input.addEventListener('input', show);
    show();
  };

  for (const root of document.querySelectorAll('div.watch[data-watch]:not([data-live])')) {
    const svg = alive(root);
    const wake = {steps, slide}[root.dataset.watch];
    if (wake) wake(root, svg);
  }
})();
"""
"""Wakes every picture of the page that does not move yet. It is the same for all, so that a policy can name it."""

_WIDE, _HIGH, _BETWEEN, _PITCH = 92, 58, 8, 122
_PASSING = 20
"""How wide a link is that passes a row of boxes."""


class Node(NamedTuple):
    """A number of a graph: its name, its value, what it was made by, and its parents, each with the local gradient."""

    name: str
    value: float
    made: str = ""
    parents: Sequence[tuple[str, float]] = ()


class Box(NamedTuple):
    """What the picture shows of a node, in words. `look` is empty, `odd` (something is wrong) or `alone`."""

    name: str
    value: str
    grad: str
    made: str = ""
    given: bool = True
    look: str = ""


class Link(NamedTuple):
    """An arrow from one box to another, by their numbers, with what stands beside it."""

    parent: int
    child: int
    local: str = ""
    share: str = ""
    odd: bool = False


class Step(NamedTuple):
    """What becomes visible at once: the value of a box (`forward`), or its gradient, with the link that it came by."""

    box: int
    says: str
    calculation: str = ""
    key: str = ""
    """What the parts of the calculation are."""
    addition: str = ""
    """How the share is added to what the box had before."""
    forward: bool = False
    link: int | None = None
    share: str = ""
    grad: str = ""
    warning: str = ""


class Frame(NamedTuple):
    """One place of a slider: what it is called, the path in the picture, and what is said, by column."""

    label: str
    path: Sequence[Point]
    says: Mapping[str, str]


class Plane(NamedTuple):
    """What a picture with axes shows: from where to where, and the names of the axes."""

    x: Point
    y: Point
    x_name: str
    y_name: str
    equal: bool = False
    """Whether one unit is as long in both directions."""


class Picture:
    """Something to watch. A notebook shows it as the last value of a cell; a terminal shows its words."""

    def __init__(self, kind: str, title: str, svg: str, words: str, controls: str, lines: Sequence[str]) -> None:
        self._kind, self._title, self._svg = kind, title, svg
        self._words, self._controls, self._lines = words, controls, lines

    def markup(self) -> str:
        """The picture for a page that has CSS and SCRIPT itself."""
        return self._html(self._svg.replace("<style></style>", ""))

    def _html(self, picture: str) -> str:
        wide = " wide" if _width(self._svg) > 4 * (_WIDE + _BETWEEN) else ""
        reach = f' tabindex="0" role="region" aria-label="{escape(self._title)}"' if wide else ""
        return (
            f'<div class="watch" data-watch="{self._kind}" data-lm-suppress-shortcuts="true" role="group" '
            f'aria-label="{escape(self._title)}">\n<p class="watch-title">{escape(self._title)}</p>\n'
            f'<div class="watch-row"><div class="watch-picture{wide}"{reach}>{picture}</div>\n'
            f'<div class="watch-side">{self._controls}\n{self._words}</div></div>\n</div>'
        )

    def _repr_html_(self) -> str:
        """All in one. The picture is an image at first, which untrusted notebooks show as well."""
        svg = self._svg.replace("<style></style>", f"<style>{_PICTURE_CSS}</style>", 1)
        image = base64.b64encode(svg.encode()).decode()
        described = self._svg.partition(' aria-label="')[2].partition('"')[0]
        still = f'<img alt="{described}" src="data:image/svg+xml;base64,{image}">'
        return f"<style>{CSS}</style>\n{self._html(still)}\n<script>{SCRIPT}</script>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._repr_html_()}

    def __str__(self) -> str:
        return "\n".join([self._title, *self._lines])

    __repr__ = __str__


def number(value: float) -> str:
    """A number as the pictures show it: four digits, below 1 three, with a minus sign as wide as a plus sign."""
    value = float(value)
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else "∞" if value > 0 else "−∞"
    text = f"{value:.4g}" if abs(value) >= 1 else f"{value:.3g}"
    return ("0" if float(text) == 0 else text).replace("-", "−")


def step_through(nodes: Iterable[Node], title: str, start: float = 1.0, at: str = "") -> Picture:
    """A graph, forwards and backwards. `nodes` are in an order in which each comes after its parents.

    Backwards each parent gets its share, upstream × local, and shares that meet are added. It begins with the gradient
    `start` at the node `at`, by default the last. Raises ValueError where a parent is missing.
    """
    nodes = list(nodes)
    positions = {node.name: position for position, node in enumerate(nodes)}
    for position, node in enumerate(nodes):
        for parent, _ in node.parents:
            if positions.get(parent, position) >= position:
                raise ValueError(f"{parent}, a parent of {node.name}, must stand before it in the list")
    steps = [
        Step(position, f"Forward: {node.name} = {_made(node)}", forward=True)
        for position, node in enumerate(nodes)
        if node.parents
    ]
    last = positions[at] if at else len(nodes) - 1
    grads: dict[int, float] = {last: float(start)}
    steps.append(
        Step(last, f"Backward: it begins at {nodes[last].name}, with the gradient {number(start)}", grad=number(start))
    )
    links = [
        Link(positions[parent], position, number(local))
        for position, node in enumerate(nodes)
        for parent, local in node.parents
    ]
    for position in reversed(range(len(nodes))):
        if position not in grads:
            continue
        for index, link in enumerate(links):
            if link.child == position:
                local = float(nodes[position].parents[_nth(links, index)][1])
                share = grads[position] * local
                had = grads.get(link.parent)
                grads[link.parent] = share if had is None else had + share
                links[index] = link._replace(share=number(share))
                steps.append(_back(nodes, link, index, grads[position], local, share, had))
    boxes = [
        Box(
            node.name,
            number(node.value),
            number(grads[position]) if position in grads else "",
            node.made,
            not node.parents,
        )
        for position, node in enumerate(nodes)
    ]
    return graph(title, boxes, links, steps)


def _nth(links: Sequence[Link], index: int) -> int:
    """Which of its child's links a link is."""
    return sum(link.child == links[index].child for link in links[:index])


def _made(node: Node) -> str:
    return f"{node.made} = {number(node.value)}" if node.made else number(node.value)


def _back(
    nodes: Sequence[Node], link: Link, index: int, up: float, local: float, share: float, had: float | None
) -> Step:
    parent = nodes[link.parent].name
    more = "" if had is None else f"{number(had)} + {_signed(share)} = {number(had + share)}"
    return Step(
        link.parent,
        f"Backward, from {nodes[link.child].name} to {parent}:",
        f"{number(up)} × {_signed(local)} = {number(share)}",
        "upstream × local = share",
        more,
        link=index,
        share=number(share),
        grad=number(share if had is None else had + share),
    )


def _signed(value: float) -> str:
    """A number behind a sign: a negative one in parentheses."""
    text = number(value)
    return f"({text})" if text.startswith("−") else text


def graph(
    title: str, boxes: Sequence[Box], links: Sequence[Link], steps: Sequence[Step], notes: Sequence[str] = ()
) -> Picture:
    """The picture of a graph whose steps are known. `links` lead down, so that each box is below its parents.

    `notes` stand above the steps, for what is wrong.
    """
    lines = [*notes, *(_line(step) for step in steps)]
    items = "\n".join(_item(step) for step in steps)
    told = "".join(f'<p class="watch-bad">{escape(note)}</p>' for note in notes)
    controls = f'{told}<p class="watch-count">{len(steps)} step{"" if len(steps) == 1 else "s"}</p>'
    words = f"<details><summary>All steps in words</summary><ol>\n{items}\n</ol></details>"
    if not steps:
        controls, words = told, ""
    return Picture("steps" if steps else "", title, _drawn(title, boxes, links), words, controls, lines)


def _line(step: Step) -> str:
    key = f"({step.key})" if step.key else ""
    added = f"Shares are added: {step.addition}" if step.addition else ""
    return " ".join(part for part in (step.says, step.calculation, key, added, step.warning) if part)


def _item(step: Step) -> str:
    data = {
        "k": "f" if step.forward else "b",
        "n": step.box,
        "e": "" if step.link is None else step.link,
        "s": step.share,
        "g": step.grad,
        "a": step.addition,
    }
    attributes = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
    parts = [escape(step.says)]
    if step.calculation:
        parts.append(f'<span class="watch-sum">{escape(step.calculation)}</span>')
    if step.key:
        parts.append(f'<span class="watch-key">({escape(step.key)})</span>')
    if step.addition:
        parts.append(f'Shares are added: <span class="watch-sum watch-up">{escape(step.addition)}</span>')
    if step.warning:
        parts.append(f'<span class="watch-bad">{escape(step.warning)}</span>')
    return f"<li{attributes}>{' '.join(parts)}</li>"


def _drawn(title: str, boxes: Sequence[Box], links: Sequence[Link]) -> str:
    places, ways, width, height = _layout(len(boxes), links)
    parts = []
    for link, way, (x, y) in zip(links, ways, _labels(ways), strict=True):
        local, (end, top) = f"× {link.local}" if link.local else "", way[-1]
        parts.append(
            f'<g class="we{" odd" if link.odd else ""}" data-c="{link.child}"><path d="{_curve(way)}"/>'
            f'<path class="wa" d="M{end:.1f} {top:.1f}l-4.5-9h9z"/>'
        )
        rows = [(kind, text) for kind, text in (("wl", local), ("ws", link.share)) if text or kind == "ws"]
        for index, (kind, text) in enumerate(rows):
            at = f'x="{x:.1f}" y="{y + 4 - 7.5 * (len(rows) - 1) + 15 * index:.1f}"'
            parts.append(f'<text class="{kind}" {at}>{escape(text)}</text>')
        start, below = way[0]
        parts.append(f'<path class="wb" d="M{start:.1f} {below:.1f}l-4.5 9h9z"/></g>')  # a gradient goes up
    for box, (x, y) in zip(boxes, places, strict=True):
        head = f"{box.name} = {box.made}" if box.made else box.name
        lines = (("wh", head, 12), ("wv", box.value, 14), ("wg", f"grad {box.grad}" if box.grad else "", 15))
        given = ' data-given=""' if box.given else ""
        parts.append(
            f'<g class="wn {box.look}"{given}>'
            f'<rect x="{x - _WIDE / 2:.1f}" y="{y:.1f}" width="{_WIDE}" height="{_HIGH}" rx="5"/>'
        )
        for index, (kind, text, most) in enumerate(lines):
            fit = f' textLength="{_WIDE - 8}" lengthAdjust="spacingAndGlyphs"' if len(text) > most else ""
            at = f'x="{x:.1f}" y="{y + 16 + 15 * index:.1f}"'
            parts.append(f'<text class="{kind}" {at}{fit}>{escape(text)}</text>')
        parts.append("</g>")
    told = "; ".join(f"{box.name} {box.value}{f', gradient {box.grad}' if box.grad else ''}" for box in boxes)
    return _svg(f"{title}. {told}.", width, height, "".join(parts))


def _svg(title: str, width: float, height: float, inside: str) -> str:
    return (
        f'<svg class="watch" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<style></style>{inside}</svg>"
    )


def _width(svg: str) -> float:
    return float(svg.partition(' width="')[2].partition('"')[0])


def _layout(count: int, links: Sequence[Link]) -> tuple[list[Point], list[list[Point]], float, float]:
    """Where the boxes are (the middle of their upper edge), the way of each link, and the size of it all.

    A box stands in the row below its lowest parent, what is given just above its first child. A link that passes rows
    has a place in each of them.
    """
    rows = _rows(count, links)
    order: list[list[tuple[int, int]]] = [[] for _ in range(max(rows, default=0) + 1)]
    for box in range(count):
        order[rows[box]].append((box, -1))
    below: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for index, link in enumerate(links):
        chain = [(link.parent, -1)]
        chain += [(row, index) for row in range(rows[link.parent] + 1, rows[link.child])]
        for slot in chain[1:]:
            order[slot[0]].append(slot)
        chain.append((link.child, -1))
        for slot, after in itertools.pairwise(chain):
            below.setdefault(slot, []).append(after)
    across: dict[tuple[int, int], float] = {}
    for row in reversed(order):
        wanted = {slot: _mean([across[after] for after in below.get(slot, ())]) for slot in row}
        row.sort(key=wanted.__getitem__)
        widths = [_WIDE if slot[1] < 0 else _PASSING for slot in row]
        across |= dict(zip(row, _apart([wanted[slot] for slot in row], widths), strict=True))
    middle = (min(across.values()) + max(across.values())) / 2 if across else 0.0
    across = {slot: x - middle for slot, x in across.items()}
    edge = max((abs(x) + (_WIDE if slot[1] < 0 else _PASSING) / 2 for slot, x in across.items()), default=0) + 2
    places = [(across[box, -1] + edge, 2.0 + rows[box] * _PITCH) for box in range(count)]
    ways = [_way(index, link, links, rows, places, across, edge) for index, link in enumerate(links)]
    return places, ways, 2 * edge, (len(order) - 1) * _PITCH + _HIGH + 4


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _apart(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Places in this order, as near as they can be to where they are wanted, none over another.

    Neighbours that would overlap stand side by side around the mean of what they want.
    """
    offsets = [0.0] * bool(widths)
    for width, after in itertools.pairwise(widths):
        offsets.append(offsets[-1] + (width + after) / 2 + _BETWEEN)
    groups: list[list[float]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        groups.append([want - offset])
        while len(groups) > 1 and _mean(groups[-2]) >= _mean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    starts = [_mean(group) for group in groups for _ in group]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _rows(count: int, links: Sequence[Link]) -> list[int]:
    rows = [0] * count
    for _ in range(count):
        moved = False
        for link in links:
            if rows[link.child] <= rows[link.parent] < count:
                rows[link.child], moved = rows[link.parent] + 1, True
        if not moved:
            break
    with_parent = {link.child for link in links}
    for box in range(count):
        children = [rows[link.child] for link in links if link.parent == box]
        if children and box not in with_parent:
            rows[box] = min(children) - 1
    return rows


def _way(
    index: int,
    link: Link,
    links: Sequence[Link],
    rows: Sequence[int],
    places: Sequence[Point],
    across: Mapping[tuple[int, int], float],
    edge: float,
) -> list[Point]:
    """The points of a link, from the lower edge of its parent to the upper edge of its child."""

    def spread(alike: list[int], far: Any) -> float:
        alike.sort(key=lambda other: (far(other), other))
        return (alike.index(index) - (len(alike) - 1) / 2) * min(34.0, 78 / max(1, len(alike)))

    def next_to(other: int) -> float:
        towards = rows[links[other].parent] + 1
        return places[links[other].child][0] if towards == rows[links[other].child] else across[towards, other] + edge

    def before(other: int) -> float:
        row = rows[links[other].child] - 1
        return places[links[other].parent][0] if row == rows[links[other].parent] else across[row, other] + edge

    out = spread([i for i, other_link in enumerate(links) if other_link.parent == link.parent], next_to)
    into = spread([i for i, other_link in enumerate(links) if other_link.child == link.child], before)
    (x0, y0), (x1, y1) = places[link.parent], places[link.child]
    way = [(x0 + out, y0 + _HIGH)]
    for row in range(rows[link.parent] + 1, rows[link.child]):
        x = across[row, index] + edge
        way += [(x, 2.0 + row * _PITCH), (x, 2.0 + row * _PITCH + _HIGH)]
    return [*way, (x1 + into, y1)]


def _curve(way: Sequence[Point]) -> str:
    path = f"M{way[0][0]:.1f} {way[0][1]:.1f}"
    for (x0, y0), (x1, y1) in itertools.pairwise(way):
        middle = (y0 + y1) / 2
        path += f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
    return path


def _labels(ways: Sequence[Sequence[Point]]) -> list[Point]:
    """Where the numbers of each link stand: between the same two rows at one height, where they are furthest apart."""
    points: list[Point] = [(0.0, 0.0)] * len(ways)
    for row in {way[-1][1] for way in ways}:
        here = [index for index, way in enumerate(ways) if way[-1][1] == row]
        tried = []
        for height in (0.45, 0.4, 0.5, 0.35, 0.55, 0.3):
            bent = 3 * height**2 - 2 * height**3
            across = [ways[index][-2][0] + (ways[index][-1][0] - ways[index][-2][0]) * bent for index in here]
            apart = min((b - a for a, b in itertools.pairwise(sorted(across))), default=0.0)
            tried.append((round(apart), height, across))
        _, height, across = max(tried, key=lambda trial: trial[0])
        for index, x in zip(here, across, strict=True):
            points[index] = (x, ways[index][-2][1] + (row - ways[index][-2][1]) * height)
    return points


def slider(
    title: str,
    name: str,
    plane: Plane,
    frames: Sequence[Frame],
    *,
    start: int = 0,
    curves: Iterable[Sequence[Point]] = (),
    arrows: Iterable[tuple[Point, Point, str]] = (),
    marks: Iterable[tuple[Point, str]] = (),
) -> Picture:
    """A path in a plane that a slider, called `name`, changes: a frame for each of its places, `start` first.

    `curves` are drawn below it; of the `arrows` the first and the second differ in colour; `marks` are points with a
    name. Every frame says something in the same columns.
    """
    draw = _Drawing(plane)
    pieces = [draw.curve(curve) for curve in curves]
    pieces += [draw.arrow(index % 2, *arrow) for index, arrow in enumerate(arrows)]
    pieces += [draw.mark(*mark) for mark in marks]
    paths = [draw.points(frame.path) for frame in frames]
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="{4 if index else 5.5}"/>'
        for index, (x, y) in enumerate(point.split(",") for point in paths[start].split())
    )
    pieces.append(f'<polyline class="wp" points="{paths[start]}"/><g class="wd">{dots}</g>')
    columns = list(frames[start].says)
    shown = "".join(
        f'<p><span class="watch-key">{escape(column)}</span> <span class="watch-said">{escape(text)}</span></p>'
        for column, text in frames[start].says.items()
    )
    controls = (
        f'<p class="watch-slide"><label data-at="{start}">{escape(name)} <output>{escape(frames[start].label)}</output>'
        "</label></p>\n"
        f'<div class="watch-now">{shown}</div>'
    )
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in (name, *columns))
    body = "\n".join(
        f'<tr data-p="{path}"><th scope="row">{escape(frame.label)}</th>'
        + "".join(f"<td>{escape(frame.says[column])}</td>" for column in columns)
        + "</tr>"
        for frame, path in zip(frames, paths, strict=True)
    )
    words = (
        '<details><summary>All places of the slider</summary><div class="watch-table" role="region" tabindex="0" '
        f'aria-label="{escape(title)}"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div></details>'
    )
    lines = [
        f"{name} {frame.label}: " + "; ".join(f"{column} {text}" for column, text in frame.says.items())
        for frame in frames
    ]
    svg = _svg(
        f"{title}: {plane.y_name} over {plane.x_name}. {lines[start]}.",
        draw.width,
        draw.height,
        draw.axes() + draw.inside(pieces),
    )
    return Picture("slide", title, svg, words, controls, lines)


class _Drawing:
    """Turns the numbers of a plane into places of a picture."""

    width = 380.0
    left, right, top, bottom = 46.0, 8.0, 8.0, 40.0

    def __init__(self, plane: Plane) -> None:
        self._plane = plane
        inner = self.width - self.left - self.right
        ratio = (plane.y[1] - plane.y[0]) / (plane.x[1] - plane.x[0])
        self._inner = (inner, inner * ratio if plane.equal else 230.0)
        self.height = self.top + self._inner[1] + self.bottom

    def at(self, point: Point) -> Point:
        """A point of the plane in the picture; far off, where it is far off or no number."""
        (x0, x1), (y0, y1) = self._plane.x, self._plane.y
        x = self._inner[0] * (float(point[0]) - x0) / (x1 - x0)
        y = self._inner[1] * (y1 - float(point[1])) / (y1 - y0)
        return tuple(max(-3000.0, min(3000.0, value if value == value else 3000.0)) for value in (x, y))  # type: ignore[return-value]

    def points(self, path: Iterable[Point]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self.at, path))

    def axes(self) -> str:
        """The frame with a few numbers at each axis, and the axes' names."""
        (wide, high), plane = self._inner, self._plane
        parts = [
            f'<rect class="wf" x="{self.left}" y="{self.top}" width="{wide:.1f}" height="{high:.1f}"/><g class="wt">'
        ]
        for value in _ticks(*plane.x):
            x = self.left + self.at((value, plane.y[0]))[0]
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{self.top}" y2="{self.top + high:.1f}"/>')
            parts.append(f'<text x="{x:.1f}" y="{self.top + high + 14:.1f}">{number(value)}</text>')
        for value in _ticks(*plane.y):
            y = self.top + self.at((plane.x[0], value))[1]
            parts.append(f'<line x1="{self.left}" x2="{self.left + wide:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
            parts.append(f'<text x="{self.left - 16:.1f}" y="{y + 4:.1f}">{number(value)}</text>')
        x, y = self.left + wide / 2, self.top + high / 2
        parts.append(f'<text x="{x:.1f}" y="{self.height - 8:.1f}">{escape(plane.x_name)}</text>')
        parts.append(f'<text transform="translate(11 {y:.1f}) rotate(-90)">{escape(plane.y_name)}</text></g>')
        return "".join(parts)

    def inside(self, pieces: Iterable[str]) -> str:
        """What is drawn within the frame, and cut off there."""
        wide, high = self._inner
        return (
            f'<svg x="{self.left}" y="{self.top}" width="{wide:.1f}" height="{high:.1f}" overflow="hidden">'
            f"{''.join(pieces)}</svg>"
        )

    def curve(self, path: Iterable[Point]) -> str:
        return f'<polyline class="wc" points="{self.points(path)}"/>'

    def arrow(self, colour: int, start: Point, end: Point, name: str) -> str:
        (x0, y0), (x1, y1) = self.at(start), self.at(end)
        turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
        side = -1 if x1 < x0 else 1
        return (
            f'<g class="wr w{colour}"><path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"/>'
            f'<path class="wa" d="M2 0l-10-5v10z" transform="translate({x1:.1f} {y1:.1f}) rotate({turn:.1f})"/>'
            f'<text x="{x1 + side * 8:.1f}" y="{y1 + (-8 if y1 < y0 else 16):.1f}" '
            f'style="text-anchor:{"end" if side < 0 else "start"}">{escape(name)}</text></g>'
        )

    def mark(self, point: Point, name: str) -> str:
        x, y = self.at(point)
        return (
            f'<path class="wm" d="M{x:.1f} {y - 5:.1f}l5 5-5 5-5-5z"/>'
            f'<text class="wq" x="{x:.1f}" y="{y - 10:.1f}">{escape(name)}</text>'
        )


def _ticks(low: float, high: float) -> list[float]:
    """Four to seven round numbers from `low` to `high`."""
    rough = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(rough))
    step = min((size * factor for factor in (1, 2, 5, 10)), key=lambda candidate: abs(candidate - rough))
    return [
        round(index * step, 12) for index in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]
