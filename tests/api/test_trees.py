"""A tree of parameters finds what a slow reader finds who takes it at its word, whatever is asked beside it and however.

The suite asks some hundreds of trees; `make fuzz` asks thousands (five times FUZZ_EXAMPLES of each collection).
"""

import json
from functools import cache, partial

import pytest
from asking import documents, get, ids, path_of, record_documents, remove, revise, walk
from drawn import FILTERS_OF, KINDS_OF, is_in_order, leaves, single_parameters, trees
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from oracle import answers, holds
from random_searches import FUZZ_EXAMPLES
from ways import OF_TREES, go

from records.api.filters import parameters_of_kind, parameters_of_records
from records.api.trees import LONGEST, MOST_LEAVES, NAME, WORDS
from records.kinds import KINDS
from records.published import LIVE, Published

EXAMPLES = 5 * FUZZ_EXAMPLES or 20
SEARCHES = ["prisoners", "missing or talks", "armenia -russia", "azerbaijan"]
ORDERINGS = ["date", "-date", "published_at", "-published_at", "relevance"]


def standing_at(collection, sequence):
    """The documents of a collection as they stood right after a sequence number."""
    last = {}
    for row in Published.objects.filter(kind__in=KINDS_OF[collection], sequence__lte=sequence).order_by(
        "sequence"
    ):
        last[row.kind, row.slug] = row
    return [json.loads(str(row.document)) for row in last.values() if row.action in LIVE]


def of_time_and_words(collection):
    """The conditions whose values depend on the register: when it was published, and what the search makes of words."""
    times = sorted(found["published_at"] for found in standing_at(collection, 10**6))
    since = st.sampled_from(times[:: max(1, len(times) // 5)])
    return st.one_of(
        st.fixed_dictionaries({"search": st.sampled_from(SEARCHES)}),
        st.fixed_dictionaries({"changed_since": since}),
    )


def questions(collection):
    """A tree, parameters beside it, and how it is read: at which moment, in which order, in which pages, which way."""
    leaf = st.one_of(leaves(collection), leaves(collection), of_time_and_words(collection))
    several = st.lists(st.one_of(single_parameters(collection)), max_size=2)
    beside = several.map(lambda asked: {name: texts for one in asked for name, texts in one.items()})
    return st.fixed_dictionaries(
        {
            "tree": trees(leaf),
            "beside": st.one_of(st.just({}), beside),
            "words": st.sampled_from([None, None, *SEARCHES]),
            "ordering": st.sampled_from(ORDERINGS),
            "page_size": st.sampled_from([9, 50, 200]),
            "as_of": st.sampled_from([None, None, 60, 115]),
            "way": st.sampled_from(OF_TREES),
        }
    )


@pytest.mark.parametrize("collection", KINDS_OF)
def test_any_tree_finds_what_a_slow_reader_finds(monkeypatch, collection):
    drawn = questions(collection)
    change_the_register()
    newest = Published.objects.count()

    standing = cache(partial(standing_at, collection))

    @cache
    def everything(as_of, ordering, words):
        """Ids in their order, of all that has these words."""
        asked = {"ordering": ordering, "as_of": as_of} | ({"search": words} if words else {})
        return ids(collection, **asked)

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(drawn)
    def finds(question):
        tree, beside, words = question["tree"], question["beside"], question["words"]
        ordering, as_of = question["ordering"], question["as_of"] or newest
        text = json.dumps(tree)
        assume(is_in_order(beside) and len(text) <= LONGEST and number_of_leaves(tree) <= MOST_LEAVES)
        assume(words or ordering != "relevance")

        def searched(asked_words):
            return everything(as_of, "date", asked_words)

        matching = {
            found["id"]
            for found in standing(as_of)
            if answers(found, beside, searched=searched) and holds(found, tree, searched=searched)
        }
        expected = [slug for slug in everything(as_of, ordering, words) if slug in matching]
        asked = beside | {"filter": text, "ordering": ordering, "page_size": question["page_size"]}
        asked |= ({"search": words} if words else {}) | ({"as_of": as_of} if question["as_of"] else {})
        with monkeypatch.context() as patch:
            go(question["way"], patch)
            pages = list(walk(path_of(collection, **asked)))
        assert [found["id"] for page in pages for found in page["results"]] == expected
        assert {page["count"] for page in pages} == {len(expected)}

    finds()


def change_the_register():
    """Revisions and a withdrawal, so that moments differ; one record loses its date."""
    revise("figure", "2023-05-33-confirmed-prisoners", title="Changed", date="1901", date_note="")
    revise("actor", "armenia", name="Armenia, changed")
    revise("incident", "armenian-statements-on-june-4-talks", date="", date_note="")
    remove("figure", "thousands-of-armenians-searching-for-missing")


def number_of_leaves(tree):
    if "not" in tree:
        return number_of_leaves(tree["not"])
    parts = tree.get("any") or tree.get("all")
    return sum(map(number_of_leaves, parts)) if parts else 1


# What they mean together


def test_what_is_not_known_does_not_hold():
    change_the_register()
    undated = {found["id"] for found in record_documents() if not found["date"]}
    unnumbered = {found["id"] for found in documents("prisoner-release") if not found["count"]}
    assert undated
    assert undated <= set(ids("records", filter='{"not":{"date_from":"2020","date_to":"2021"}}'))
    assert unnumbered
    assert unnumbered <= set(ids("prisoner-releases", filter='{"not":{"count_min":"1"}}'))


def test_a_tree_of_one_leaf_is_the_same_as_its_parameters():
    leaf = {
        "party": "armenia",
        "level": "leaders,foreign-ministers",
        "date_from": "2022",
        "date_match": "certain",
    }
    assert ids("negotiation-rounds", filter=json.dumps(leaf)) == ids("negotiation-rounds", **leaf) != []


def test_what_two_parameters_ask_a_tree_can_ask_for_either():
    either = {"any": [{"mediator": "russia"}, {"status": "scheduled,announced"}]}
    together = {*ids("records", mediator="russia"), *ids("records", status="scheduled,announced")}
    assert set(ids("records", filter=json.dumps(either))) == together


def test_the_same_moment_gives_the_same_bytes():
    asked = {"filter": '{"any":[{"mediator":"*"},{"contested":"true"}]}', "as_of": "100", "page_size": "5"}
    before = get(path_of("records", **asked)).content
    change_the_register()
    assert get(path_of("records", **asked)).content == before


@pytest.mark.parametrize("collection", KINDS_OF)
def test_the_tree_in_the_documentation_is_answered(collection):
    kind = next((kind for kind in KINDS.values() if kind.collection == collection), None)
    parameters = parameters_of_kind(kind) if kind else parameters_of_records()
    [example] = [each.example for each in parameters if each.name == NAME]
    assert len(ids(collection, filter=example)) > 0


def test_no_filter_is_called_like_a_word_of_trees():
    names = {name for names in FILTERS_OF.values() for name in names}
    assert not names & {NAME, *WORDS}
