"""The way to the register on the desk's pages: who may take which step, and that nothing but a POST takes one."""

import pytest
from desk_pages import address, form_on, sign_in, submit
from django.test import Client
from django.urls import reverse
from test_saving import TYPED_RELEASE

from records.kinds.prisoner_release import PrisonerRelease
from records.published import Published
from records.reviewing.remarks import Remark

NEW = "2023-02-a-release"
KIND = "prisoner-release"
ANOTHER = {"id": "2023-02-another", "another_event": "on"}


@pytest.fixture
def contributor(db: None) -> Client:
    return sign_in("contributor", role="Contributor")


@pytest.fixture
def checker(db: None) -> Client:
    return sign_in("checker", role="Reviewer")


@pytest.fixture
def chief(db: None) -> Client:
    return sign_in("chief", role="Administrator")


@pytest.fixture
def draft(contributor: Client) -> str:
    assert contributor.post(address(KIND, "add"), TYPED_RELEASE).status_code == 302
    return NEW


def state() -> str:
    return str(PrisonerRelease.objects.get(pk=NEW).state)


def published(contributor: Client, checker: Client) -> None:
    submit(contributor, KIND, NEW)
    page = address(KIND, "publish", NEW)
    assert checker.post(page, {"seen": checker.get(page).context["seen"]}).status_code == 302


def test_from_draft_to_register_and_out_of_it(draft: str, contributor: Client, checker: Client) -> None:
    published(contributor, checker)
    assert state() == "published"
    assert checker.post(address(KIND, "withdraw", NEW), {"reason_class": "error"}).status_code == 302
    assert state() == "withdrawn"


def test_saved_correction_says_what_readers_still_see(
    draft: str, contributor: Client, checker: Client
) -> None:
    page = address(KIND, "change", NEW)
    before = contributor.post(page, form_on(contributor, page).values | {"title": "A draft"}, follow=True)
    assert "Readers still see" not in before.content.decode()
    published(contributor, checker)
    opened = form_on(contributor, page).values
    same = contributor.post(page, opened, follow=True).content.decode()
    assert "Readers still see" not in same
    saved = contributor.post(page, opened | {"title": "A correction"}, follow=True).content.decode()
    assert "Readers still see version 1 of it until this is submitted and published." in saved
    assert f'<a href="{address(KIND, "submit", NEW)}">Submit it…</a>' in saved
    submit(contributor, KIND, NEW)
    again = form_on(contributor, page).values | {"title": "A second correction"}
    saved = contributor.post(page, again, follow=True).content.decode()
    assert "Readers still see version 1 of it until this is published." in saved
    assert "Submit it…" not in saved


def test_reviewer_reads_why_it_was_changed(draft: str, contributor: Client, checker: Client) -> None:
    page = address(KIND, "change", NEW)

    def save(title: str, why: str) -> None:
        typed = form_on(contributor, page).values | {"title": title, "why": why}
        assert contributor.post(page, typed).status_code == 302

    save("Said first", "A reason that was reviewed before")
    assert "reviewed before" in checker.get(address(KIND, "publish", NEW)).content.decode()
    published(contributor, checker)
    save("Said second", "The source was <corrected>")
    save("Said third", "")
    submit(contributor, KIND, NEW)
    shown = checker.get(address(KIND, "publish", NEW)).content.decode()
    assert "<strong>contributor</strong>" in shown
    assert "The source was &lt;corrected&gt;" in shown
    for left_out in ("reviewed before", "save on the desk", "submit for review"):
        assert left_out not in shown


def test_reviewer_reads_what_was_said_about_it(draft: str, contributor: Client, checker: Client) -> None:
    submit(contributor, KIND, NEW)
    checker.post(address(KIND, "send_back", NEW), {"reason": "The number is wrong."})
    contributor.post(address(KIND, "comment", NEW), {"text": "It is <right> now."})
    submit(contributor, KIND, NEW)
    shown = sign_in("second", role="Reviewer").get(address(KIND, "publish", NEW)).content.decode()
    assert "The number is wrong." in shown
    assert "It is &lt;right&gt; now." in shown


def test_contributor_cannot_take_a_reviewer_s_step_even_by_a_forged_post(
    draft: str, contributor: Client, checker: Client
) -> None:
    submit(contributor, KIND, NEW)
    seen = checker.get(address(KIND, "publish", NEW)).context["seen"]
    forged = {"seen": seen, "reason": "x", "reason_class": "error", "confirmation": NEW}
    for step in ("publish", "send_back", "withdraw", "redact"):
        assert contributor.get(address(KIND, step, NEW)).status_code == 403
        assert contributor.post(address(KIND, step, NEW), forged).status_code == 403
    chosen = {"action": "publish_selected", "_selected_action": [NEW], "seen": seen}
    contributor.post(address(KIND, "changelist"), chosen)
    assert state() == "in-review"
    assert not Published.objects.entry(KIND, NEW).exists()


def test_state_typed_into_the_form_changes_nothing(draft: str, contributor: Client) -> None:
    page = address(KIND, "change", NEW)
    forged = {"state": "published", "summary": "Something new."}
    assert contributor.post(page, form_on(contributor, page).values | forged).status_code == 302
    assert state() == "draft"


