"""The pictures of the notebooks in a real browser: every control, light, dark and narrow, and JupyterLab itself.

The pictures that the tests take are in their temporary folder, for whoever wants to see what a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browsing
import nbformat
import pytest
from browsing import Page
from jupyter_servers import Server
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from test_pictures import falling, reused

from autograder.demo import DemoUser
from autograder.handout import watch
from autograder.handout.watch import step_through

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking()),
]

SHELL = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Pictures</title></head><body><main><h1>Pictures</h1>{}</main></body></html>"
)
STATUS = "#jp-main-statusbar"
NO_SCRIPTS = "Emulation.setScriptExecutionDisabled"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing.browser(tmp_path_factory.mktemp("pictures")) as opened:
        yield opened


def open_all(page: Page, folder: Path) -> list[WebElement]:
    """A page with three pictures: a graph twice, and a slider."""
    pictures = [step_through(reused(), "Twice"), step_through(reused(), "Once more"), falling()]
    path = folder / "pictures.html"
    path.write_text(SHELL.format("\n".join(picture._repr_html_() for picture in pictures)), "utf-8")
    page.open(path.as_uri())
    return page.driver.find_elements("css selector", "div.watch")


def press(root: WebElement, name: str) -> None:
    next(key for key in root.find_elements("css selector", "button") if key.text == name).click()


def shown(root: WebElement, kind: str) -> list[str]:
    """The texts of that kind that can be seen in a picture."""
    return [one.text for one in root.find_elements("css selector", f"svg .{kind}") if one.is_displayed() and one.text]


def count(root: WebElement) -> str:
    return root.find_element("css selector", ".watch-count").text


def said(root: WebElement) -> str:
    return root.find_element("css selector", ".watch-now").text


def test_every_button_does_what_it_says(page: Page, tmp_path: Path) -> None:
    """Values come forwards, gradients backwards, shares are added in sight; and the other picture stands still."""
    page.show()
    root, other, _ = open_all(page, tmp_path)
    began = (count(root), shown(root, "wv"), shown(root, "wg"))
    press(root, "Back")
    still = count(root)
    press(root, "Step")
    first = (said(root), shown(root, "wv"))
    for _ in range(10):
        press(root, "Step")
    meeting = (said(root), shown(root, "wg"), len(root.find_elements("css selector", ".wn.hot, .we.hot")))
    press(root, "Back")
    before = count(root)
    for _ in range(9):
        press(root, "Step")
    last = (count(root), shown(root, "wg"), shown(root, "ws"))
    idle = root.find_element("css selector", "button[data-go='1']").get_attribute("aria-disabled")
    press(root, "First")

    assert began == ("Step 0 of 13", ["3", "2"], [])
    assert still == "Step 0 of 13"
    assert first == ("Forward: u = a·b = 6", ["3", "2", "6"])
    assert "2 × 6 = 12" in meeting[0]
    assert "12 + 12 = 24" in meeting[0]
    assert meeting[1] == ["12 + 12 = 24", "grad 5", "grad 2", "grad 1", "grad 1"]
    assert meeting[2] == 2
    assert before == "Step 10 of 13"
    assert last == (
        "Step 13 of 13",
        ["grad 10", "24 + 15 = 39", "grad 5", "grad 2", "grad 1", "grad 1"],
        ["10", "15", "4", "12", "2", "12", "1", "1"],
    )
    assert idle == "true"
    assert (count(root), shown(root, "wv"), shown(root, "wg")) == began
    assert count(other) == "Step 0 of 13"


def test_the_arrow_of_a_gradient_points_where_it_goes(page: Page, tmp_path: Path) -> None:
    """Values go down to what is made of them; a gradient goes up, and so does the head of its arrow."""
    page.show()
    root, _, _ = open_all(page, tmp_path)
    heads = (
        "return ['.wa', '.wb'].map(head => [...arguments[0].querySelectorAll('.we.hot ' + head)]"
        ".map(e => [getComputedStyle(e).visibility, getComputedStyle(e).stroke]))"
    )
    while count(root) != "Step 13 of 13":
        press(root, "Step")

    assert page.driver.execute_script(heads, root) == [[["hidden", "none"]], [["visible", "none"]]]


def test_it_plays_and_pauses(page: Page, tmp_path: Path) -> None:
    """Play goes on by itself, Pause stops it, and at the end it stops and begins anew."""
    page.show()
    root, *_ = open_all(page, tmp_path)
    press(root, "Play")
    page.until(lambda: count(root) == "Step 2 of 13", "the second step")
    press(root, "Pause")
    paused = count(root)
    key = root.find_element("css selector", "button[data-go='1']")
    key.send_keys(Keys.END)
    ended = count(root)
    press(root, "Play")

    assert paused == "Step 2 of 13"
    assert ended == "Step 13 of 13"
    assert count(root) == "Step 1 of 13"
    press(root, "Pause")


def test_a_keyboard_is_enough(page: Page, tmp_path: Path) -> None:
    """Tab reaches the buttons and the slider; Enter, Space and the arrows work there."""
    page.show()
    root, _, slider = open_all(page, tmp_path)
    names = []
    for _ in range(4):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        names.append(page.driver.switch_to.active_element.text)
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT)
    arrows = count(root)
    root.find_element("css selector", "button[data-go='1']").send_keys(Keys.ENTER)
    root.find_element("css selector", "button[data-go='1']").send_keys(Keys.SPACE)
    pressed = count(root)
    handle = slider.find_element("css selector", "input")
    before = (
        handle.get_attribute("aria-valuetext"),
        slider.find_element("css selector", ".wp").get_attribute("points"),
    )
    handle.send_keys(Keys.ARROW_RIGHT)
    after = (handle.get_attribute("aria-valuetext"), slider.find_element("css selector", ".wp").get_attribute("points"))

    assert names == ["First", "Back", "Step", "Play"]
    assert arrows == "Step 1 of 13"
    assert pressed == "Step 3 of 13"
    assert before[0] == "0.5"
    assert after[0] == "3"
    assert before[1] != after[1]
    assert slider.find_element("css selector", "output").text == "3"
    assert said(slider).split("\n") == ["factor", "−2"]
    assert len(slider.find_elements("css selector", "circle")) == 9


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (390, False)], ids=["wide", "dark", "narrow"])
def test_no_barrier_and_nothing_too_wide(page: Page, tmp_path: Path, width: int, dark: bool) -> None:
    """Axe-core finds nothing at the start and in the middle, all opened; a telephone needs no sideways scrolling."""
    page.show(width=width, dark=dark)
    roots = open_all(page, tmp_path)
    page.driver.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for at in range(2):
        for _ in range(11 * at):
            press(roots[0], "Step")
        page.picture(f"pictures-{width}-{'dark' if dark else 'light'}-{at}")

        assert page.barriers() == []
        assert page.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_paper_and_calm_eyes(page: Page, tmp_path: Path) -> None:
    """Paper has the last picture and no buttons, afterwards all is as it was; who wants no motion gets none."""
    page.show()
    root, *_ = open_all(page, tmp_path)
    group, box = (root.find_element("css selector", css) for css in (".watch-keys", ".wn rect"))
    moving = box.value_of_css_property("transition-duration")
    press(root, "Step")
    page.driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    on_paper = (count(root), shown(root, "wg"), group.is_displayed())
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.driver.execute_script("dispatchEvent(new Event('afterprint'))")
    calm = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", calm)

    assert moving == "0.25s, 0.25s, 0.25s"
    assert on_paper[1][:2] == ["grad 10", "24 + 15 = 39"]
    assert not on_paper[2]
    assert count(root) == "Step 1 of 13"
    assert box.value_of_css_property("transition-duration") == "0s"


def test_without_scripts_the_last_picture_stays(page: Page, tmp_path: Path) -> None:
    """No dead button is shown; the image has all gradients, and the steps open."""
    page.show()
    page.driver.execute_cdp_cmd(NO_SCRIPTS, {"value": True})
    try:
        root, _, slider = open_all(page, tmp_path)
        page.picture("without-scripts")
        controls = [one for one in page.driver.find_elements("css selector", "button, input") if one.is_displayed()]
        image = root.find_element("css selector", "img")
        root.find_element("css selector", "summary").click()

        assert controls == []
        assert image.is_displayed()
        assert image.size["height"] > 400
        assert "a 3, gradient 10; b 2, gradient 39" in (image.get_attribute("alt") or "")
        assert "24 + 15 = 39" in root.text
        assert said(slider).split("\n") == ["factor", "0.5"]
    finally:
        page.driver.execute_cdp_cmd(NO_SCRIPTS, {"value": False})


def test_it_moves_in_jupyterlab(page: Page, tmp_path: Path) -> None:
    """A cell that is run can be stepped by mouse and keys; a notebook that is not trusted shows the still picture."""
    student = DemoUser(tmp_path / "student", tmp_path / "log", [])
    (student.folder / "watch.py").write_bytes(Path(watch.__file__).read_bytes())
    source = f"from watch import Node, step_through\nstep_through({reused()!r}, 'Twice')"
    code = nbformat.v4.new_code_cell(source)
    python = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[code], metadata=python), student.folder / "fresh.ipynb")
    output = nbformat.v4.new_output("display_data", step_through(reused(), "Twice")._repr_mimebundle_())
    code.outputs = [output]
    nbformat.write(nbformat.v4.new_notebook(cells=[code], metadata=python), student.folder / "foreign.ipynb")
    page.show()
    with Server(student, "jupyterlab") as server:
        server.ask("api/status")
        page.open(server.address("lab/tree/fresh.ipynb"))
        page.find(STATUS, "| Idle")
        page.press(".Toastify button", "No")  # to be told of Jupyter's news
        page.press(".jp-CodeCell .jp-InputArea-editor", "step_through")
        page.driver.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
        root = page.find("div.watch[data-live]")
        press(root, "Step")
        key = root.find_element("css selector", "button[data-go='1']")
        key.send_keys(Keys.ENTER)
        key.send_keys(Keys.SPACE)
        key.send_keys(Keys.ARROW_RIGHT)
        stepped = (count(root), shown(root, "wv"))
        page.picture("lab", whole=False)
        page.driver.execute_script("document.body.dataset.jpThemeLight = 'false'")
        page.picture("lab-dark", whole=False)
        dark = root.value_of_css_property("background-color")

        page.open(server.address("lab/tree/foreign.ipynb"))
        height = page.find(".jp-OutputArea-output img").size["height"]
        page.picture("lab-not-trusted", whole=False)
        words = page.find(".jp-OutputArea-output").text
        keys = [one for one in page.driver.find_elements("css selector", ".watch-keys button") if one.is_displayed()]

    assert stepped == ("Step 4 of 13", ["3", "2", "6", "12", "24", "30"])
    assert dark == "rgba(23, 25, 27, 1)"

    assert height > 400
    assert "All steps in words" in words
    assert keys == []
