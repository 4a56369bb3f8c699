"""Pages: every ordering visits every entry exactly once, both ways, and what is published meanwhile changes no page."""

import time

import pytest
from asking import ROOT, ask, codes, get, ids, path_of, problem_at, record_documents, remove, revise, walk

from records.kinds import KINDS
from records.reading import pages

ORDERINGS = ["date", "-date", "published_at", "-published_at"]
FIGURE = "2023-05-33-confirmed-prisoners"
UNCITED = "thousands-of-armenians-searching-for-missing"


def slugs(answers):
    return [found["id"] for answer in answers for found in answer["results"]]


def read_through(size, **parameters):
    """All pages forward, checked against the pages backward from the last."""
    forward = list(walk(path_of("records", page_size=size, **parameters)))
    backward = list(walk(forward[-1]["previous"], step="previous")) if forward[-1]["previous"] else []
    assert [page["results"] for page in reversed(backward)] == [page["results"] for page in forward[:-1]]
    assert [len(page["results"]) for page in forward[:-1]] == [size] * (len(forward) - 1)
    return forward


@pytest.mark.parametrize("size", [1, 7, 69, 70, 200])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_ordering_visits_every_record_once_in_both_directions(ordering, size):
    visited = slugs(read_through(size, ordering=ordering))
    assert sorted(visited) == sorted(found["id"] for found in record_documents())
    assert len(visited) == len(set(visited))


@pytest.mark.parametrize("size", [1, 5, 100])
def test_relevance_visits_every_match_once_in_both_directions(size):
    visited = slugs(read_through(size, ordering="relevance", search="Armenia"))
    assert sorted(visited) == sorted(ids("records", search="Armenia"))
    assert len(visited) == len(set(visited)) > 20


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_collection_can_be_read_one_entry_a_page(kind):
    assert slugs(walk(path_of(kind.collection, page_size=1))) == slugs([ask(kind.collection, page_size=200)])


@pytest.mark.parametrize(
    ("ordering", "key"),
    [
        ("date", lambda found: found["date"]["earliest"] or found["date"]["latest"] or "0000"),
        ("published_at", lambda found: found["published_at"]),
    ],
)
def test_orderings_order_by_what_they_say(ordering, key):
    forward, backward = (
        ask("records", ordering=sign + ordering, page_size=200)["results"] for sign in ("", "-")
    )
    assert [key(found) for found in forward] == sorted(key(found) for found in forward)
    assert backward == forward[::-1]


def test_newest_first_is_how_a_list_is_ordered_unless_told_otherwise():
    assert ask("records")["results"] == ask("records", ordering="-date")["results"]


def test_previous_is_the_exact_inverse_of_next():
    first = ask("records", page_size=4)
    second = ask(first["next"])
    third = ask(second["next"])
    assert first["previous"] is None
    assert get(third["previous"]).content == get(first["next"]).content
    assert ask(second["previous"])["results"] == first["results"]
    assert ask(second["previous"])["previous"] is None


def test_a_page_that_holds_everything_has_no_neighbours():
    answer = ask("missing-person-talks")
    assert (answer["next"], answer["previous"]) == (None, None)


def test_a_page_of_nothing_has_no_neighbours():
    answer = ask("records", actor="nobody")
    assert (answer["results"], answer["count"], answer["next"], answer["previous"]) == ([], 0, None, None)


def test_links_keep_the_whole_query():
    query = {
        "actor": ["armenia,azerbaijan", "united-states"],
        "search": "Brüssel & 100% +x or Ministers or talks",
        "page_size": "1",
    }
    first = ask("records", **query)
    assert ask(first["next"])["count"] == first["count"] > 1


# Cursors


def cursor_of(address):
    return ask(address)["next"].rpartition("cursor=")[2]


def flipped(text, position):
    return text[:position] + ("A" if text[position] != "A" else "B") + text[position + 1 :]


LIST = path_of("records", page_size=2)
JUNK = ["a", ".", "..", "....", "W10.x", "=", "null", "eyJ9.abc", "A" * 500, "%00", "%ff", "☃", "-1", "0"]


@pytest.mark.parametrize("junk", JUNK)
def test_a_cursor_of_junk_is_refused(junk):
    assert codes(problem_at(f"{LIST}&cursor={junk}")) == [("cursor", "invalid")]


def test_a_cursor_with_any_byte_changed_is_refused():
    good = cursor_of(LIST)
    assert get(f"{LIST}&cursor={good}").status_code == 200
    for position in range(len(good) - 1):  # the last letter of base64 has bits that mean nothing
        assert get(f"{LIST}&cursor={flipped(good, position)}").status_code == 400, position


