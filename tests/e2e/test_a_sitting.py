"""One sitting at the desk in a real browser: an article is pasted, digested, and its records are added with picked evidence.

One browser for all, in which the article was entered. What it takes is counted, so that a change that makes it longer is
noticed: a click is a press of a button, a word or a box; a stroke is a key, and pasting is one.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loaded import copy_loaded
from playwright.sync_api import sync_playwright
from served import Served, served

from config.embedded.cluster import Cluster

CHROMIUM = "/usr/bin/chromium"
SANDBOXED_BY_US = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
pytestmark = pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="there is no chromium")

PATIENCE = 90_000  # milliseconds, on a machine that has other things to do

ARTICLE = """Norland and Sudland hand over six captives at the Grey Bridge
The two sides exchanged six captives at the Grey Bridge in early May 2023, Norland's border service said.
Four soldiers went north and two shepherds went south. A doctor of the Lantern Mission rode with each of the two buses.
Sudland's envoy Ilse Maro told reporters that eleven of her country's people were still being held across the river.
"""
SLUG = "norland-and-sudland-hand-over-six-captives-at-the-grey-bridge"
DIGESTS = {
    2: "Captives changed hands, by the account of the northern border service.",
    4: "An envoy of the south counts eleven people who have not come home.",
}


class Hand:
    """An editor's hand: does what it is told on a page, and counts."""

    def __init__(self, page: Any) -> None:
        self.page, self.clicks, self.strokes, self.complaints = page, 0, 0, []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
        )

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def click(self, where: str) -> None:
        self.clicks += 1
        self.page.click(where)

    def type(self, where: str, text: str) -> None:
        """Into a box, which has to be clicked first."""
        self.click(where)
        self.strokes += len(text)
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        self.strokes += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, where: str, text: str) -> None:
        self.click(where)
        self.strokes += 1
        self.page.keyboard.insert_text(text)

    def choose(self, where: str, value: str) -> None:
        """In a list: it is opened, and one is clicked."""
        self.clicks += 2
        self.page.select_option(where, value)

    def complete(self, row: str, name: str, letters: str) -> None:
        """In a box that completes what is typed: opened, typed, taken with Enter."""
        self.click(f"{row} .field-{name} .select2-selection")
        self.page.wait_for_selector(".select2-search__field:focus")
        self.page.wait_for_selector(".select2-results__option--highlighted")  # the list as it opens
        self.strokes += len(letters)
        self.page.keyboard.type(letters)
        self.page.wait_for_selector(f".select2-results__option--highlighted:text('{letters}')")
        self.press("Enter")

    def keep(self, name: str) -> None:
        """A picture to look at, where SCREENSHOTS names a folder."""
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data_dir: Path = tmp_path_factory.mktemp("desk") / "var"
    data_dir.mkdir()
    copy_loaded(data_dir, tmp_path_factory)
    try:
        with served(data_dir) as running:
            yield running
    finally:
        Cluster.below(data_dir).remove()


