"""What Django's admin can do still works in a browser, under our policy and in our clothes."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from desk_pages import sign_in
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.crypto import get_random_string
from in_a_browser import CHROMIUM, LAPTOP, Desk

from records.reviewing.remarks import Remark

pytestmark = pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="there is no chromium")

RELEASE = "2022-10-azerbaijan-frees-17"


def test_references_are_completed_and_rows_added_while_typing(desk: Desk) -> None:
    desk.sign_in(sign_in("chief"))
    desk.shows(width=LAPTOP)
    assert desk.open(reverse("admin:records_prisonerrelease_change", args=[RELEASE])) == 200
    desk.does(lambda page: page.click("#participants-group .add-row a"))
    desk.does(lambda page: page.click("#participants-4 .field-actor .select2-selection"))
    desk.does(lambda page: page.keyboard.type("sahak"))
    desk.does(lambda page: page.click(".select2-results__option--highlighted:has-text('Sahakyan')"))
    chosen = desk.does(lambda page: page.input_value("#id_participants-4-actor"))
    assert chosen == "siranush-sahakyan"
    assert [*desk.wrong(), *desk.grave()] == []
    desk.complaints.clear()  # axe tries styles that the policy forbids
    look_up(desk, "#participants-4 .field-actor", "Armenia")  # the texts of who was chosen before say so too
    assert [*desk.wrong(), *readable_list(desk)] == []
    desk.does(lambda page: page.keyboard.press("Enter"))
    assert desk.does(lambda page: page.input_value("#id_participants-4-actor")) == "armenia"
    look_up(desk, "#participants-4 .field-represents", "Azerbaijan")
    desk.does(lambda page: page.keyboard.press("Escape"))
    desk.shows(width=NARROW, scheme="dark")
    desk.complaints.clear()
    look_up(desk, "#participants-4 .field-represents", "Azerbaijan")
    assert [*desk.wrong(), *readable_list(desk)] == []


NARROW = {"width": 800, "height": 900}


def look_up(desk: Desk, field: str, name: str) -> None:
    """Type an entry's name into the box of a reference, and wait until it stands first."""
    desk.does(lambda page: page.click(f"{field} .select2-selection"))
    desk.does(lambda page: page.type(".select2-container--open .select2-search__field", name))
    desk.does(
        lambda page: page.wait_for_selector(
            f".select2-results__option:first-child.select2-results__option--highlighted:text-is('{name}')"
        )
    )


def readable_list(desk: Desk) -> list[str]:
    """What is wrong with the open list of a reference: colours, and names that have no room."""
    wide = desk.does(lambda page: page.evaluate("document.querySelector('.select2-dropdown').offsetWidth"))
    return [*desk.grave("color-contrast"), *([f"only {wide} pixels wide"] if wide < 300 else [])]


def asks_before(desk: Desk, leave: Callable[[Any], Any]) -> bool:
    """Whether the browser asks when a page is left so. It is left all the same."""
    asked = []

    def go(page: Any) -> None:
        def accept(dialog: Any) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", accept)
        leave(page)
        page.wait_for_load_state()
        page.remove_listener("dialog", accept)

    desk.does(go)
    return asked == ["beforeunload"]


def test_leaving_asks_only_where_something_was_typed_and_not_saved(desk: Desk) -> None:
    desk.sign_in(sign_in("chief"))
    desk.shows(width=LAPTOP)
    change = reverse("admin:records_prisonerrelease_change", args=[RELEASE])

    def go_home(page: Any) -> None:
        page.click("#site-name a")
        page.wait_for_url("**/admin/")

    for path in (change, reverse("admin:auth_group_change", args=[Group.objects.get(name="Reviewer").pk])):
        assert desk.open(path) == 200
        desk.does(lambda page: page.click("h1"))  # browsers ask nobody who did nothing
        assert not asks_before(desk, go_home), path
    assert desk.open(change) == 200
    desk.does(lambda page: page.fill("#id_why", "Half a"))
    assert asks_before(desk, go_home)
    assert desk.open(change) == 200
    look_up(desk, "#participants-0 .field-actor", "Armenia")
    desk.does(lambda page: page.keyboard.press("Enter"))
    assert asks_before(desk, go_home)
    assert desk.open(change) == 200
    desk.does(lambda page: page.fill("#id_date", "no date"))
    assert not asks_before(desk, lambda page: page.click("[name=_save]"))
    desk.does(lambda page: page.wait_for_selector(".errornote"))
    desk.does(lambda page: page.click("h1"))
    assert asks_before(desk, go_home)
    assert desk.complaints == []


