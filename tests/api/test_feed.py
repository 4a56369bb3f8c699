"""The change feed: everything once, in sequence, for ever; a copy that follows it stays exact."""

import hashlib
import json

import pytest
from asking import ask, codes, documents, get, ids, path_of, refusal, remove, revise, walk

from records.kinds import KINDS
from records.published import Action, Published, ReasonClass
from records.publishing.redact import redact
from records.reading.changes import FARTHEST, Asked, read_changes, stream_changes

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


# Filters


def matching(change, given):
    return all(change[name] in value.split(",") for name, value in given.items())


FILTERS = [
    {"kind": "figure"},
    {"kind": "measure,place"},
    {"action": "withdraw"},
    {"action": "publish"},
    {"action": "revise,redact"},
    {"reason_class": "duplicate"},
    {"reason_class": "safety,duplicate,legal"},
    {"kind": "figure", "action": "publish"},
    {"kind": "figure", "action": "revise", "page_size": 1},
    {"kind": "incident,figure", "action": "withdraw,redact", "reason_class": "safety"},
    {"kind": "actor", "reason_class": "error"},
    {"action": "publish", "reason_class": "error"},
]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_a_filtered_feed_has_just_what_matches_and_ends_where_the_register_does(given, size):
    change_the_register()
    everything = changes_of(read_feed(page_size=1000))
    given = {name: value for name, value in given.items() if name != "page_size"}
    pages = read_feed(page_size=size, **given)
    assert changes_of(pages) == [change for change in everything if matching(change, given)]
    assert pages[-1]["after"] == pages[-1]["sequence"] == everything[-1]["sequence"]


def test_a_filtered_feed_passes_over_what_it_leaves_out():
    end = ask("changes")["sequence"]
    nothing = ask("changes", action="redact")
    assert (nothing["results"], nothing["next"], nothing["after"]) == ([], None, end)
    change_the_register()
    found = ask("changes", action="redact", after=nothing["after"])
    assert [change["id"] for change in found["results"]] == [FIGURE]


def test_next_asks_in_the_same_way():
    answer = ask("changes", kind="figure,incident", action="publish", page_size=2, format="json")
    after = answer["results"][-1]["sequence"]
    assert answer["next"] == (
        f"/api/v1/changes/?after={after}&action=publish&format=json&kind=figure%2Cincident&page_size=2"
    )


def test_a_page_that_looks_for_a_reason_ends_after_so_many_rows_and_says_how_far_it_came(monkeypatch):
    change_the_register()
    monkeypatch.setattr("records.reading.changes.FARTHEST", 1)
    pages = read_feed(reason_class="safety")
    assert [change["reason_class"] for change in changes_of(pages)] == ["safety"]
    assert any(page["results"] == [] and page["next"] for page in pages)
    assert FARTHEST >= 1_000


def test_repeated_filters_ask_for_both_at_once_which_nothing_is():
    end = ask("changes")["sequence"]
    for name, values in (("kind", ["figure", "actor"]), ("action", ["publish", "revise"])):
        answer = ask("changes", **{name: values})
        assert (answer["results"], answer["after"]) == ([], end)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "record"}, ("kind", "invalid")),
        ({"kind": ""}, ("kind", "empty")),
        ({"action": "merge"}, ("action", "invalid")),
        ({"reason_class": "whim"}, ("reason_class", "invalid")),
        ({"page_size": 1001}, ("page_size", "invalid")),
        ({"page_size": 0}, ("page_size", "invalid")),
        ({"after": -1}, ("after", "invalid")),
        ({"actions": "publish"}, ("actions", "unknown")),
        ({"format": "csv"}, ("format", "invalid")),
        ({"format": "ndjson", "page_size": 5}, ("page_size", "conflict")),
        ({"as_of": 10**9}, ("as_of", "invalid")),
        ({"as_of": 10, "after": 11}, ("after", "invalid")),
    ],
    ids=str,
)
def test_what_the_feed_does_not_take_is_refused(given, code):
    assert codes(refusal("changes", **given)) == [code]


def test_every_action_and_every_reason_can_be_asked_for():
    for action in Action.values:
        ask("changes", action=action)
    ask("changes", reason_class=",".join(ReasonClass.values), kind=",".join(KINDS))


# Long pages, lines, and moments


def test_a_page_of_long_documents_ends_earlier_and_goes_on_from_there():
    everything = read_changes(Asked(), 1000).entries
    pages, after = [], 0
    while not pages or not pages[-1].is_last:
        pages.append(read_changes(Asked(after=after), 1000, most_bytes=20_000))
        after = pages[-1].after
    assert [entry for page in pages for entry in page.entries] == list(everything)
    for page in pages:
        assert sum(len(entry.document or b"") for entry in page.entries[:-1]) < 20_000


def test_one_document_that_is_longer_than_a_page_is_a_page():
    assert [len(read_changes(Asked(after=n), 10, most_bytes=1).entries) for n in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("given", [{}, {"after": 100}, {"kind": "figure"}, {"action": "redact,withdraw"}])
def test_lines_are_the_pages_one_change_each(given):
    change_the_register()
    answer = get(path_of("changes", format="ndjson", **given))
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = b"".join(answer).splitlines()
    assert [json.loads(line) for line in lines] == changes_of(read_feed(page_size=1000, **given))
    asked = get(path_of("changes", **given), accept="application/x-ndjson")
    assert b"".join(asked).splitlines() == lines


def test_lines_say_where_to_go_on():
    answer = get(path_of("changes", format="ndjson", kind="figure", after=5))
    end = ask("changes")["sequence"]
    address = f"/api/v1/changes/?after={end}&format=ndjson&kind=figure"
    assert answer["Link"] == f'<{address}>; rel="next"'
    assert b"".join(get(address)) == b""
    revise("figure", FIGURE, title="Second")
    (line,) = b"".join(get(address)).splitlines()
    assert json.loads(line)["id"] == FIGURE


def test_lines_are_read_a_piece_at_a_time_to_the_end_of_one_moment():
    pages = stream_changes(Asked(), 50)
    first = next(pages)
    revise("figure", FIGURE, title="Second")
    entries = [*first.entries, *(entry for page in pages for entry in page.entries)]
    assert [entry.sequence for entry in entries] == list(range(1, first.newest + 1))


@pytest.mark.parametrize("given", [{}, {"kind": "figure"}, {"action": "revise"}, {"reason_class": "error"}])
def test_the_feed_up_to_a_moment_stays_the_same(given):
    end = ask("changes")["sequence"]
    before = get(path_of("changes", as_of=end, after=20, page_size=1000, **given)).content
    change_the_register()
    after = json.loads(get(path_of("changes", as_of=end, after=20, page_size=1000, **given)).content)
    assert (after["sequence"], after["after"], after["next"]) == (end, end, None)
    for change in (*after["results"], *(was := json.loads(before)["results"])):
        if change["id"] == FIGURE:  # which was redacted since
            change["document"] = change["nonce"] = None
    assert after["results"] == was
    assert ask("changes", as_of=0)["results"] == ask("changes", as_of="2020-01-01")["results"] == []


def test_each_form_has_a_tag_of_its_own_and_is_confirmed():
    for form in ("json", "ndjson"):
        address = path_of("changes", format=form)
        tag = get(address)["ETag"]
        assert get(address, if_none_match=tag).status_code == 304
        revise("figure", FIGURE, title=f"Because of {form}")
        assert get(address, if_none_match=tag).status_code == 200
    assert get(path_of("changes", format="ndjson"))["ETag"] != get(path_of("changes"))["ETag"]
