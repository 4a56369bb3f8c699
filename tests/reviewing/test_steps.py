"""The steps from draft to register: from which state each may be taken, where it leads, and what is noted of it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from records.kinds.incident import Incident
from records.published import Published
from records.publishing.errors import Refused
from records.publishing.publish import publish
from records.publishing.withdraw import withdraw
from records.reviewing.publish_submitted import publish_submitted
from records.reviewing.remark import remark
from records.reviewing.remarks import Remark, remarks_on
from records.reviewing.send_back import send_back
from records.reviewing.submit import submit
from records.reviewing.submit_together import submit_together
from records.reviewing.take_out import take_out

Make = Callable[..., Incident]


def state(item: Incident) -> str:
    item.refresh_from_db()
    return item.state


def noted(item: Incident) -> list[tuple[str, str, str]]:
    return [(each.action, each.by, each.text) for each in remarks_on(item)]


def published(make: Make, slug: str = "event") -> Incident:
    item = make(slug)
    submit(item=item, by="author")
    publish_submitted(items=[item], by="reviewer")
    item.refresh_from_db()
    return item


def edited(item: Incident, by: str = "author") -> Incident:
    item.refresh_from_db()
    item.title, item.edited_by = f"{item.title}, told anew", by
    item.save()
    return item


def test_submitted_draft_is_in_review_and_its_author_stays(make: Make) -> None:
    item = make()
    submit(item=item, by="colleague")
    assert state(item) == "in-review"
    assert (item.edited_by, noted(item)) == ("author", [("submit", "colleague", "")])


def test_second_submission_is_refused(make: Make) -> None:
    item = make()
    submit(item=item, by="author")
    with pytest.raises(Refused, match="It is in review already"):
        submit(item=item, by="author")
    assert noted(item) == [("submit", "author", "")]


def test_published_entry_is_submitted_only_when_it_says_something_new(make: Make) -> None:
    item = published(make)
    with pytest.raises(Refused, match="there is nothing to review"):
        submit(item=item, by="author")
    submit(item=edited(item), by="author")
    assert state(item) == "in-review"


def test_several_are_submitted_together_or_not_at_all(make: Make) -> None:
    first, second, third = make("first"), make("second"), make("third")
    submit(item=second, by="author")
    with pytest.raises(Refused) as refused:
        submit_together(items=[first, second, third], by="author")
    assert list(refused.value.reasons) == ["incident/second"]
    assert (state(first), state(third)) == ("draft", "draft")
    submit_together(items=[first, third], by="author")
    assert (state(first), state(third)) == ("in-review", "in-review")


def test_entry_sent_back_is_a_draft_with_the_reason(make: Make) -> None:
    item = make()
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason=" The date is the article's, not the event's.\r\n")
    assert state(item) == "draft"
    assert noted(item)[-1] == ("send-back", "reviewer", "The date is the article's, not the event's.")


def test_published_entry_that_is_sent_back_is_published_as_before(make: Make) -> None:
    item = edited(published(make))
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason="Which source says so?")
    assert state(item) == "published"


def test_withdrawn_entry_that_is_sent_back_is_withdrawn_as_before(make: Make) -> None:
    item = published(make)
    withdraw(entries=[("incident", "event")], reason_class="error")
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason="Leave it out.")
    assert state(item) == "withdrawn"


@pytest.mark.parametrize("reason", ["", " \r\n\t", "x" * 4001, "turned \u202e around"])
def test_sending_back_needs_a_reason_that_can_be_read(make: Make, reason: str) -> None:
    item = make()
    submit(item=item, by="author")
    with pytest.raises(Refused):
        send_back(item=item, by="reviewer", reason=reason)
    assert state(item) == "in-review"


def test_only_what_is_in_review_is_sent_back_or_published(make: Make) -> None:
    item = make()
    with pytest.raises(Refused, match="It was not submitted for review"):
        send_back(item=item, by="reviewer", reason="Why not?")
    with pytest.raises(Refused, match="It was not submitted for review"):
        publish_submitted(items=[item], by="reviewer")
    assert (state(item), noted(item)) == ("draft", [])


def test_second_of_two_reviewers_is_told_what_the_first_did(make: Make) -> None:
    item = published(make)
    with pytest.raises(Refused, match="It is not in review: reviewer published it last"):
        publish_submitted(items=[item], by="another")
    with pytest.raises(Refused, match="reviewer published it last"):
        send_back(item=item, by="another", reason="Too late.")


def test_review_that_the_operator_overtook_is_over(make: Make) -> None:
    item = make()
    submit(item=item, by="author")
    publish(items=[item], by="operator")
    with pytest.raises(Refused, match="It is not in review any more"):
        send_back(item=item, by="reviewer", reason="Too late.")


def test_edit_in_review_stays_in_review_and_binds_whoever_made_it(make: Make) -> None:
    item = make()
    submit(item=item, by="author")
    edited(item, by="reviewer")
    assert state(item) == "in-review"
    with pytest.raises(Refused, match="You changed it last"):
        publish_submitted(items=[item], by="reviewer")
    publish_submitted(items=[item], by="author")


def test_one_account_submits_and_publishes_in_a_team_of_one(make: Make, settings) -> None:
    settings.ALLOW_SELF_PUBLISH = True
    item = make()
    submit(item=item, by="author")
    publish_submitted(items=[item], by="author")
    assert state(item) == "published"


def test_file_of_an_entry_says_who_published_and_withdrew_it(make: Make) -> None:
    item = published(make)
    take_out(removal=withdraw, entries=[("incident", "event")], reason_class="duplicate", by="reviewer")
    assert noted(item) == [
        ("submit", "author", ""),
        ("publish", "reviewer", "version 1"),
        ("withdraw", "reviewer", "duplicate"),
    ]


def test_file_of_an_entry_says_what_the_operator_did(make: Make) -> None:
    item = make()
    call_command("publish", "event", verbosity=0)
    call_command("withdraw", "event", reason_class="error", verbosity=0)
    call_command("redact", "event", reason_class="safety", by="someone", verbosity=0)
    assert noted(item) == [
        ("publish", "operator", "version 1"),
        ("withdraw", "operator", "error"),
        ("redact", "someone", "safety"),
    ]


def test_refused_publication_leaves_no_remark(make: Make) -> None:
    item = make(sensitivity="high")
    submit(item=item, by="author")
    with pytest.raises(Refused):
        publish_submitted(items=[item], by="reviewer")
    assert noted(item) == [("submit", "author", "")]


def test_comment_changes_nothing_but_the_file(make: Make) -> None:
    item = make()
    before = item.edited_at
    remark(item=item, by="colleague", text="Is that the same bridge?")
    item.refresh_from_db()
    assert (item.state, item.edited_by, item.edited_at) == ("draft", "author", before)
    assert noted(item) == [("comment", "colleague", "Is that the same bridge?")]


def test_remarks_about_a_deleted_draft_are_not_those_of_its_successor(make: Make) -> None:
    item = make()
    remark(item=item, by="colleague", text="This never happened.")
    item.delete()
    assert noted(make()) == []
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    ["UPDATE records_remark SET text = 'other'", "DELETE FROM records_remark", "TRUNCATE records_remark"],
)
def test_database_refuses_to_change_or_remove_a_remark(make: Make, statement: str) -> None:
    remark(item=make(), by="colleague", text="As it was said.")
    with (
        pytest.raises(IntegrityError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_no_step_but_publishing_and_removing_writes_to_the_register(make: Make) -> None:
    before = Published.objects.count()
    item = make()
    submit(item=item, by="author")
    remark(item=item, by="author", text="Ready.")
    send_back(item=item, by="reviewer", reason="Not yet.")
    assert Published.objects.count() == before


def test_entry_that_is_gone_is_refused_in_words(make: Make) -> None:
    item = make()
    Incident.objects.filter(pk="event").delete()
    for step in (submit, lambda **what: send_back(reason="Gone.", **what)):
        with pytest.raises(Refused, match="no longer on the desk"):
            step(item=item, by="reviewer")