@pytest.fixture(scope="module")
def hand(desk: Served) -> Iterator[Hand]:
    """The hand that has just entered the article."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SANDBOXED_BY_US)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=desk.address)
        page = context.new_page()
        page.goto("/admin/login/?next=/admin/records/actor/add/")
        page.fill("#id_username", "admin")
        page.fill("#id_password", (desk.data_dir / "admin-password").read_text().strip())
        page.keyboard.press("Enter")
        for name in ("Norland", "Sudland"):  # the two sides are known before the article comes
            page.wait_for_selector("#id_name")
            page.fill("#id_name", name)
            page.select_option("#id_type", "state")
            page.click("[name=_addanother]")
        page.goto("/admin/records/source/enter/")
        hand = Hand(page)
        enter(hand)
        yield hand
        browser.close()


def enter(hand: Hand) -> None:
    hand.paste("#id_text", ARTICLE)
    assert hand.page.input_value("#id_id") == SLUG
    hand.choose("#id_type", "news-article")
    hand.type("#id_date", "9 May 2023")
    hand.click(".edtf-offer")
    hand.choose("#id_sensitivity", "low")
    hand.keep("enter")
    hand.click("input[value='Enter the article']")
    for number, text in DIGESTS.items():
        hand.type(f"#id_digest-{number}", text)


def begin(hand: Hand, kind: str, paragraph: int, title: str, phrase: str) -> None:
    """Add a record from a paragraph, with a title and a date as the article prints it."""
    hand.click(f"button[value='{kind} {paragraph}']")
    hand.type("#id_title", title)
    hand.type("#id_date", phrase)
    hand.click(".edtf-offer")
    hand.choose("#id_status", "completed")
    for number, name in enumerate(("Nor", "Sud")):
        hand.complete(f"#participants-{number}", "actor", name)
        hand.choose(f"#id_participants-{number}-role", "party")


def pick(hand: Hand, paragraph: int, first: int, last: int) -> None:
    """A phrase of a paragraph, from its first to its last word."""
    words = f".panel-article li[data-paragraph='{paragraph}'] .word"
    hand.click(f"{words} >> nth={first}")
    hand.click(f"{words} >> nth={last}")
    hand.click(".article-use")


def rows(hand: Hand) -> list[tuple[str, str]]:
    found = hand.page.locator("#evidence-group .inline-related:not(.empty-form)")
    return [
        (row.locator("[name$='-paragraph']").input_value(), row.locator("[name$='-phrase']").input_value())
        for row in found.all()
    ]


def test_an_article_with_three_records_is_entered_and_a_fourth_record_becomes_evidence(
    hand: Hand,
) -> None:
    page = hand.page

    # A release: evidence is picked with the mouse, from two paragraphs
    begin(hand, "prisoner-release", 3, "Six captives are exchanged at the Grey Bridge", "early May 2023")
    assert page.input_value("#id_date") == "[2023-05-01..2023-05-10]"
    assert page.input_value("#id_date_note") == "The source prints “early May 2023”."
    assert page.locator(".edtf-reading").inner_text() == "one day between 1 and 10 May 2023"
    pick(hand, 3, 5, 8)
    pick(hand, 2, 4, 6)
    assert rows(hand) == [("3", "two shepherds went south"), ("2", "six captives at")]
    assert page.locator(".phrase-check").all_inner_texts() == [
        "Stands in paragraph 3.",
        "Stands in paragraph 2.",
    ]
    hand.keep("release")
    hand.click("input[name=_save]")
    page.wait_for_url(f"**/{SLUG}/article/#paragraph-3")
    assert [page.input_value(f"#id_digest-{number}") for number in DIGESTS] == list(DIGESTS.values())

    # A visit: evidence is picked by keyboard alone
    begin(hand, "incident", 3, "A doctor rides along with the captives", "early May 2023")
    hand.choose("#id_category", "humanitarian-visit")
    page.locator("li[data-paragraph='3'] .article-pick").focus()
    hand.press("Enter", *["ArrowRight"] * 9, *["Shift+ArrowRight"] * 5, "Enter")
    assert rows(hand) == [("3", "A doctor of the Lantern Mission")]
    hand.click("input[name=_save]")
    page.wait_for_url(f"**/{SLUG}/article/#paragraph-3")

    # A claim: a phrase that is typed and does not stand there is said so at once
    begin(hand, "incident", 4, "An envoy says that people are still held", "May 2023")
    hand.choose("#id_category", "allegation")
    hand.type("#id_evidence-0-phrase", "six captives")
    said = page.locator("#evidence-0 .phrase-check")
    assert said.inner_text().endswith("It stands in paragraph 1 and 2.")
    hand.press("Control+a", "Delete")
    pick(hand, 4, 7, 8)
    assert said.inner_text() == "Stands in paragraph 4."
    hand.click("input[name=_save]")
    page.get_by_role(
        "heading", name="Is it one of these?"
    ).wait_for()  # the visit, of the same days and sides
    hand.click("[name=another_event]")
    hand.click("input.default[name=_save]")
    page.wait_for_url(f"**/{SLUG}/article/#paragraph-4")
    assert (hand.clicks, hand.strokes) == (65, 360)

    # The same release again: its evidence goes to the first
    begin(hand, "prisoner-release", 1, "Captives are handed over", "May 2023")
    pick(hand, 1, 5, 9)
    hand.click("input[name=_save]")
    page.get_by_role("heading", name="Is it one of these?").wait_for()
    hand.keep("duplicates")
    hand.click("text=Add the evidence to this one instead")
    page.get_by_text("Evidence added here: 1.").wait_for()
    assert rows(hand)[2] == ("1", "six captives at the Grey")

    # Everything stands at its paragraph
    page.goto(f"/admin/records/source/{SLUG}/article/")
    hand.keep("article")
    resting = {
        number: page.locator(f"#paragraph-{number} .article-resting a").all_inner_texts()
        for number in (1, 2, 3, 4)
    }
    release, visit = "Six captives are exchanged at the Grey Bridge", "A doctor rides along with the captives"
    assert {number: sorted(titles) for number, titles in resting.items()} == {
        1: [release],
        2: [release],
        3: sorted([release, visit]),
        4: ["An envoy says that people are still held"],
    }
    assert hand.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_an_article_fit_a_phone(hand: Hand, scheme: str) -> None:
    hand = Hand(hand.page.context.new_page())
    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.page.emulate_media(color_scheme=scheme)
    for path in (
        "source/enter/",
        f"source/{SLUG}/article/",
        f"source/{SLUG}/article/replace/",
        f"source/{SLUG}/article/erase/",
        f"incident/add/?source={SLUG}&paragraph=3",
    ):
        hand.page.goto(f"/admin/records/{path}")
        hand.keep(f"phone-{scheme}-{path.replace('/', '-').split('?')[0]}")
        assert hand.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    below = hand.page.evaluate(
        "document.querySelector('.article-panel').getBoundingClientRect().top"
        " >= document.querySelector('[name=_save].default').getBoundingClientRect().bottom"
    )
    assert below
    assert hand.complaints == []
    hand.page.close()
