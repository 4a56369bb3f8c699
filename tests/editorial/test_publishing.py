"""Publishing and withdrawing from the desk: only by POST, only what was shown, only by someone else."""

import pytest
from desk_pages import address, form_on, sign_in, submit
from django.test import Client
from django.utils.html import strip_tags
from test_saving import RELEASE, TYPED_RELEASE

from records.kinds import KINDS
from records.kinds.actor import Actor
from records.published import Action, Published

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
FOUR_EYES = "You changed it last: someone else must publish it."
NEW = "2023-02-a-release"
UNCITED = "1994-ceasefire"
ANOTHER = {"id": "2023-02-another", "another_event": "on"}


@pytest.fixture
def draft(writer: Client) -> str:
    """A record by the writer, which nobody has submitted; returns the address of its publish page."""
    assert writer.post(address("prisoner-release", "add"), TYPED_RELEASE).status_code == 302
    return address("prisoner-release", "publish", NEW)


@pytest.fixture
def submitted(draft: str, writer: Client) -> str:
    """The same in review, so that someone else could publish it."""
    submit(writer, "prisoner-release", NEW)
    return draft


def change(client: Client, kind: str, slug: str, **typed: str) -> None:
    page = address(kind, "change", slug)
    assert client.post(page, form_on(client, page).values | typed).status_code == 302


def seen_on(client: Client, url: str) -> dict[str, str]:
    """What the confirmation page's form sends."""
    return {"seen": client.get(url).context["seen"]}


def versions_of(kind: str, slug: str) -> list[int]:
    return list(Published.objects.entry(kind, slug).order_by("version").values_list("version", flat=True))


@EVERY_KIND
def test_pages_that_publish_and_withdraw_open_and_change_nothing(reviewer: Client, kind) -> None:
    before = list(Published.objects.order_by("sequence").values_list("sequence", "superseded_at"))
    assert reviewer.get(address(kind, "publish", kind.example)).status_code == 200
    assert reviewer.get(address(kind, "withdraw", kind.example), {"reason_class": "error"}).status_code == 200
    assert list(Published.objects.order_by("sequence").values_list("sequence", "superseded_at")) == before


def test_get_does_not_publish(submitted: str, reviewer: Client) -> None:
    reviewer.get(submitted, seen_on(reviewer, submitted))
    assert versions_of("prisoner-release", NEW) == []
    assert reviewer.put(submitted).status_code == 403


def test_publish_page_shows_what_would_be_public(submitted: str, reviewer: Client) -> None:
    page = reviewer.get(submitted).content.decode()
    assert "What readers would see" in page
    assert "about 7 (some seven)" in page
    assert "Nikol Pashinyan (nikol-pashinyan)" in page
    assert FOUR_EYES not in page


def test_post_publishes(submitted: str, reviewer: Client) -> None:
    response = reviewer.post(submitted, seen_on(reviewer, submitted), follow=True)
    assert "Published as version 1." in response.content.decode()
    assert versions_of("prisoner-release", NEW) == [1]
    assert KINDS["prisoner-release"].model._default_manager.get(pk=NEW).state == "published"
    history = reviewer.get(address("prisoner-release", "history", NEW)).content.decode()
    assert "changed by reviewer publish" in " ".join(strip_tags(history).split())


def test_second_click_adds_no_version(submitted: str, reviewer: Client) -> None:
    seen = seen_on(reviewer, submitted)
    reviewer.post(submitted, seen)
    response = reviewer.post(submitted, seen)
    assert response.status_code == 409
    assert "It is not in review: reviewer published it last." in response.content.decode()
    assert versions_of("prisoner-release", NEW) == [1]


def test_author_may_not_publish(submitted: str, writer: Client) -> None:
    assert FOUR_EYES in writer.get(submitted).content.decode()
    response = writer.post(submitted, seen_on(writer, submitted))
    assert response.status_code == 409
    assert FOUR_EYES in response.content.decode()
    assert versions_of("prisoner-release", NEW) == []


def test_author_may_publish_where_the_team_is_one_person(submitted: str, writer: Client, settings) -> None:
    settings.ALLOW_SELF_PUBLISH = True
    assert writer.post(submitted, seen_on(writer, submitted)).status_code == 302
    assert versions_of("prisoner-release", NEW) == [1]


def test_saving_without_a_change_does_not_take_over_authorship(
    draft: str, writer: Client, reviewer: Client
) -> None:
    change(reviewer, "prisoner-release", NEW)
    assert FOUR_EYES in writer.get(draft).content.decode()