def test_reviewer_cannot_redact(draft: str, contributor: Client, checker: Client) -> None:
    published(contributor, checker)
    assert checker.get(address(KIND, "redact", NEW)).status_code == 403
    forged = {"reason_class": "safety", "confirmation": NEW}
    assert checker.post(address(KIND, "redact", NEW), forged).status_code == 403


def test_nothing_is_done_by_opening_a_page(draft: str, chief: Client, contributor: Client) -> None:
    submit(contributor, KIND, NEW)
    before = (state(), Remark.objects.count(), Published.objects.count())
    query = {"reason": "x", "reason_class": "error", "confirmation": NEW, "text": "x", "seen": "x"}
    for step in ("submit", "send_back", "publish", "withdraw", "redact"):
        assert chief.get(address(KIND, step, NEW), query).status_code == 200
        assert chief.put(address(KIND, step, NEW)).status_code == 403
    assert chief.get(address(KIND, "comment", NEW), query).status_code == 405
    assert (state(), Remark.objects.count(), Published.objects.count()) == before


def test_draft_is_submitted_before_it_is_published(draft: str, checker: Client) -> None:
    page = address(KIND, "publish", NEW)
    opened = checker.get(page)
    assert "It was not submitted for review: submit it first." in opened.content.decode()
    assert checker.post(page, {"seen": opened.context["seen"]}).status_code == 409
    assert state() == "draft"


def test_second_submission_is_told_so(draft: str, contributor: Client) -> None:
    submit(contributor, KIND, NEW)
    again = contributor.post(address(KIND, "submit", NEW))
    assert again.status_code == 409
    assert "It is in review already." in again.content.decode()


def test_submitting_says_what_will_stand_in_the_way(draft: str, contributor: Client) -> None:
    page = address(KIND, "change", NEW)
    contributor.post(page, form_on(contributor, page).values | {"sensitivity": "high"})
    says = contributor.get(address(KIND, "submit", NEW)).content.decode()
    assert "not published before this is mended" in says
    assert "Its sensitivity is high" in says
    assert "You changed it last" not in says


def test_submitting_says_by_what_readers_do_not_find_it(draft: str, contributor: Client) -> None:
    assert "It has no legs" not in contributor.get(address(KIND, "submit", NEW)).content.decode()
    page = address(KIND, "change", NEW)
    without = {
        "legs-0-DELETE": "on",
        "legs-1-DELETE": "on",
        "evidence-0-states": "",
    }
    saved = contributor.post(
        page, form_on(contributor, page).values | without | {"_continue": "1"}, follow=True
    )
    says = "It has no legs: readers who ask by “category”, “from” or “to” do not find it."
    assert says in saved.content.decode()
    assert says in contributor.get(address(KIND, "submit", NEW)).content.decode()
    submit(contributor, KIND, NEW)


def test_reason_for_sending_back_stands_on_the_entry(
    draft: str, contributor: Client, checker: Client
) -> None:
    submit(contributor, KIND, NEW)
    page = address(KIND, "send_back", NEW)
    assert "errorlist" in checker.post(page, {"reason": "  "}).content.decode()
    assert state() == "in-review"
    assert checker.post(page, {"reason": "Which <b>day</b>?"}).status_code == 302
    assert state() == "draft"
    shown = contributor.get(address(KIND, "change", NEW)).content.decode()
    assert "Which &lt;b&gt;day&lt;/b&gt;?" in shown
    assert shown.index("Which &lt;b&gt;") < shown.index('name="title"')
    late = checker.post(page, {"reason": "Again."})
    assert late.status_code == 409
    assert "It is not in review: checker sent it back last." in late.content.decode()


def test_comment_is_shown_with_who_and_never_public(draft: str, contributor: Client, checker: Client) -> None:
    said = "Ask at the quay about it."
    assert checker.post(address(KIND, "comment", NEW), {"text": said}).status_code == 302
    published(contributor, checker)
    page = contributor.get(address(KIND, "change", NEW)).content.decode()
    assert said in page
    assert "<strong>checker</strong> commented" in page
    for path in (f"/api/v1/prisoner-releases/{NEW}/", "/api/v1/changes/?page_size=200", "/api/v1/records/"):
        assert "quay" not in Client().get(path).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a \u202e b"])
def test_comment_that_cannot_be_kept_is_given_back(draft: str, contributor: Client, text: str) -> None:
    response = contributor.post(address(KIND, "comment", NEW), {"text": text})
    assert response.status_code in (200, 409)
    assert Remark.objects.count() == 0
    if text.strip():
        assert text in response.content.decode()


def test_whoever_may_not_see_an_entry_cannot_comment_on_it(draft: str) -> None:
    stranger = sign_in("stranger", superuser=False)
    assert stranger.post(address(KIND, "comment", NEW), {"text": "Let me in."}).status_code == 403


