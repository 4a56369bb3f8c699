"""The desk in a real browser: a server inside the test's own transaction, and pages that note whatever goes wrong in them."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
SANDBOXED_BY_US = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PATIENCE = 90_000  # milliseconds, on a machine that has other things to do
AXE, GRAVE = Axe(), ("serious", "critical")
VIOLATIONS = (
    "options => axe.run(document, options).then(found => found.violations)"  # the rest would fill megabytes
)
NOTE_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
  console.error("policy:", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber))"""
# What reaches out of the window, but for what scrolls within a box of its own or is hidden from sight.
REACHES_OUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  if (box.width < 2 || box.right <= innerWidth + 1) return false;
  for (let around = element; around && around !== document.body; around = around.parentElement) {
    const style = getComputedStyle(around);
    if (style.visibility === "hidden" || style.clipPath !== "none") return false;
    if (around !== element && ["auto", "scroll"].includes(style.overflowX)) return false;
  }
  return true;
}).slice(0, 3).map(element => `${element.tagName}#${element.id}.${element.className}`)"""


class Window:
    """A browser in a thread of its own: its event loop would give this thread another connection to the database."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._thread.submit(self._start).result()

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=SANDBOXED_BY_US)
        context = self._browser.new_context(viewport=PHONE)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_VIOLATIONS)
        self._page = context.new_page()

    def does(self, what: Callable[[Any], Any]) -> Any:
        """What `what` makes of the page, over there."""
        return self._thread.submit(what, self._page).result()

    def close(self) -> None:
        self.does(lambda page: page.context.browser.close())
        self._thread.submit(self._playwright.stop).result()
        self._thread.shutdown()


class Desk:
    """A window on the desk, signed in as one client after another."""

    def __init__(self, window: Window, origin: str) -> None:
        self.does, self.origin = window.does, origin
        self.complaints: list[str] = []
        self.does(self._listen)

    def _listen(self, page: Any) -> None:
        page.on("console", self._note)
        page.on("pageerror", self._note_error)

    def close(self) -> None:
        self.does(lambda page: page.remove_listener("console", self._note))
        self.does(lambda page: page.remove_listener("pageerror", self._note_error))
        self.does(lambda page: page.goto("about:blank"))

    def sign_in(self, client: Client) -> None:
        cookies = [
            {"name": name, "value": morsel.value, "url": self.origin}
            for name, morsel in client.cookies.items()
        ]
        self.does(lambda page: page.context.clear_cookies())
        self.does(lambda page: page.context.add_cookies(cookies))

    def shows(self, *, width: dict[str, int] = PHONE, scheme: str = "light") -> None:
        self.does(lambda page: page.set_viewport_size(width))
        self.does(lambda page: page.emulate_media(color_scheme=scheme))

    def open(self, path: str) -> int:
        """The status; what the window complains of afterwards is this page's."""
        self.complaints.clear()
        return int(self.does(lambda page: page.goto(self.origin + path, wait_until="load")).status)

    def wrong(self) -> list[str]:
        """What the policy forbade, what failed, and what does not fit into the window."""
        self.keep()
        wide = self.does(lambda page: page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        reaches_out = self.does(lambda page: page.evaluate(REACHES_OUT))
        return [*self.complaints, *(["scrolls sideways"] if wide else []), *reaches_out]

    def grave(self, *rules: str) -> list[str]:
        """What keeps people out, in the eyes of axe: of serious or critical impact, by these rules or all."""
        self.keep()
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        if not self.does(lambda page: page.evaluate("'axe' in window")):
            self.does(lambda page: page.evaluate(AXE.axe_script))
        found = self.does(lambda page: page.evaluate(VIOLATIONS, options))
        grave = [each for each in found if each["impact"] in GRAVE]
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in grave]

    def keep(self) -> None:
        """A picture to look at, where SCREENSHOTS names a folder."""
        if folder := os.environ.get("SCREENSHOTS"):
            noted = list(self.complaints)
            self.does(lambda page: page.screenshot(path=f"{folder}/{_name_of(page)}.png", full_page=True))
            self.complaints[:] = noted  # the camera's own style is refused as any other

    def _note(self, message: Any) -> None:
        missing = message.text.startswith("Failed to load resource") and message.location["url"]
        if missing and missing.endswith(("/", "/favicon.ico")):
            return  # a page that is refused in plain words, not a part of one
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _note_error(self, error: Any) -> None:
        self.complaints.append(str(error))


def _name_of(page: Any) -> str:
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    path = re.sub(r"[^a-z0-9]+", "-", page.url.split("/", 3)[-1].lower())
    return f"{path.strip('-')[:80]}-{page.viewport_size['width']}-{scheme}"