def test_reasons_not_to_publish_stand_on_the_form(draft: str, writer: Client) -> None:
    change(writer, "prisoner-release", NEW, sensitivity="high")
    page = writer.get(address("prisoner-release", "change", NEW)).content.decode()
    assert FOUR_EYES in page
    assert "Its sensitivity is high: it must not be published." in page


def test_what_was_changed_since_it_was_shown_is_not_published(
    submitted: str, writer: Client, reviewer: Client
) -> None:
    seen = seen_on(reviewer, submitted)
    change(writer, "prisoner-release", NEW, summary="Other words.")
    response = reviewer.post(submitted, seen)
    assert response.status_code == 409
    assert "It was changed after you opened this page" in response.content.decode()
    assert versions_of("prisoner-release", NEW) == []
    assert reviewer.post(submitted, {}).status_code == 409


def test_publish_page_compares_with_the_live_version(writer: Client, reviewer: Client) -> None:
    change(
        writer,
        "prisoner-release",
        RELEASE,
        summary="Seventeen came home.",
        **{"outcomes-TOTAL_FORMS": "1"} | {"outcomes-0-text": "A promise.", "outcomes-0-status": "pledged"},
    )
    submit(writer, "prisoner-release", RELEASE)
    page = reviewer.get(address("prisoner-release", "publish", RELEASE))
    (standing,) = page.context["standings"]
    assert [row.field for row in standing.changes] == ["summary", "outcomes"]
    assert "<ins>Seventeen came home.</ins>" in page.content.decode()
    reviewer.post(address("prisoner-release", "publish", RELEASE), {"seen": page.context["seen"]})
    assert versions_of("prisoner-release", RELEASE) == [1, 2]


def test_unpublished_citation_is_named(writer: Client, reviewer: Client) -> None:
    forms = {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0"}
    place = {"id": "somewhere", "name": "Somewhere", "sensitivity": "low"}
    writer.post(address("place", "add"), forms | place)
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE | {"placings-1-place": "somewhere"})
    page = address("prisoner-release", "publish", NEW)
    response = reviewer.post(page, seen_on(reviewer, page))
    assert (
        "It cites places/somewhere, which is not published: publish that first." in response.content.decode()
    )


def test_entries_that_cite_each_other_are_published_together(writer: Client, reviewer: Client) -> None:
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE)
    back = ANOTHER | {"related-0-other": NEW}
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE | back)
    change(writer, "prisoner-release", NEW, **{"related-0-other": "2023-02-another"})
    submit(writer, "prisoner-release", NEW)
    submit(writer, "prisoner-release", "2023-02-another")
    listed = address("prisoner-release", "changelist")
    chosen = {"action": "publish_selected", "_selected_action": [NEW, "2023-02-another"]}
    asked = reviewer.post(listed, chosen)
    assert asked.status_code == 200
    assert versions_of("prisoner-release", NEW) == []
    done = reviewer.post(listed, chosen | {"seen": asked.context["seen"]}, follow=True)
    assert "Published 2 entries." in done.content.decode()
    assert versions_of("prisoner-release", NEW) == versions_of("prisoner-release", "2023-02-another") == [1]


def test_selected_entries_are_published_all_or_none(writer: Client, reviewer: Client) -> None:
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE)
    writer.post(address("prisoner-release", "add"), TYPED_RELEASE | ANOTHER | {"sensitivity": "high"})
    submit(writer, "prisoner-release", NEW)
    submit(writer, "prisoner-release", "2023-02-another")
    listed = address("prisoner-release", "changelist")
    chosen = {"action": "publish_selected", "_selected_action": [NEW, "2023-02-another"]}
    asked = reviewer.post(listed, chosen)
    refused = reviewer.post(listed, chosen | {"seen": asked.context["seen"]})
    assert refused.status_code == 409
    assert "prisoner-release/2023-02-another: Its sensitivity is high" in refused.content.decode()
    assert versions_of("prisoner-release", NEW) == []


def test_withdrawing_needs_a_reason(submitted: str, reviewer: Client) -> None:
    reviewer.post(submitted, seen_on(reviewer, submitted))
    for reason in ({}, {"reason_class": "whim"}):
        refused = reviewer.post(address("prisoner-release", "withdraw", NEW), reason)
        assert "errorlist" in refused.content.decode()
    assert versions_of("prisoner-release", NEW) == [1]