def test_id_follows_what_is_typed_as_title(desk: Desk) -> None:
    desk.sign_in(sign_in("chief"))
    assert desk.open(reverse("admin:records_figure_add")) == 200
    desk.does(lambda page: page.fill("#id_title", ""))
    desk.does(lambda page: page.type("#id_title", "Two Numbers"))
    assert desk.does(lambda page: page.input_value("#id_id")) == "two-numbers"
    desk.does(lambda page: page.click("[name=_save]"))
    desk.does(lambda page: page.wait_for_selector(".errornote"))
    assert [*desk.wrong(), *desk.grave()] == []


def test_what_is_missing_is_made_in_a_window_of_its_own(desk: Desk) -> None:
    desk.sign_in(sign_in("chief"))
    desk.shows(width=LAPTOP)
    assert desk.open(reverse("admin:records_figure_add")) == 200

    def make_measure(page: Any) -> None:
        with page.expect_popup() as opened:
            page.click("#add_id_measure")
        popup = opened.value
        for name, text in (("name", "Buses"), ("definition", "Buses at the bridge."), ("unit", "buses")):
            popup.fill(f"#id_{name}", text)
        popup.fill("#id_id", "buses-at-the-bridge")
        with popup.expect_event("close"):
            popup.click("[name=_save]")

    desk.does(make_measure)
    assert desk.does(lambda page: page.input_value("#id_measure")) == "buses-at-the-bridge"
    assert desk.complaints == []


def test_the_desk_can_be_dark_by_day(desk: Desk) -> None:
    """The button of the header goes before what the machine prefers."""
    desk.sign_in(sign_in("chief"))
    assert desk.open("/admin/") == 200
    paper = "getComputedStyle(document.body).backgroundColor"
    by_day = desk.does(lambda page: page.evaluate(paper))
    desk.does(lambda page: page.click(".theme-toggle"))  # from what the machine prefers to dark
    assert desk.does(lambda page: page.evaluate("document.documentElement.dataset.theme")) == "dark"
    assert desk.does(lambda page: page.evaluate(paper)) != by_day
    desk.does(lambda page: page.evaluate("localStorage.clear()"))
    assert desk.wrong() == []


TWICE = """([button, wait]) => {
  const press = () => document.querySelector(button).click();
  press();
  setTimeout(press, wait);
}"""


def test_form_is_sent_once_however_often_its_button_is_pressed(desk: Desk) -> None:
    desk.sign_in(sign_in("chief"))
    assert desk.open(reverse("admin:records_prisonerrelease_change", args=[RELEASE])) == 200
    sent: list[str] = []

    def press_twice(page: Any) -> None:
        page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
        page.fill("#comment_text", "Said once.")
        with page.expect_navigation():
            page.evaluate(TWICE, ["form[action*=comment] [type=submit]", 30])
        page.wait_for_load_state()

    desk.does(press_twice)
    assert sent == ["POST"]
    assert Remark.objects.filter(text="Said once.").count() == 1
    assert desk.complaints == []


def test_form_can_be_sent_after_signing_in_again_elsewhere(desk: Desk) -> None:
    """Another tab has another session then, and another token."""
    desk.sign_in(sign_in("chief"))
    assert desk.open(reverse("admin:records_prisonerrelease_change", args=[RELEASE])) == 200
    token = {"name": "csrftoken", "value": get_random_string(32), "url": desk.origin}
    desk.does(lambda page: page.context.add_cookies([token]))
    desk.does(lambda page: page.fill("#comment_text", "Said after all."))
    desk.does(lambda page: page.click("form[action*=comment] [type=submit]"))
    assert Remark.objects.filter(text="Said after all.").count() == 1
    assert desk.complaints == []
