"""The change feed: everything once, in sequence, for ever; a copy that follows it stays exact."""

import hashlib
import json

import pytest
from asking import ask, documents, get, ids, path_of, remove, revise, walk

from records.kinds import KINDS
from records.published import Published
from records.publishing.redact import redact

FIGURE = "2023-05-33-confirmed-prisoners"
UNCITED = "thousands-of-armenians-searching-for-missing"


def change_the_register():
    """A revision, a withdrawal, a redaction, and a publication after it."""
    revise("figure", FIGURE, title="Second")
    remove("figure", UNCITED, reason_class="duplicate")
    redact(entries=[("figure", FIGURE)], reason_class="safety")
    revise("figure", FIGURE, title="Third")


def read_feed(after=0, **parameters):
    """Every change, a page at a time."""
    return list(walk(path_of("changes", after=after, **parameters)))


def changes_of(pages):
    return [change for page in pages for change in page["results"]]


@pytest.mark.parametrize("size", [1, 2, 7, 50, 126, 127, 128, 200])
def test_the_feed_reads_everything_once_in_sequence_whatever_the_page_size(size):
    change_the_register()
    pages = read_feed(page_size=size)
    assert [change["sequence"] for change in changes_of(pages)] == list(
        range(1, Published.objects.count() + 1)
    )
    assert {len(page["results"]) for page in pages[:-1]} <= {size}
    assert all(page["results"] for page in pages)
    assert pages[-1]["after"] == pages[-1]["sequence"]


def test_reading_on_later_gives_only_what_is_new():
    after = read_feed()[-1]["after"]
    assert ask("changes", after=after)["results"] == []
    change_the_register()
    found = changes_of(read_feed(after=after))
    assert [(change["action"], change["id"]) for change in found] == [
        ("revise", FIGURE),
        ("withdraw", UNCITED),
        ("redact", FIGURE),
        ("publish", FIGURE),
    ]


@pytest.mark.parametrize("beyond", [1, 1000, 10**12 - 1 - 10**6])
def test_what_the_register_has_not_reached_is_refused(beyond):
    refused = get(f"/api/v1/changes/?after={ask('changes')['sequence'] + beyond}")
    assert refused.status_code == 400
    assert "has only reached sequence" in refused.json()["errors"][0]["detail"]


def test_at_the_end_there_is_nothing_and_no_next():
    end = ask("changes")["sequence"]
    answer = ask("changes", after=end)
    assert (answer["results"], answer["next"], answer["after"]) == ([], None, end)


def test_a_tombstone_carries_a_reason_and_no_text():
    change_the_register()
    tombstones = [change for change in changes_of(read_feed()) if change["action"] in ("withdraw", "redact")]
    assert [change["reason_class"] for change in tombstones] == ["duplicate", "safety"]
    assert all(change["document"] is change["nonce"] is None for change in tombstones)


def test_redacted_text_is_gone_from_the_feed_and_its_place_is_kept():
    change_the_register()
    versions = [change for change in changes_of(read_feed()) if change["id"] == FIGURE]
    assert [(v["version"], v["document"] is None) for v in versions] == [
        (1, True),
        (2, True),
        (3, True),
        (4, False),
    ]


def test_each_document_hashes_to_what_the_feed_says():
    raw = get("/api/v1/changes/?page_size=200").content.decode()
    for change in json.loads(raw)["results"]:
        text = str(Published.objects.get(sequence=change["sequence"]).document)
        assert text in raw  # the bytes that are hashed are the bytes that are sent
        assert (
            hashlib.sha256(bytes.fromhex(change["nonce"]) + text.encode()).hexdigest()
            == change["content_hash"]
        )


def mirror(changes):
    """What a copy holds that does nothing but follow the feed."""
    held = {}
    for change in changes:
        key = (change["kind"], change["id"])
        if change["action"] in ("publish", "revise") and change["document"] is not None:
            held[key] = change["document"]
        else:
            held.pop(key, None)
    return held


def test_a_copy_that_follows_the_feed_equals_the_lists():
    change_the_register()
    held = mirror(changes_of(read_feed(page_size=30)))
    for kind in KINDS.values():
        listed = ask(kind.collection, page_size=200)["results"]
        assert {found["id"]: found for found in listed} == {
            slug: text for (name, slug), text in held.items() if name == kind.name
        }
    assert len(held) == len(documents())


def test_the_feed_names_addresses_that_answer():
    revise("figure", FIGURE, title="Second")
    for change in changes_of(read_feed(after=ask("changes")["sequence"] - 5)):
        assert get(change["url"]).json() == get(change["version_url"]).json() == change["document"]
    assert FIGURE in ids("figures")