def test_withdrawn_entry_leaves_the_register(submitted: str, writer: Client, reviewer: Client) -> None:
    reviewer.post(submitted, seen_on(reviewer, submitted))
    page = address("prisoner-release", "withdraw", NEW)
    response = reviewer.post(page, {"reason_class": "duplicate"}, follow=True)
    assert "Not in the register: it was withdrawn, " in response.content.decode()
    assert "UTC (duplicate of another entry)." in response.content.decode()
    row = Published.objects.entry("prisoner-release", NEW).get(version=2)
    assert (row.action, row.reason_class) == (Action.WITHDRAW, "duplicate")
    again = reviewer.post(page, {"reason_class": "duplicate"})
    assert again.status_code == 409
    submit(writer, "prisoner-release", NEW)
    assert reviewer.post(submitted, seen_on(reviewer, submitted)).status_code == 302
    assert versions_of("prisoner-release", NEW) == [1, 2, 3]


@pytest.mark.parametrize(
    ("role", "says"), [("Reviewer", "Ask an administrator"), ("Administrator", "Redact it instead")]
)
def test_withdrawing_says_what_stays_readable_and_who_can_remove_it(role: str, says: str) -> None:
    shown = sign_in("somebody", role=role).get(address("incident", "withdraw", UNCITED)).content.decode()
    assert "still show all of its text to everyone" in shown
    assert "will find no more" not in shown
    assert "<del>" not in shown
    assert "only redaction removes it from every version" in shown
    assert says in shown
    assert (address("incident", "redact", UNCITED) in shown) == (role == "Administrator")


def test_what_others_cite_is_not_withdrawn(reviewer: Client) -> None:
    page = address("actor", "withdraw", "armenia")
    asked = reviewer.get(page).content.decode()
    assert "These entries cite it" in asked
    release = KINDS["prisoner-release"].model._default_manager.get(pk=RELEASE)
    assert f'<a href="{address("prisoner-release", "change", RELEASE)}">{release.label}</a>' in asked
    response = reviewer.post(page, {"reason_class": "error"})
    assert response.status_code == 409
    assert "cite it: withdraw them too" in response.content.decode()


def test_nothing_that_was_ever_published_can_be_deleted(submitted: str, reviewer: Client) -> None:
    page = address("prisoner-release", "delete", NEW)
    reviewer.post(submitted, seen_on(reviewer, submitted))
    reviewer.post(address("prisoner-release", "withdraw", NEW), {"reason_class": "error"})
    assert reviewer.get(page).status_code == 403
    assert reviewer.post(page, {"post": "yes"}).status_code == 403
    assert KINDS["prisoner-release"].model._default_manager.filter(pk=NEW).exists()


@EVERY_KIND
def test_published_examples_cannot_be_deleted(reviewer: Client, kind) -> None:
    assert reviewer.post(address(kind, "delete", kind.example), {"post": "yes"}).status_code == 403


def test_draft_can_be_deleted(draft: str, writer: Client) -> None:
    page = address("prisoner-release", "delete", NEW)
    assert writer.get(page).status_code == 200
    assert writer.post(page, {"post": "yes"}).status_code == 302
    assert not KINDS["prisoner-release"].model._default_manager.filter(pk=NEW).exists()


@EVERY_KIND
def test_nothing_is_deleted_or_edited_in_bulk(writer: Client, kind) -> None:
    listed = address(kind, "changelist")
    page = writer.get(listed)
    assert "delete_selected" not in page.content.decode()
    assert not page.context["cl"].list_editable
    before = kind.model._default_manager.count()
    forged = {"action": "delete_selected", "_selected_action": [kind.example], "post": "yes"}
    writer.post(listed, forged)
    assert kind.model._default_manager.count() == before


def test_whoever_may_only_look_cannot_publish_or_withdraw() -> None:
    onlooker = sign_in("onlooker", permissions=("view_actor",))
    page = onlooker.get(address("actor", "change", "armenia"))
    assert page.status_code == 200
    assert "Publish…" not in page.content.decode()
    for verb in ("submit", "send_back", "publish", "withdraw", "merge", "redact"):
        assert onlooker.get(address("actor", verb, "armenia")).status_code == 403
        assert onlooker.post(address("actor", verb, "armenia"), {"reason_class": "error"}).status_code == 403
    chosen = {"action": "publish_selected", "_selected_action": ["armenia"]}
    onlooker.post(address("actor", "changelist"), chosen | {"seen": "x"})
    assert Actor.objects.get(pk="armenia").state == "published"
    assert versions_of("actor", "armenia") == [1]


def test_publishing_needs_the_page_s_own_token(submitted: str, reviewer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reviewer.cookies
    assert strict.post(submitted, seen_on(reviewer, submitted)).status_code == 403
    assert versions_of("prisoner-release", NEW) == []


def test_unknown_entry_is_not_found(reviewer: Client) -> None:
    for verb in ("submit", "send_back", "publish", "withdraw", "merge", "redact"):
        assert reviewer.get(address("actor", verb, "nobody-at-all")).status_code == 404