def test_several_entries_are_submitted_together_after_asking(draft: str, contributor: Client) -> None:
    contributor.post(address(KIND, "add"), TYPED_RELEASE | ANOTHER)
    listed = address(KIND, "changelist")
    chosen = {"action": "submit_selected", "_selected_action": [NEW, "2023-02-another"]}
    assert contributor.post(listed, chosen).status_code == 200
    assert state() == "draft"
    done = contributor.post(listed, chosen | {"confirmed": "1"}, follow=True)
    assert "Submitted 2 for review." in done.content.decode()
    assert state() == "in-review"


def test_redaction_needs_the_id_and_the_reason(
    draft: str, contributor: Client, checker: Client, chief: Client
) -> None:
    published(contributor, checker)
    page = address(KIND, "redact", NEW)
    opened = chief.get(page).content.decode()
    assert "This cannot be undone." in opened
    for typed in ({}, {"reason_class": "safety"}, {"reason_class": "safety", "confirmation": "2023-02"}):
        assert "errorlist" in chief.post(page, typed).content.decode()
    assert Published.objects.entry(KIND, NEW).filter(document__isnull=False).exists()
    assert chief.post(page, {"reason_class": "safety", "confirmation": NEW}).status_code == 302
    assert not Published.objects.entry(KIND, NEW).filter(document__isnull=False).exists()
    assert Client().get(f"/api/v1/prisoner-releases/{NEW}/versions/1/").status_code == 410


def test_whoever_would_publish_what_was_redacted_is_told_so(
    draft: str, contributor: Client, checker: Client, chief: Client
) -> None:
    published(contributor, checker)
    chief.post(address(KIND, "redact", NEW), {"reason_class": "safety", "confirmation": NEW})
    opened = chief.get(address(KIND, "change", NEW)).content.decode()
    assert "<strong>redacted</strong>" in opened
    assert address(KIND, "redact", NEW) not in opened
    assert "(someone&#x27;s safety)" in contributor.get(address(KIND, "submit", NEW)).content.decode()
    submit(contributor, KIND, NEW)
    for page in ("change", "publish"):
        shown = checker.get(address(KIND, page, NEW)).content.decode()
        assert "<strong>redacted</strong>" in shown
        assert "(someone&#x27;s safety)" in shown


def test_redaction_takes_along_whatever_carries_the_name(
    draft: str, contributor: Client, checker: Client, chief: Client
) -> None:
    published(contributor, checker)
    another = TYPED_RELEASE | ANOTHER | {"related-0-other": NEW}
    contributor.post(address(KIND, "add"), another)
    submit(contributor, KIND, "2023-02-another")
    publish = address(KIND, "publish", "2023-02-another")
    checker.post(publish, {"seen": checker.get(publish).context["seen"]})
    page, typed = address(KIND, "redact", NEW), {"reason_class": "safety", "confirmation": NEW}
    assert f"{KIND}/2023-02-another" in chief.get(page).content.decode()
    refused = chief.post(page, typed)
    assert refused.status_code == 409
    assert "carries its name in some version: redact that too" in refused.content.decode()
    assert chief.post(page, typed | {"together": [f"{KIND}/2023-02-another"]}).status_code == 302
    for slug in (NEW, "2023-02-another"):
        assert not Published.objects.entry(KIND, slug).filter(document__isnull=False).exists()


def test_only_drafts_are_deleted_and_only_by_their_author_or_a_reviewer(
    draft: str, contributor: Client, checker: Client
) -> None:
    page = address(KIND, "delete", NEW)
    other = sign_in("other", role="Contributor")
    assert other.post(page, {"post": "yes"}).status_code == 403
    submit(contributor, KIND, NEW)
    assert contributor.post(page, {"post": "yes"}).status_code == 403
    checker.post(address(KIND, "send_back", NEW), {"reason": "Leave it."})
    assert checker.get(page).status_code == 200
    assert contributor.post(page, {"post": "yes"}).status_code == 302
    assert not PrisonerRelease.objects.filter(pk=NEW).exists()


def test_only_possible_steps_are_offered(draft: str, contributor: Client, checker: Client) -> None:
    def offered(client: Client) -> list[str]:
        return list(client.get(address(KIND, "change", NEW)).context["steps"])

    assert (offered(contributor), offered(checker)) == (["submit"], ["submit"])
    submit(contributor, KIND, NEW)
    assert (offered(contributor), offered(checker)) == ([], ["publish", "send_back"])
    page = address(KIND, "publish", NEW)
    checker.post(page, {"seen": checker.get(page).context["seen"]})
    assert (offered(contributor), offered(checker)) == ([], ["withdraw", "merge"])


def test_queue_leads_reviewers_to_what_others_submitted_and_authors_to_what_came_back(
    draft: str, contributor: Client, checker: Client
) -> None:
    submit(contributor, KIND, NEW)
    waiting = reverse("admin:waiting")
    assert address(KIND, "publish", NEW) in checker.get(waiting).content.decode()
    checker.post(address(KIND, "send_back", NEW), {"reason": "Which <day>?"})
    page = contributor.get(waiting).content.decode()
    assert address(KIND, "change", NEW) in page
    assert "Which &lt;day&gt;?" in page
    assert "To review" not in page
    assert waiting in contributor.get(reverse("admin:index")).content.decode()
    assert Client().get(waiting).status_code == 302
