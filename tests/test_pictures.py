"""The pictures of the notebooks: their numbers show without a script, and what they are given only shows."""

from __future__ import annotations

import base64
import contextlib
import functools
import importlib.util
import re
import sys
import types
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from reading import Page, contrast

from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.handout import watch
from autograder.handout.watch import Frame, Node, Plane, number, slider, step_through

COURSE = Course.find(Path(__file__))
ENGINE = "a8_autograd_engine"
HOSTILE = '"><script>alert(1)</script>&amp;'


def reused() -> list[Node]:
    """y = u + (u·b)·b with u = a·b at a = 3, b = 2: dy/da = b + b**3 = 10, dy/db = a + 3*a*b**2 = 39."""
    return [
        Node("a", 3.0),
        Node("b", 2.0),
        Node("u", 6.0, "a·b", [("a", 2.0), ("b", 3.0)]),
        Node("p", 12.0, "u·b", [("u", 2.0), ("b", 6.0)]),
        Node("q", 24.0, "p·b", [("p", 2.0), ("b", 12.0)]),
        Node("y", 30.0, "u + q", [("u", 1.0), ("q", 1.0)]),
    ]


def falling() -> watch.Picture:
    """A path on a parabola with factor 1 - lr: of the places 0.5 and 3 the second leaves the picture."""
    paths = {lr: [(4 * (1 - lr) ** step, 16 * (1 - lr) ** (2 * step)) for step in range(9)] for lr in (0.5, 3.0)}
    frames = [Frame(number(lr), path, {"factor": number(1 - lr)}) for lr, path in paths.items()]
    return slider("How far?", "lr =", Plane((-5, 5), (0, 25), "w", "L"), frames, marks=[((0, 0), "best")])


def image_of(html: str) -> ElementTree.Element:
    """The still picture; a browser reads an image as XML, and shows nothing where it is not well-formed."""
    [image] = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    return ElementTree.fromstring(base64.b64decode(image))


def without_scripts(html: str) -> str:
    """What is left where no script runs and no style is kept, with the picture's own markup behind it."""
    bare = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    picture = ElementTree.tostring(image_of(html), encoding="unicode").replace("ns0:", "")
    return f"{Page(bare).text}\n{re.sub(r'<style>.*?</style>', '', picture, flags=re.DOTALL)}"


def test_all_numbers_show_without_a_script() -> None:
    """Each value, each local gradient, each share and each sum stands in the words, the first three in the picture."""
    text = without_scripts(step_through(reused(), "Twice")._repr_html_())
    words, _, picture = text.partition("<svg")

    for said in ("u = a·b = 6", "1 × 12 = 12", "5 × 3 = 15", "1 + 4 = 5", "12 + 12 = 24", "24 + 15 = 39"):
        assert said in words
    assert {"3", "2", "6", "12", "24", "30"} <= set(re.findall(r'class="wv"[^>]*>([^<]*)<', picture))
    assert re.findall(r'class="wg"[^>]*>([^<]*)<', picture) == [f"grad {n}" for n in (10, 39, 5, 2, 1, 1)]
    assert re.findall(r'class="wl"[^>]*>([^<]*)<', picture) == [f"× {n}" for n in (2, 3, 2, 6, 2, 12, 1, 1)]
    assert re.findall(r'class="ws"[^>]*>([^<]*)<', picture) == ["10", "15", "4", "12", "2", "12", "1", "1"]
    assert "hidden" not in picture


def test_gradients_come_from_upstream_and_local() -> None:
    """A parent that stands twice gets two shares; another start, at another node, is taken; a sign is kept."""
    square = str(step_through([Node("a", -3.0), Node("y", 9.0, "a·a", [("a", -3.0), ("a", -3.0)])], "Square"))
    started = str(step_through(reused(), "From p", start=-0.5, at="p"))

    assert "1 × (−3) = −3 (upstream × local = share) Shares are added: −3 + (−3) = −6" in square
    assert "it begins at p, with the gradient −0.5" in started
    assert "from p to u: −0.5 × 2 = −1" in started
    assert "from q" not in started


def test_a_parent_must_come_first() -> None:
    """A graph in the wrong order, or with a parent that is missing or the node itself, is refused in a sentence."""
    for nodes in (reused()[::-1], reused()[1:], [Node("a", 1.0, "a", [("a", 1.0)])]):
        with pytest.raises(ValueError, match=r"^\w, a parent of \w, must stand before it in the list$"):
            step_through(nodes, "Wrong")


