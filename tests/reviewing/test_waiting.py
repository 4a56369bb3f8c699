"""The queue: each account finds what it may do something about, and nothing else."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User

from records.kinds.actor import Actor
from records.kinds.incident import Incident
from records.reviewing.publish_submitted import publish_submitted
from records.reviewing.remark import remark
from records.reviewing.send_back import send_back
from records.reviewing.submit import submit
from records.reviewing.waiting import Waiting, waiting_for

Make = Callable[..., Incident]


def account(name: str, role: str = "Contributor") -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def author() -> User:
    return account("author")


@pytest.fixture
def reviewer() -> User:
    return account("reviewer", "Reviewer")


def ids(waiting: Waiting) -> tuple[list[str], list[str], list[str]]:
    lists = (waiting.to_review, waiting.sent_back, waiting.submitted)
    to_review, sent_back, submitted = ([each.item.pk for each in each_list] for each_list in lists)
    return to_review, sent_back, submitted


def test_nothing_waits_before_anything_is_submitted(make: Make, author: User, reviewer: User) -> None:
    make()
    assert ids(waiting_for(author)) == ids(waiting_for(reviewer)) == ([], [], [])


def test_submitted_entry_waits_for_reviewers_and_shows_its_author_so(
    make: Make, author: User, reviewer: User
) -> None:
    for slug in ("later", "earlier"):
        make(slug)
    for slug in ("earlier", "later"):
        submit(item=Incident.objects.get(pk=slug), by="author")
    assert ids(waiting_for(reviewer)) == (["earlier", "later"], [], [])
    assert ids(waiting_for(author)) == ([], [], ["earlier", "later"])
    assert (waiting_for(reviewer).count, waiting_for(author).count) == (2, 0)


def test_reviewers_do_not_find_what_they_changed_last(make: Make, reviewer: User, settings) -> None:
    item = make(edited_by="reviewer")
    submit(item=item, by="reviewer")
    assert ids(waiting_for(reviewer)) == ([], [], ["event"])
    settings.ALLOW_SELF_PUBLISH = True
    assert ids(waiting_for(reviewer)) == (["event"], [], [])


def test_entry_sent_back_waits_for_whoever_submitted_it_with_the_reason(
    make: Make, author: User, reviewer: User
) -> None:
    item = make()
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason="Which day?")
    remark(item=item, by="reviewer", text="The article says two.")
    (returned,) = waiting_for(author).sent_back
    assert (returned.item.pk, returned.remark.by, returned.remark.text) == ("event", "reviewer", "Which day?")
    assert ids(waiting_for(reviewer)) == ([], [], [])
    assert ids(waiting_for(account("colleague"))) == ([], [], [])


def test_entry_submitted_anew_waits_for_reviewers_again(make: Make, author: User, reviewer: User) -> None:
    item = make()
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason="Which day?")
    submit(item=item, by="author")
    assert ids(waiting_for(author)) == ([], [], ["event"])
    assert ids(waiting_for(reviewer)) == (["event"], [], [])
    publish_submitted(items=[item], by="reviewer")
    assert ids(waiting_for(author)) == ids(waiting_for(reviewer)) == ([], [], [])


def test_what_records_cite_waits_too(author: User, reviewer: User) -> None:
    actor = Actor.objects.create(id="a-body", name="A body", type="institution", edited_by="author")
    submit(item=actor, by="author")
    assert ids(waiting_for(reviewer)) == (["a-body"], [], [])
    send_back(item=actor, by="reviewer", reason="Which one?")
    assert ids(waiting_for(author)) == ([], ["a-body"], [])


def test_deleted_entry_waits_for_nobody_nor_does_its_successor(
    make: Make, author: User, reviewer: User
) -> None:
    item = make()
    submit(item=item, by="author")
    send_back(item=item, by="reviewer", reason="Which day?")
    item.delete()
    assert ids(waiting_for(author)) == ([], [], [])
    make()
    assert ids(waiting_for(author)) == ([], [], [])


def test_queue_asks_the_database_the_same_however_much_waits(
    make: Make, author: User, reviewer: User, django_assert_num_queries
) -> None:
    reviewer.has_perm("records.review_entry")  # remembered by the account
    for number in range(7):
        submit(item=make(f"event-{number}"), by="author")
    for number in range(3):
        send_back(item=Incident.objects.get(pk=f"event-{number}"), by="reviewer", reason="Which day?")
    with django_assert_num_queries(7):
        assert waiting_for(reviewer).count == 4
    with django_assert_num_queries(12):
        assert waiting_for(author).count == 3
