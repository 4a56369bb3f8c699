"""`highlight=true` says where the words of a search stand, in pieces of the document's own text that are safe to show."""

import unicodedata

import pytest
from asking import ask, codes, documents, ids, path_of, refusal, revise, walk
from hypothesis import given
from hypothesis import strategies as st

from records.api.highlights import _pieces

FIGURE = "2023-05-33-confirmed-prisoners"
RELEASE = "2022-10-azerbaijan-frees-17"


def highlighted(search, collection="records", **more):
    """By id, the pieces of each field."""
    answer = ask(collection, search=search, highlight="true", page_size=200, **more)
    assert len(answer["highlights"]) == len(answer["results"])
    return {
        found["id"]: {each["field"]: each["pieces"] for each in marks}
        for found, marks in zip(answer["results"], answer["highlights"], strict=True)
    }


def marked(pieces):
    return pieces[1::2]


def at(document, pointer):
    for step in pointer[1:].split("/"):
        document = document[int(step) if isinstance(document, list) else step]
    return document


def test_every_second_piece_is_a_word_that_was_found():
    pieces = highlighted('"prisoners of war"')[RELEASE]["/title"]
    assert marked(pieces) == ["prisoners", "war"]
    assert pieces[0] == "Azerbaijan releases 17 Armenian "


def test_pieces_put_together_are_the_text_of_the_field():
    by_id = {found["id"]: found for found in documents()}
    seen = 0
    for slug, fields in highlighted("Armenia prisoners or war or Blinken").items():
        for pointer, pieces in fields.items():
            assert "".join(pieces).strip("…") in at(by_id[slug], pointer)
            seen += len(pieces) > 1
    assert seen > 20


def test_words_are_marked_by_their_stem_without_accents_and_in_any_case():
    revise("figure", FIGURE, title="Zəngəzur’s PRISONERS", summary="A prisoner was imprisoned.")
    fields = highlighted("prisoner zengezur")[FIGURE]
    assert marked(fields["/title"]) == ["Zəngəzur", "PRISONERS"]
    assert marked(fields["/summary"]) == ["prisoner"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_that_stands_behind_its_letter_is_marked_with_it(form):
    written = unicodedata.normalize(form, "Sérgio")
    revise("figure", FIGURE, summary=f"Said by {written}.")
    ((pieces,),) = [fields.values() for fields in highlighted("sergio").values()]
    assert marked(pieces) == [written]


@pytest.mark.parametrize("typed", ["12,500", "12500", "12 500"])
def test_a_number_is_marked_whole(typed):
    revise("figure", FIGURE, summary="Some 12,500 of them, 500 here.")
    assert marked(highlighted(typed)[FIGURE]["/summary"]) == ["12,500"]


def test_words_to_leave_out_and_common_words_are_not_marked():
    words = {
        word.lower()
        for fields in highlighted("the prisoners -exchange").values()
        for pieces in fields.values()
        for word in marked(pieces)
    }
    assert words == {"prisoners", "prison"}


def test_outcomes_names_and_the_names_of_what_is_cited_are_looked_through():
    assert any(pointer.startswith("/outcomes/") for pointer in highlighted("sovereignty")["2022-10-prague"])
    assert "/participants/3/actor/name" in highlighted("Pashinyan")[RELEASE]
    assert "/aliases/0" in highlighted("Mirzoyan", "actors")["ararat-mirsoyan"]
    assert "/names/2/name" in highlighted("Artsakh", "places")["nagorno-karabakh"]


def test_a_record_found_by_a_name_that_it_does_not_print_has_nothing_to_mark():
    (found,) = highlighted("Mirzoyan").values()
    assert found == {}


def test_markup_in_a_document_stays_text_in_its_piece():
    revise("figure", FIGURE, summary="<script>alert(1)</script> zebrafinch <b>x</b>")
    assert highlighted("zebrafinch")[FIGURE]["/summary"] == [
        "<script>alert(1)</script> ",
        "zebrafinch",
        " <b>x</b>",
    ]


def test_a_long_text_is_cut_to_what_stands_around_the_first_word_found():
    revise("figure", FIGURE, summary="word " * 500 + "zebrafinch" + " word" * 500)
    pieces = highlighted("zebrafinch")[FIGURE]["/summary"]
    assert pieces[0].startswith("…word")
    assert pieces[-1].endswith("word…")
    assert marked(pieces) == ["zebrafinch"]
    assert len("".join(pieces)) <= 302


@given(st.text("ab ", max_size=900), st.data())
def test_any_text_is_cut_into_pieces_of_itself_with_its_first_word_found(text, data):
    first = data.draw(st.integers(0, len(text)))
    text = f"{text[:first]}FOUND{text[first:]}"
    pieces = _pieces(text, [(first, first + 5)])
    assert marked(pieces) == ["FOUND"]
    assert "".join(pieces).strip("…") in text
    assert len("".join(pieces)) <= 302


def test_results_are_the_same_with_and_without_and_every_page_has_its_own():
    assert ids("records", search="prisoners", highlight="true") == ids("records", search="prisoners")
    assert "highlights" not in ask("records", search="prisoners")
    for page in walk(path_of("records", search="prisoners", highlight="true", page_size=4)):
        assert len(page["highlights"]) == len(page["results"])
        assert all(page["highlights"])


def test_an_answer_of_a_moment_stays_as_it_was():
    then = ask("records")["sequence"]
    asked = {"search": "prisoners", "highlight": "true", "as_of": then}
    before = ask("records", **asked)
    revise("figure", FIGURE, title="Prisoners, again")
    assert ask("records", **asked) == before


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "conflict"),
        ({"search": "war", "format": "csv"}, "conflict"),
        ({"search": "war", "highlight": "yes"}, "invalid"),
    ],
)
def test_highlights_need_a_search_and_a_page(asked, code):
    assert codes(refusal("records", **{"highlight": "true"} | asked)) == [("highlight", code)]