def test_a_slider_shows_every_place_without_a_script() -> None:
    """The picture has the path of the first place; the table has all; what leaves the picture keeps finite numbers."""
    html = falling()._repr_html_()
    text = without_scripts(html)

    assert re.findall(r"<circle", text) == ["<circle"] * 9
    assert Page(html).text.count("−2") >= 1
    assert text.index("0.5") < text.index("All places of the slider")
    points = [float(one) for path in re.findall(r'data-p="([^"]*)"', html) for one in re.split("[ ,]", path)]
    assert len(points) == 36
    assert max(map(abs, points)) <= 3000
    assert (
        "nan"
        not in slider(
            "No number", "x", Plane((0, 1), (0, 1), "", ""), [Frame("1", [(0, float("nan")), (float("inf"), 0)], {})]
        ).markup()
    )


def test_what_a_picture_is_given_only_shows() -> None:
    """Names, titles and sayings are escaped, in the page, in the picture and in attributes."""
    pictures = [
        step_through([Node(HOSTILE, 1.0), Node("y", 2.0, HOSTILE, [(HOSTILE, 2.0)])], HOSTILE),
        slider(
            HOSTILE, HOSTILE, Plane((0, 1), (0, 1), HOSTILE, HOSTILE), [Frame(HOSTILE, [(0, 0)], {HOSTILE: HOSTILE})]
        ),
        watch.graph(HOSTILE, [watch.Box(HOSTILE, HOSTILE, HOSTILE, HOSTILE)], [], [watch.Step(0, HOSTILE)], [HOSTILE]),
    ]
    for picture in pictures:
        assert "script" not in Page(picture.markup()).tags
        assert Page(picture._repr_html_()).tags.count("script") == 1
        assert [one.tag for one in image_of(picture._repr_html_()).iter() if one.tag.endswith("script")] == []
        assert HOSTILE in Page(picture.markup()).text


def test_pictures_of_a_page_do_not_meet() -> None:
    """No picture has an id, the script is the same for all, and nothing is loaded from elsewhere."""
    for picture in (step_through(reused(), "Twice"), falling()):
        html = picture._repr_html_()
        page = Page(html)
        assert not [name for name, _ in page.attributes if name == "id" or name.startswith("on")]
        assert page.links() == [] or all(link.startswith("data:image/svg+xml;base64,") for link in page.links())
        assert html.endswith(f"<script>{watch.SCRIPT}</script>")
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(", html)


def test_a_terminal_shows_words() -> None:
    """Where there is no HTML, all steps stand there as text."""
    bundle = step_through(reused(), "Twice")._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"].splitlines()[0] == "Twice"
    assert "Backward, from u to b: 5 × 3 = 15" in bundle["text/plain"]


@pytest.mark.parametrize("colours", [watch._LIGHT, watch._DARK], ids=["light", "dark"])
def test_letters_can_be_told_from_their_ground(colours: dict[str, str]) -> None:
    """WCAG 2.2 (1.4.3) asks for 4.5, on the page, in a box and in a box that is lit; lines need 3 (1.4.11)."""
    letters, grounds = ("text", "muted", "value", "grad", "good", "bad"), ("page", "box", "hot")
    found = {(one, on): contrast(colours[one], colours[on]) for one in letters for on in grounds}

    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}
    assert contrast(colours["line"], colours["page"]) >= 3


def test_only_who_draws_gets_the_files() -> None:
    """watch.py is in the folders whose notebook imports it, drawing.py in its own; no package of that name is asked."""
    for name in COURSE.names():
        folder, script = COURSE.assignments / name, (COURSE.folder(name) / "notebook.py").read_text("utf-8")
        needs = (folder / "requirements.txt").read_text("utf-8")
        assert (folder / "watch.py").is_file() is ("from watch import" in script)
        assert (folder / "drawing.py").is_file() is ("import drawing" in script)
        assert not re.search("watch|drawing", needs)

    assert (COURSE.assignments / ENGINE / "watch.py").read_bytes() == Path(watch.__file__).read_bytes()
    assert (COURSE.assignments / ENGINE / "drawing.py").is_file()


