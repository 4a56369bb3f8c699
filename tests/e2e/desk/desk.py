"""An editor at the desk in a real browser: clicks and keystrokes as a person makes them, and counted."""

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PICTURES = Path(__file__).resolve().parents[3] / "docs" / "pictures"
TAKES_PICTURES = os.environ.get("TAKE_PICTURES") == "1"
PASSWORD = "a long and harmless sentence"
PATIENCE = 90_000  # milliseconds, on a machine that has other things to do


@contextmanager
def a_browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Effort:
    """What something cost the person at the desk. Pasting is one keystroke."""

    clicks: int = 0
    keys: int = 0


@dataclass
class Desk:
    """One signed-in editor. Fields of forms are named by their ids without `id_`."""

    page: Page
    address: str
    effort: Effort = field(default_factory=Effort)
    troubles: list[str] = field(default_factory=list)

    # Going about

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def click(self, name: str, *, role: Any = "button", inside: str = "body") -> None:
        self.effort.clicks += 1
        self.page.locator(inside).get_by_role(role, name=name).first.click()

    def follow(self, name: str, *, inside: str = "body") -> None:
        self.click(name, role="link", inside=inside)

    def says(self) -> str:
        return str(self.page.locator("main").inner_text())

    def complaints(self) -> list[str]:
        return self.page.locator(".errorlist li, .errornote").all_inner_texts()

    def show(self, name: str) -> None:
        """A picture for the editors' guide, when `make pictures` asks for them."""
        if TAKES_PICTURES:
            self.page.mouse.move(0, 0)
            PICTURES.mkdir(exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")

    # Filling in

    def paste(self, name: str, text: str) -> None:
        self.effort.keys += 1
        self._field(name).fill(text)

    def type(self, name: str, text: str) -> None:
        self.effort.clicks += 1
        self.effort.keys += len(text)
        self._field(name).fill(text)
        self._field(name).blur()

    def choose(self, name: str, value: str) -> None:
        """From a list that is all there."""
        self.effort.clicks += 2
        self._field(name).select_option(value)

    def look_up(self, name: str, text: str) -> None:
        """From a list that is searched: open it, type, take the first."""
        self.effort.clicks += 1
        self.effort.keys += len(text) + 1
        self._field(name).locator("xpath=following-sibling::span[contains(@class,'select2')]").first.click()
        box = self.page.locator(".select2-search__field").last
        box.fill(text)
        self.page.locator(".select2-results__option--highlighted", has_text=text).first.wait_for(
            timeout=PATIENCE
        )
        box.press("Enter")

    def add_row(self, rows: str) -> int:
        """One more row of a list; its number."""
        number = int(self.page.locator(f"#id_{rows}-TOTAL_FORMS").input_value())
        self.effort.clicks += 1
        self.page.locator(f"#{rows}-group .add-row a, #{rows}-group a.add-row").first.click()
        return number

    def make_new(self, reference: str, **values: str) -> None:
        """What is not there yet, in the small window behind the plus sign; a value with `=` before it is chosen."""
        self.effort.clicks += 1
        with self.page.expect_popup() as opened:
            self.page.locator(f"#add_id_{reference}").click()
        window = Desk(opened.value, self.address, self.effort)
        for column, value in values.items():
            if value.startswith("="):
                window.choose(column, value.removeprefix("="))
            else:
                window.type(column, value)
        window.effort.clicks += 1
        window.page.locator("[name=_save]").click()
        if not window.page.is_closed():  # it may be gone by now, and then nothing more happens to it
            window.wait_until_closed()

    def wait_until_closed(self) -> None:
        """What a small window does once its entry is saved."""
        try:
            self.page.wait_for_event("close", timeout=PATIENCE)
        except PlaywrightError as error:
            raise AssertionError(self.complaints()) from error

    def pick(self, paragraph: int, first: str, last: str) -> None:
        """A phrase of the article beside the form, by its first and its last word."""
        line = self.page.locator(f".article-panel li[data-paragraph='{paragraph}']")
        for word in (first, last):
            self.effort.clicks += 1
            line.get_by_text(re.compile(rf"^\W*{re.escape(word)}\W*$")).first.click()
        self.click("Use “", inside=".article-panel")

    def save(self, button: str = "Save") -> None:
        self.effort.clicks += 1
        self.page.get_by_role("button", name=button, exact=True).first.click()
        assert not self.complaints(), self.complaints()

    def _field(self, name: str) -> Any:
        return self.page.locator(f"#id_{name}")


def sign_in(browser: Browser, address: str, name: str, *, width: int = 1280, dark: bool = False) -> Desk:
    """A window of its own, as another person at another table has."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(PATIENCE)
    desk = Desk(context.new_page(), address)
    desk.page.on("console", lambda said: desk.troubles.append(said.text) if said.type == "error" else None)
    desk.page.on("pageerror", lambda error: desk.troubles.append(str(error)))
    desk.go("/admin/")
    desk.page.fill("#id_username", name)
    desk.page.fill("#id_password", PASSWORD)
    desk.page.locator("[type=submit]").first.click()
    return desk
