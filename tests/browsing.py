"""Chromium without a window, driven by Selenium, for the tests that press buttons as a person does."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium_axe_python import Axe

T = TypeVar("T")
SECONDS = 60
"""The longest that anything on a page may take; nothing takes nearly as long on an idle machine."""

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # it would need rights that a container has not; the pages are ours
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1400,1000",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what a page wants of other machines fails at once
)


def lacking() -> str:
    """Why no browser can be started here; empty when one can."""
    programs = {"chromium": _chromium(), "chromedriver": shutil.which("chromedriver")}
    missing = [name for name, path in programs.items() if path is None]
    return f"not installed: {', '.join(missing)} (apt-get install chromium chromium-driver)" if missing else ""


class Page:
    """What a person does on a page. Every method waits for what it needs, at most SECONDS."""

    def __init__(self, driver: Chrome, pictures: Path) -> None:
        self.driver = driver
        self._pictures = pictures

    def open(self, address: str) -> None:
        self.driver.get(address)

    def until(self, what: Callable[[], T], said: str) -> T:
        """The first true answer of `what`; an element that is not there yet, or not any more, is no answer."""
        wait = WebDriverWait(self.driver, SECONDS, 0.1, ignored_exceptions=(WebDriverException,))
        return wait.until(lambda _: what(), said)

    def find(self, css: str, text: str = "") -> WebElement:
        """The first element that is shown and has this text in it."""

        def look() -> WebElement | None:
            for element in self.driver.find_elements(By.CSS_SELECTOR, css):
                try:
                    if element.is_displayed() and text in element.text:
                        return element
                except StaleElementReferenceException:
                    continue
            return None

        found = self.until(look, f"{css} with {text!r}")
        assert found is not None
        return found

    def press(self, css: str, text: str = "") -> None:
        """Click on it, once nothing lies over it."""

        def click() -> bool:
            self.find(css, text).click()
            return True

        self.until(click, f"press {css} with {text!r}")

    def into_view(self, css: str, text: str = "") -> None:
        """Scroll until it is in the middle of the window."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.find(css, text))

    def gone(self, css: str) -> None:
        """Wait until no such element is shown."""

        def none_shown() -> bool:
            return not any(element.is_displayed() for element in self.driver.find_elements(By.CSS_SELECTOR, css))

        self.until(none_shown, f"no {css}")

    def show(self, *, width: int = 1400, dark: bool = False) -> None:
        """Have the page drawn for a window of this width, in the colours of a light or a dark desktop."""
        screen = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def barriers(self, *, but: str = "") -> list[str]:
        """What axe-core finds that keeps people from reading or using the page, a line for each element.

        `but`: a CSS selector of what is not looked at.
        """
        axe = Axe(self.driver)
        axe.inject()
        found = axe.run({"exclude": [but]} if but else None, {"resultTypes": ["violations"]})["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    def picture(self, name: str, whole: bool = True) -> None:
        """Keep what the page looks like: all of it, or only what the window shows."""
        taken = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": whole, **self._clip(whole)}
        )
        (self._pictures / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))

    def _clip(self, whole: bool) -> dict[str, object]:
        if not whole:
            return {}
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}}


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A new browser, with a new profile; its profile and the pictures are in `folder`."""
    options = ChromeOptions()
    options.binary_location = _chromium() or ""
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    page = Page(driver, folder)
    try:
        driver.set_page_load_timeout(SECONDS)
        driver.set_script_timeout(SECONDS)
        yield page
    finally:
        with suppress(WebDriverException):
            page.picture("at-the-end", whole=False)  # where a test failed, this shows it
        driver.quit()


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