@pytest.fixture(scope="module")
def drawing() -> Any:
    """The shared drawing.py, which imports watch.py beside it."""
    spec = importlib.util.spec_from_file_location("drawing_of_the_engine", COURSE.solutions / "shared" / "drawing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "watch", watch)
        spec.loader.exec_module(module)
    return module


def engine(source: str) -> Any:
    module = types.ModuleType("engine")
    exec(compile(source, "engine", "exec"), module.__dict__)
    return module


@functools.cache
def sources() -> dict[str, Variant]:
    return {variant.name: variant for variant in variants(COURSE, ENGINE)}


def wrong(name: str) -> Any:
    return engine(sources()[name].source)


@pytest.fixture(scope="module")
def reference() -> Any:
    return engine(COURSE.reference(ENGINE).read_text("utf-8"))


def reused_by(tensors: Any) -> dict[str, Any]:
    """The graph with reuse, by an engine."""
    a, b = tensors.Tensor(3.0), tensors.Tensor(2.0)
    u = a * b
    p = u * b
    q = p * b
    return {"a": a, "b": b, "u": u, "p": p, "q": q, "y": u + q}


def drawn(drawing: Any, tensors: Any) -> tuple[str, str]:
    """The words and the markup of that graph."""
    named = reused_by(tensors)
    picture = drawing.draw(named["y"], **named)
    return str(picture), picture.markup()


def test_right_work_is_drawn_in_its_own_order(drawing: Any, reference: Any) -> None:
    """Eight pushes, the sums of the shares, nothing in red, and the gradients are put back as they were."""
    words, markup = drawn(drawing, reference)
    a = reference.Tensor(3.0)
    a.grad = np.array(7.0)
    drawing.draw(a * a, a=a)

    pushes = re.findall(r"Push \d, from (\w) to (\w)", words)
    assert sorted(pushes) == sorted([*zip("yyqqppuu", "uqpbubab", strict=True)])
    assert pushes.index(("p", "u")) < pushes.index(("u", "a"))
    assert "24 + 15 = 39" in words
    assert " odd" not in markup
    assert "watch-bad" not in markup
    assert re.findall(r'class="wg"[^>]*>([^<]*)<', markup) == [f"grad {n}" for n in (10, 39, 5, 2, 1, 1)]
    assert float(a.grad) == 7.0


@pytest.mark.parametrize(
    ("variant", "says"),
    [
        ("gradients-not-wired-mul", "No link leads to a, b, p: an operator on the way from y keeps no link."),
        ("backward-wrong-topological-order-breadth-first", "u pushes before all of its shares are there."),
        ("backward-order-not-reversed", "u pushes before all of its shares are there."),
        ("backward-time-limit-path-by-path", "u pushes to a more than once in one backward."),
        ("backward-passed-on-twice-whole-gradient", "u pushes to b more than once in one backward."),
        ("backward-overwritten-not-added", "The shares that arrive at u add up to 5, and its grad is 4."),
        ("backward-not-implemented", "Your backward stopped with NotImplementedError."),
    ],
)
def test_what_is_wrong_is_red(drawing: Any, variant: str, says: str) -> None:
    """An operator without a link, an early push, a push too many, shares that are not added: a sentence and red."""
    words, markup = drawn(drawing, wrong(variant))

    assert says in words.splitlines()
    assert f'<p class="watch-bad">{says}</p>' in markup
    stopped = "stopped" in says
    assert stopped or re.search(r'class="w[en] (?:odd|alone)"', markup)


def test_no_work_breaks_the_drawing(drawing: Any) -> None:
    """Right work in every style is drawn without a note, and of wrong work none stops the drawing."""
    count = 0
    for variant in sources().values():
        named: dict[str, Any] = {}
        with contextlib.suppress(Exception):  # whose operators do not work has no graph
            named = reused_by(engine(variant.source))
        if named:
            with np.errstate(all="ignore"):
                markup = drawing.draw(named["y"], **named).markup()
            count += 1
            assert "Your graph of y" in markup, variant.name
            assert not variant.right or "watch-bad" not in markup, variant.name

    assert count > 50


class Bare:
    """A tensor with other books than the handout's: a set of parents and a function without arguments."""

    def __init__(self, data: float, parents: tuple[Bare, ...] = ()) -> None:
        self.data, self.grad, self._prev = np.array(data), np.array(0.0), set(parents)
        self._push = lambda: None

    def backward(self) -> None:
        self.grad = np.array(1.0)
        self._push()
        self._push()


def test_other_books_are_read(drawing: Any) -> None:
    """Parents in any attribute are found, a function of a node is watched, and its second push is seen."""
    a, b = Bare(1.0), Bare(2.0)
    y = Bare(3.0, (a, b))
    words = str(drawing.draw(y, a=a, b=b, y=y))

    assert "Push 2, from y to its parents." in words
    assert "y pushes 2 times in one backward." in words
    assert y._push.__name__ == "<lambda>"


def test_broken_graphs_end_in_a_sentence(drawing: Any, reference: Any) -> None:
    """A circle, no tensor, no parents, and a graph too large to draw or too deep for recursion."""
    a, b = reference.Tensor(1.0), reference.Tensor(2.0)
    a.links, b.links = [(b, lambda G: G)], [(a, lambda G: G)]
    x = reference.Tensor(1.0)
    for _ in range(1500):
        x = x + 1.0

    assert "The links lead in a circle" in str(drawing.draw(a, a=a, b=b))
    assert "result is of type float and has no data and no backward." in str(drawing.draw(3.0))
    assert str(drawing.draw(reference.Tensor([1.0, 2.0]))).startswith("Your graph of result")
    large = drawing.draw(x)
    assert "This graph has 3,001 tensors. The picture shows the 40 that are nearest to result." in str(large)
    assert len(large.markup()) < 100_000


class Half:
    """A Tensor that is half-written: whatever is given here is there."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def backward(self, gradient: Any = None) -> None:
        raise SystemExit("bye")


class Frozen(Half):
    """A Tensor whose gradient cannot be set."""

    grad = property(lambda self: None)


class Twice(Half):
    """A Tensor that pushes along each link twice."""

    def backward(self, gradient: Any = None) -> None:
        for _, pull in [*self.links, *self.links]:
            pull(np.array(1.0))


class Raising(Half):
    """A Tensor whose data ends Python."""

    @property
    def data(self) -> Any:
        sys.exit("no data")


class Alien(Half):
    """Data of another library, that is no array."""

    def __array__(self, *given: Any, **more: Any) -> Any:
        raise RuntimeError("call detach() first")


ONE = np.array(1.0)
ODD: list[tuple[Any, str]] = [
    (None, "result is None and has no data and no backward. Only a tensor can be drawn."),
    (np.ones(2), "result is of type ndarray and has no backward. Only a tensor can be drawn."),
    (int, "result is of type type and has no data and no backward."),
    (Half(), "result is of type Half and has no data."),
    (Half(data=ONE), "Your backward stopped with SystemExit: bye."),
    (Half(data=None), "Your backward stopped with"),
    (Half(data="text"), "Your backward stopped with"),
    (Half(data=[[1.0], [2.0, 3.0]]), "Your backward stopped with"),
    (Half(data=ONE, backward=None), "Your backward stopped with TypeError"),
    (Half(data=ONE, links=[(Half(), abs)]), "Your backward stopped with AttributeError"),
    (Half(data=ONE, links=[(Half(data=ONE), None)]), "Your backward stopped with SystemExit: bye."),
    (Half(data=ONE, links=None), "Your backward stopped with SystemExit: bye."),
    (Half(data=Alien()), "Your backward stopped with RuntimeError: call detach() first."),
    (Frozen(data=ONE), "Your backward stopped with AttributeError"),
    (Raising(), "Your tensors cannot be drawn, because they raise SystemExit: no data."),
]


@pytest.mark.parametrize(("odd", "says"), ODD)
def test_what_is_no_tensor_or_half_of_one_is_a_sentence(drawing: Any, odd: Any, says: str) -> None:
    """Nothing that a learner's file may hold raises an error in the drawing, not even one that ends Python."""
    with np.errstate(all="ignore"):
        picture = drawing.draw(odd)

    assert says in str(picture)
    assert picture._repr_html_()


def test_one_and_many_are_told_apart(drawing: Any) -> None:
    """One step is not "1 steps", one note more is not "1 more notes"."""
    boxes, steps = [watch.Box("a", "1", "")], [watch.Step(0, "One.")]
    many = Twice(data=ONE, links=[(Twice(data=ONE), lambda G: 0 * G) for _ in range(5)])

    assert ">1 step<" in watch.graph("One", boxes, [], steps).markup()
    assert ">2 steps<" in watch.graph("Two", boxes, [], steps * 2).markup()
    assert "There is one more note like these." in str(drawing.draw(many))


def test_a_backward_without_end_is_stopped(drawing: Any) -> None:
    """Path by path through forty sums would take years; it ends after some thousand pushes."""
    tensors = wrong("backward-time-limit-path-by-path")
    x = tensors.Tensor(1.0)
    for _ in range(39):
        x = x + x

    assert "Your backward was stopped after 5,000 pushes" in str(drawing.draw(x))


def test_arrays_show_their_shapes(drawing: Any, reference: Any) -> None:
    """A few numbers show as they are, more as a shape; shares of other shapes are not added up."""
    X, W = reference.Tensor(np.ones((5, 3))), reference.Tensor(np.ones((2, 3)))
    b = reference.Tensor([1.0, 2.0])
    words = str(drawing.draw((X @ W.T + b).sum(), X=X, W=W, b=b))
    markup = drawing.draw((X @ W.T + b).sum(), X=X, W=W, b=b).markup()

    assert "(5, 3)" in markup
    assert "[1, 2]" in markup
    assert "watch-bad" not in markup
    assert "pull(1) = (5, 2)" in words
