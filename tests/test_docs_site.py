"""The site that `make docs` builds: every page is there, every link leads somewhere, nothing is fetched from afar."""

import importlib.util
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import browsing
import pytest

from autograder.course.model import Course

REPO = Path(__file__).resolve().parents[1]
ELSEWHERE = ("http:", "https:", "mailto:", "data:", "javascript:")


class Page(HTMLParser):
    """Ids, links and what a browser loads by itself."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loaded, self.unnamed = {""}, [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loaded.append(given["href"])
        if tag == "img" and not given.get("alt"):
            self.unnamed.append(given.get("src"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site without a run of the notebooks (tests/test_browser.py and others run them)."""
    spec = importlib.util.spec_from_file_location("build_site", REPO / "docs" / "site" / "build.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    out = tmp_path_factory.mktemp("docs") / "site"

    assert script.build(Course.at(REPO), out, run=False) == 0, "sphinx-build warns; its words are above."
    return {path: Page(path) for path in sorted(out.rglob("*.html"))}, out


def test_every_page_of_the_repository_is_on_the_site(site):
    """Every assignment's guide, notebook, hints and mistakes, and every page of docs/, has a page."""
    _, out = site
    expected = [REPO / "README.md", REPO / "CHANGELOG.md", *REPO.glob("docs/*.md"), *REPO.glob("assignments/*.md")]
    expected += [*REPO.glob("assignments/*/*.md"), *REPO.glob("assignments/*/*.ipynb")]

    assert len(expected) > 40
    missing = [str(path.relative_to(REPO)) for path in expected]
    assert [page for page in missing if not (out / page).with_suffix(".html").is_file()] == []


def test_every_link_leads_to_a_page_and_a_place_on_it(site):
    """A link within the site names a file that is there, and an anchor that this file has."""
    pages, out = site
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(ELSEWHERE):
                continue
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = pages[target].ids if target in pages else {""}
            if not target.is_file() or (target in pages and unquote(parts.fragment) not in known):
                broken.append(f"{path.relative_to(out)}: {link}")

    assert broken == []


def test_the_site_loads_nothing_from_another_host(site):
    """Scripts, styles, pictures and formulas are files of the site: it can be read without a network."""
    pages, out = site
    loaded = {(path, one) for path, page in pages.items() for one in page.loaded}

    assert len(loaded) > 100
    assert [f"{path.name}: {one}" for path, one in loaded if one.startswith(("http:", "https:", "//"))] == []
    for path, one in loaded:
        if not one.startswith("data:"):
            assert (path.parent / unquote(urlsplit(one).path)).is_file(), f"{path.relative_to(out)} loads {one}"


def test_every_picture_has_words(site):
    """A picture without an alternative text says nothing to a screen reader."""
    pages, out = site

    assert [f"{path.relative_to(out)}: {one}" for path, page in pages.items() for one in page.unnamed] == []


@pytest.mark.browser
@pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking())
@pytest.mark.parametrize("name", ["PREREQUISITES", "a1_one_weight/a1_one_weight"])
def test_every_formula_is_set(site, tmp_path, name):
    """A reader sees formulas and no TeX, also where the page is opened as a file and where an answer is folded."""
    _, out = site
    raw = "return [...document.querySelectorAll('.math')].filter(one => !one.querySelector('.MathJax')).length"
    with browsing.browser(tmp_path) as page:
        page.open((out / "assignments" / f"{name}.html").as_uri())
        page.until(lambda: page.driver.execute_script(raw) == 0, "formulas")

        assert page.driver.execute_script("return document.querySelectorAll('.math').length") > 10