@pytest.mark.parametrize(
    "other",
    [
        path_of("records", page_size=3),
        path_of("records", page_size=2, ordering="date"),
        path_of("records", page_size=2, actor="armenia"),
        path_of("figures", page_size=2),
    ],
)
def test_a_cursor_of_another_query_is_refused(other):
    assert codes(problem_at(f"{LIST}&cursor={cursor_of(other)}")) == [("cursor", "invalid")]


def test_a_cursor_keeps_the_moment_it_was_made_at_with_as_of_or_without():
    cursor = cursor_of(path_of("records", page_size=2, as_of="100"))
    assert ask("records", page_size=2, cursor=cursor)["sequence"] == 100
    assert ask("records", page_size=2, cursor=cursor, as_of=100)["sequence"] == 100
    assert codes(problem_at(f"{LIST}&as_of=101&cursor={cursor}")) == [("cursor", "invalid")]


def test_a_cursor_outlives_a_change_of_the_secret_as_long_as_the_old_one_is_kept(settings):
    address = f"{LIST}&cursor={cursor_of(LIST)}"
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert get(address).status_code == 400
    settings.SECRET_KEY_FALLBACKS = [old]
    assert get(address).status_code == 200


def test_a_cursor_may_be_moved_to_the_same_query_in_another_order_of_words():
    assert get(f"{ROOT}records/?cursor={cursor_of(LIST)}&page_size=2").status_code == 200


def test_a_cursor_of_four_thousand_characters_is_refused_quickly():
    began = time.process_time()
    assert codes(problem_at(f"{LIST}&cursor={'W10' * 1333}.x")) == [("cursor", "invalid")]
    assert time.process_time() - began < 0.2


# While the register changes


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_pages_neither_skip_nor_repeat_while_something_is_published_withdrawn_and_revised(ordering):
    before = slugs(walk(path_of("records", ordering=ordering, page_size=200)))
    answers = [ask("records", ordering=ordering, page_size=20)]
    revise("figure", FIGURE, title="Changed between two pages", date="1901", date_note="")
    remove("figure", UNCITED)
    revise("incident", "2023-05-11-fighting", title="Changed too", date="2026-01-01")
    answers += walk(answers[0]["next"])
    assert slugs(answers) == before
    assert {answer["sequence"] for answer in answers} == {answers[0]["sequence"]}
    assert "Changed" not in str(answers)


@pytest.mark.parametrize(
    "collection", ["records", "figures", "actors", "sources", "measures/armenians-held-by-azerbaijan/claims"]
)
def test_the_same_address_with_as_of_gives_the_same_bytes_after_later_publications(collection):
    revise(
        "figure", FIGURE, value=35
    )  # the state to come back to is one in which something was replaced just now
    sequence = ask(collection)["sequence"]
    address = path_of(collection, as_of=sequence)
    before = get(address).content
    assert before == get(path_of(collection)).content
    revise("figure", FIGURE, title="Changed", value=34)
    revise("actor", "armenia", summary="Changed.")
    revise("source", "captured-soldiers-connect-with-families", byline="Changed")
    assert get(address).content == before
    assert get(path_of(collection)).content != before


def test_a_time_and_the_sequence_it_stands_for_give_the_same_answer():
    row = revise("figure", FIGURE, title="Changed")
    revise("figure", FIGURE, title="Changed again")
    by_time = ask("figures", as_of=row.published_at.isoformat().replace("+00:00", "Z"))
    assert by_time == ask("figures", as_of=row.sequence)
    assert "Changed again" not in str(by_time)
    assert "Changed" in str(by_time)


def test_changed_since_finds_what_was_published_at_or_after_a_time():
    first = revise("figure", FIGURE, title="Changed")
    second = revise("incident", "2023-05-11-fighting", title="Changed")
    for row, expected in ((first, {first.slug, second.slug}), (second, {second.slug})):
        since = row.published_at.isoformat().replace("+00:00", "Z")
        assert set(ids("records", changed_since=since)) == expected


def test_matches_are_counted_again_as_soon_as_a_collection_is_little(monkeypatch):
    asked = {"claimant": "armenia", "page_size": "1"}
    matches = ids("figures", claimant="armenia")
    monkeypatch.setattr(pages, "LITTLE", len(ids("figures")) - 1)
    assert [ask("figures", **asked)["count"] for _ in range(2)] == [None, None]
    remove("figure", UNCITED)
    assert ask("figures", **asked)["count"] == len(set(matches) - {UNCITED}) > 1
