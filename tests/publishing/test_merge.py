"""Two entries that turn out to be one: the duplicate leaves, says which entry stays, and nothing else changes."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from records.kinds.incident import Incident
from records.published import Published
from records.publishing.errors import Refused
from records.publishing.log import entry_hash
from records.publishing.merge import merge
from records.publishing.publish import publish
from records.publishing.publish_passing import publish_passing
from records.publishing.redact import redact
from records.publishing.withdraw import withdraw
from records.reviewing.remarks import remarks_on
from records.reviewing.take_out import take_out

Make = Callable[..., Incident]
Rows = Callable[[], list[tuple[Any, ...]]]

EVENT, SAME, THIRD = ("incident", "event"), ("incident", "same"), ("incident", "third")


@pytest.fixture
def events(make: Make) -> list[Incident]:
    """Three published records of what turns out to be one event."""
    made = [make(slug) for _, slug in (EVENT, SAME, THIRD)]
    publish(items=made, by="reviewer")
    return made


def test_a_duplicate_leaves_a_tombstone_that_names_the_entry_that_stays(events: list[Incident]) -> None:
    before = Published.objects.current().entry(*EVENT).get()
    (row,) = merge(entries=[SAME], into=EVENT)
    assert (row.action, row.reason_class, row.replaced_by, row.version) == (
        *("withdraw", "duplicate", "event"),
        2,
    )
    assert (row.document, row.nonce, row.terms) == (None, None, [])
    assert not Published.objects.current().entry(*SAME).exists()
    assert Incident.objects.get(pk="same").state == "withdrawn"
    assert Published.objects.current().entry(*EVENT).get() == before
    assert Incident.objects.get(pk="event").state == "published"


def test_several_duplicates_leave_in_one_step_and_may_cite_each_other(events: list[Incident]) -> None:
    events[2].related.create(type="follows", other_id="same")
    publish(items=[events[2]], by="reviewer")
    written = merge(entries=[SAME, THIRD, SAME], into=EVENT)
    assert [(row.slug, row.replaced_by) for row in written] == [("same", "event"), ("third", "event")]


def test_what_cites_a_duplicate_has_to_be_published_with_the_other_first(
    events: list[Incident], rows: Rows
) -> None:
    related = events[2].related.create(type="follows", other_id="same")
    publish(items=[events[2]], by="reviewer")
    before = rows()
    with pytest.raises(Refused) as refused:
        merge(entries=[SAME], into=EVENT)
    assert refused.value.reasons == {
        "incident/same": [
            "incident/third cite it: publish them with incident/event in its place, or without it, first."
        ]
    }
    assert rows() == before
    type(related).objects.filter(pk=related.pk).update(other_id="event")
    publish(items=[events[2]], by="reviewer")
    assert len(merge(entries=[SAME], into=EVENT)) == 1


@pytest.mark.parametrize(
    ("entries", "into", "says"),
    [
        ([EVENT], EVENT, {"incident/event": "It cannot be merged into itself: name the entry that stays."}),
        ([SAME, EVENT], EVENT, {"incident/event": "It cannot be merged into itself"}),
        ([SAME], ("incident", "lost"), {"incident/lost": "It is not in the register now: publish it first"}),
        ([("incident", "lost")], EVENT, {"incident/lost": "so there is nothing to merge"}),
        (
            [("source", "one-step-forward-three-steps-back")],
            EVENT,
            {"source/one-step-forward-three-steps-back": "It is of another kind than incident/event"},
        ),
    ],
)
def test_what_cannot_be_one_is_not_merged(
    events: list[Incident], rows: Rows, entries: Any, into: Any, says: dict[str, str]
) -> None:
    before = rows()
    with pytest.raises(Refused) as refused:
        merge(entries=entries, into=into)
    assert refused.value.reasons.keys() == says.keys()
    assert all(says[name] in " ".join(why) for name, why in refused.value.reasons.items())
    assert rows() == before


def test_a_duplicate_is_merged_once_and_into_what_is_there(events: list[Incident]) -> None:
    merge(entries=[SAME], into=EVENT)
    with pytest.raises(Refused, match="nothing to merge"):
        merge(entries=[SAME], into=EVENT)
    with pytest.raises(Refused, match="It is not in the register now"):
        merge(entries=[EVENT], into=SAME)
    (row,) = merge(entries=[EVENT], into=THIRD)
    assert row.replaced_by == "third"


def test_publishing_a_duplicate_again_ends_its_replacement(events: list[Incident]) -> None:
    merge(entries=[SAME], into=EVENT)
    (row,) = publish(items=[events[1]], by="reviewer")
    assert (row.action, row.version, row.replaced_by) == ("publish", 3, "")
    assert [each.slug for each in merge(entries=[EVENT], into=SAME)] == ["event"]  # the other way round


def test_a_load_does_not_bring_a_duplicate_back(events: list[Incident]) -> None:
    merge(entries=[SAME], into=EVENT)
    written, held_back = publish_passing(entries=[SAME], by="reviewer")
    assert list(written) == []
    assert held_back == {"incident/same": ["It was withdrawn: publish it by name if it is to come back."]}


def test_whoever_cites_a_duplicate_is_told_what_to_cite_instead(events: list[Incident], make: Make) -> None:
    merge(entries=[SAME], into=EVENT)
    citing = make("citing")
    citing.related.create(type="follows", other_id="same")
    with pytest.raises(Refused) as refused:
        publish(items=[citing], by="reviewer")
    assert refused.value.reasons == {
        "incident/citing": ["It cites incidents/same, which was merged into incidents/event: cite that."]
    }
    publish(items=[events[1]], by="reviewer")
    assert len(publish(items=[citing], by="reviewer")) == 1


def test_a_duplicate_and_the_entry_that_stays_may_be_removed_later(events: list[Incident]) -> None:
    merge(entries=[SAME], into=EVENT)
    assert [row.replaced_by for row in withdraw(entries=[EVENT], reason_class="error")] == [""]
    assert [row.replaced_by for row in redact(entries=[SAME], reason_class="legal")] == [""]


# The log

OLDER = SimpleNamespace(
    sequence=7,
    kind="actor",
    slug="a-society",
    version=2,
    action="withdraw",
    reason_class="duplicate",
    replaced_by="",
    content_hash=hashlib.sha256(b"").digest(),
    published_at=datetime(2026, 1, 31, 12, tzinfo=UTC),
)
LEAF = (
    b'{"action":"withdraw","content_hash":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",'
    b'"id":"a-society","kind":"actor","published_at":"2026-01-31T12:00:00Z","reason_class":"duplicate",'
    b'%b"sequence":7,"version":2}'
)


@pytest.mark.parametrize(
    ("replaced_by", "member"), [("", b""), ("the-society", b'"replaced_by":"the-society",')]
)
def test_the_entry_hash_covers_who_replaces_it_only_where_somebody_does(
    replaced_by: str, member: bytes
) -> None:
    row: Any = SimpleNamespace(**{**vars(OLDER), "replaced_by": replaced_by})
    assert entry_hash(row) == hashlib.sha256(b"\0" + LEAF % member).digest()


def test_the_entry_hash_of_a_row_from_before_there_were_merges_stays() -> None:
    row: Any = OLDER
    assert entry_hash(row).hex() == "1defef01711e29dfe7aefe5bd22920d8b8d249c85efdf4b9461564fdfda7bf8d"


def test_every_hash_holds_after_a_merge(events: list[Incident]) -> None:
    merge(entries=[SAME], into=EVENT)
    assert all(bytes(row.entry_hash) == entry_hash(row) for row in Published.objects.all())


# The desk and the shell


def test_the_file_of_a_duplicate_says_what_it_is_a_duplicate_of(events: list[Incident]) -> None:
    take_out(removal=merge, entries=[SAME], by="reviewer", into=EVENT)
    (remark,) = remarks_on(events[1])
    assert (remark.action, remark.by, remark.text) == ("withdraw", "reviewer", "duplicate of incident/event")


def test_merging_from_the_shell(events: list[Incident], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("merge", "same", "incident/third", "--into", "event")
    last = Published.objects.latest("sequence").sequence
    assert capsys.readouterr().out == (
        f"{last - 1}: withdraw incident/same, replaced by incident/event\n"
        f"{last}: withdraw incident/third, replaced by incident/event\n"
    )
    with pytest.raises(CommandError, match=r"nothing to merge\.\nNothing was merged"):
        call_command("merge", "same", "--into", "event")
    with pytest.raises(CommandError, match="No entry has this id"):
        call_command("merge", "event", "--into", "lost")
