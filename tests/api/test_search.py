"""Search finds what people type: web syntax, other spellings, no accents; and nothing that was not published."""

import json
import unicodedata
from dataclasses import replace

import pytest
from asking import EDITOR, PUBLISHER, ask, document, ids, remove, revise

from records.kinds import KINDS
from records.publishing.publish import publish
from records.reading import pages, ways

TALKS = "2022-10-three-way-talks-begun-by-blinken"


def found(text, collection="records"):
    return ids(collection, search=text)


def test_a_name_in_another_spelling_finds_records_that_name_the_person():
    assert "Mirzoyan" not in str(document("negotiation-round", TALKS))
    assert TALKS in found("Mirzoyan")
    assert found("Mirzoyan") == found("Mirsoyan")
    assert found("Mirzoyan", "actors") == ["ararat-mirsoyan"]


def test_every_word_must_occur_and_or_asks_for_either():
    both, either = found("prisoners Geneva"), found("prisoners or Geneva")
    assert set(both) < set(found("prisoners")) < set(either)
    assert set(either) == set(found("prisoners")) | set(found("Geneva"))


def test_a_minus_leaves_out_and_quotes_keep_words_together():
    assert set(found("prisoners -exchange")) == set(found("prisoners")) - set(found("exchange"))
    assert "2022-10-azerbaijan-frees-17" in found('"prisoners of war"')
    assert found('"war of prisoners"') == []


@pytest.mark.parametrize("written", ["BRUSSELS", "Brüssels", "brussels", "Brusséls", "ᴮrussels"])
def test_case_and_accents_do_not_matter(written):
    assert set(found(written)) == set(found("Brussels")) != set()


@pytest.mark.parametrize("text", ["Əliyev", "Sérgio é", "Հայաստան և", "café"])
def test_composed_and_decomposed_letters_find_the_same_rows(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    revise("figure", "2023-05-33-confirmed-prisoners", summary=f"About {composed}.")
    assert found(composed) == found(decomposed) == ["2023-05-33-confirmed-prisoners"]


def test_a_word_with_a_zero_width_joiner_is_found():
    revise("figure", "2023-05-33-confirmed-prisoners", summary="Persian: می‌خواهم.")
    assert found("می‌خواهم") == ["2023-05-33-confirmed-prisoners"]


def test_outcomes_can_be_found():
    assert "2022-10-prague" in found("mutual recognition sovereignty")


def test_relevance_puts_a_title_before_a_mention():
    by_relevance = ids("records", search="blockade", ordering="relevance")
    assert by_relevance[0] == "lachin-corridor-blockade"
    assert sorted(by_relevance) == sorted(found("blockade"))


@pytest.mark.parametrize(("ranked", "told"), [(500, True), (3, False)])
def test_relevance_tells_how_many_there_are_where_all_of_them_are_ranked(monkeypatch, ranked, told):
    monkeypatch.setattr(pages, "LITTLE", 0)
    monkeypatch.setattr(ways, "NEWEST", replace(ways.NEWEST, size=ranked))
    answer = ask("records", search="Armenia", ordering="relevance", page_size=1)
    assert answer["count"] == (len(found("Armenia")) if told else None)
    assert len(found("Armenia")) > 3


SEARCHES = ("arm", "armenia", "talks", "armenia or azerbaijan", "-russia", '"armenia"')


@pytest.mark.parametrize("other", SEARCHES)
@pytest.mark.parametrize("text", ["arm", "armenia", "talks", '"armenia"'])
@pytest.mark.parametrize("collection", ["actors", "records"])
def test_relevance_is_of_the_search_and_a_tree_only_leaves_out(collection, text, other):
    alone = ids(collection, search=text, ordering="relevance")
    for tree in ({"search": other}, {"any": [{"search": text}, {"search": other}]}):
        narrowed = ids(collection, search=text, ordering="relevance", filter=json.dumps(tree))
        assert narrowed == [slug for slug in alone if slug in narrowed]
        assert narrowed == alone or ("any" not in tree and text != other)


def test_a_new_name_of_an_actor_finds_what_was_published_before_it_had_that_name():
    revise("actor", "ararat-mirsoyan", aliases=["Ararat Mirzoyan", "Zzyzx"])
    assert TALKS in found("Zzyzx")


def test_a_record_is_found_by_the_name_it_prints_after_the_actor_took_another():
    revise("actor", "ararat-mirsoyan", name="Another Name", aliases=[])
    assert "Mirsoyan" in str(document("negotiation-round", TALKS))
    assert TALKS in found("Mirsoyan")
    assert TALKS in found('"Another Name"')


def test_a_name_is_found_though_the_new_one_has_it_as_part_of_a_word():
    revise("actor", "ararat-mirsoyan", name="Ararat Mirsoyanian", aliases=[])
    assert TALKS in found("Mirsoyan")


# What must not be found

MARKER = "zebrafinch"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_draft_of_any_kind_is_not_found(kind):
    item = kind.model._default_manager.get(pk=kind.example)
    text = "title" if hasattr(item, "title") else "name"
    setattr(item, text, f"{MARKER} {getattr(item, text)}")
    item.save()
    assert found(MARKER, kind.collection) == []
    item.edited_by = EDITOR
    publish(items=[item], by=PUBLISHER)
    assert kind.example in found(MARKER, kind.collection)  # the same word is found once it is public


def test_private_fields_are_not_found():
    revise("figure", "2023-05-33-confirmed-prisoners", created_by=MARKER, title="A new title")
    assert found(MARKER) == []
    assert found("fixtures") == found("a-reviewer") == found("an-editor") == []


def test_the_words_of_a_version_that_was_replaced_are_not_found():
    revise("figure", "2023-05-33-confirmed-prisoners", title=MARKER)
    assert found(MARKER) == ["2023-05-33-confirmed-prisoners"]
    revise("figure", "2023-05-33-confirmed-prisoners", title="Without it")
    assert found(MARKER) == []


def test_what_was_withdrawn_is_not_found():
    revise("figure", "2023-05-33-confirmed-prisoners", title=MARKER)
    remove("figure", "2023-05-33-confirmed-prisoners")
    assert found(MARKER) == []
    assert ask("records", search=MARKER)["count"] == 0
