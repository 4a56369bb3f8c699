"""An answer without a result says what may have been meant: ids near the one asked, searches that find something."""

import json

import pytest
from asking import ask, documents, get, ids, path_of, remove, revise

from records.api.names import index, known
from records.kinds.incident import Incident
from records.publishing.redact import redact
from records.reading.words import has_words

FIGURE = "2023-05-33-confirmed-prisoners"
MARKER = "zebrafinch"


def offered(collection="records", **asked):
    return ask(collection, **asked).get("did_you_mean", [])


def first(collection="records", **asked):
    offers = offered(collection, **asked)
    assert offers, asked
    return offers[0]


@pytest.mark.parametrize(
    ("parameter", "value", "instead"),
    [
        ("mediator", "rusia", "russia"),
        ("mediator", "moscow", "russia"),
        ("actor", "ararat-mirzojan", "ararat-mirsoyan"),
        ("actor", "aliev", "ilham-aliyev"),
        ("place", "artsakh", "nagorno-karabakh"),
        ("place", "brussel", "brussels"),
        ("source", "azerbaijan-released-17-prisoners", "azerbaijan-releases-17-prisoners"),
    ],
)
def test_an_id_that_nothing_has_is_set_beside_the_nearest_of_its_kind(parameter, value, instead):
    offer = first(**{parameter: value})
    assert (offer["parameter"], offer["value"], offer["instead"]) == (parameter, value, instead)
    assert offer["name"]
    assert offer["address"] == path_of("records", **{parameter: instead})


@pytest.mark.parametrize(
    "typed", ["Armenian Report", "armenian-report", "The Armenian Reprot", "ARMENIAN  REPORT"]
)
def test_a_publisher_that_nothing_has_is_set_beside_one_that_something_has(typed):
    for collection in ("records", "sources"):
        offer = first(collection, publisher=typed)
        assert (offer["parameter"], offer["value"]) == ("publisher", typed)
        assert (offer["instead"], offer["name"]) == ("the-armenian-report", "The Armenian Report")
        assert offer["address"] == path_of(collection, publisher="the-armenian-report")
        assert ask(offer["address"])["results"]


@pytest.mark.parametrize("typed", ["The Armenian Report", "the armenian-report", "!*", "A Gazette"])
def test_a_publisher_that_something_has_or_none_is_like_offers_nothing(typed):
    assert offered(publisher=typed, date_to="1900", date_match="certain") == []


def test_a_publisher_is_offered_once_and_not_when_it_is_gone():
    other = "one-step-forward-three-steps-back"
    revise("source", other, publisher="The Zebrafinch")
    assert [each["name"] for each in offered(publisher="Zebrafinch")] == ["The Zebrafinch"]
    revise("source", "captured-soldiers-connect-with-families", publisher="The Zebrafinch")
    assert [each["name"] for each in offered(publisher="Zebrafinch")] == ["The Zebrafinch"]
    for source in (other, "captured-soldiers-connect-with-families"):
        revise("source", source, publisher="")
    assert offered(publisher="Zebrafinch") == []


# In a tree


@pytest.mark.parametrize(
    ("tree", "parameter", "value", "mended"),
    [
        ({"place": "brussel"}, "filter.place", "brussel", {"place": "brussels"}),
        (
            {"all": [{"place": "brussel"}, {"not": {"status": "denied"}}]},
            "filter.all[0].place",
            "brussel",
            {"all": [{"place": "brussels"}, {"not": {"status": "denied"}}]},
        ),
        (
            {"all": [{"search": "blokade"}]},
            "filter.all[0].search",
            "blokade",
            {"all": [{"search": "blockade"}]},
        ),
        (
            {"publisher": "Armenian Report"},
            "filter.publisher",
            "Armenian Report",
            {"publisher": "the-armenian-report"},
        ),
        ({"mediator": "rusia,armenja"}, "filter.mediator", "rusia", {"mediator": "russia,armenia"}),
    ],
)
def test_in_a_tree_what_nothing_has_is_set_beside_the_nearest_with_its_place(tree, parameter, value, mended):
    offer = first(filter=json.dumps(tree))
    assert (offer["parameter"], offer["value"]) == (parameter, value)
    assert offer["address"] == path_of("records", filter=json.dumps(mended))


def test_mistakes_in_a_tree_and_beside_it_are_mended_together():
    offers = offered(filter='{"any":[{"place":"brussel"},{"place":"genva"}]}', mediator="rusia")
    best = {offer["parameter"]: offer["address"] for offer in reversed(offers)}
    assert best.keys() == {"filter.any[0].place", "filter.any[1].place", "mediator"}
    mended = json.dumps({"any": [{"place": "brussels"}, {"place": "geneva"}]})
    assert {*best.values()} == {path_of("records", filter=mended, mediator="russia")}


@pytest.mark.parametrize("tree", [{"not": {"mediator": "rusia"}}, {"mediator": "!rusia"}])
def test_a_mistake_in_what_a_tree_leaves_out_is_said_beside_the_results(tree):
    answer = ask("records", filter=json.dumps(tree))
    assert answer["results"]
    assert answer["did_you_mean"][0]["address"] == path_of(
        "records", filter=json.dumps(tree).replace("rusia", "russia")
    )


def test_a_tree_that_has_results_offers_nothing():
    assert offered(filter='{"any":[{"mediator":"rusia"},{"mediator":"russia"}]}') == []


def test_an_offered_id_is_published_and_of_the_kind_that_the_parameter_takes():
    assert {offer["instead"] for offer in offered(place="armenja")} <= {
        one["id"] for one in documents("place")
    }
    assert {offer["instead"] for offer in offered(actor="brusels")} <= {
        one["id"] for one in documents("actor")
    }
    assert first("figures", measure="armenians-held-azerbaijan")["instead"] == "armenians-held-by-azerbaijan"
    assert first("actors", part_of="europaen-union")["instead"] == "european-union"
    assert first("prisoner-releases", **{"from": "azerbajan"})["instead"] == "azerbaijan"


def test_what_else_was_asked_stays_and_each_mistake_is_mended_in_every_address():
    offers = offered(mediator="rusia", party="armenja,azerbaijan", date_from="2020", page_size=5)
    best = {offer["parameter"]: offer for offer in reversed(offers)}
    assert best.keys() == {"mediator", "party"}
    for offer in best.values():
        assert offer["address"] == path_of(
            "records", date_from="2020", mediator="russia", page_size=5, party="armenia,azerbaijan"
        )


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("blokade", "blockade"),
        ("Mirzojan", "Mirzoyan"),
        ("mirz", "Mirzoyan"),
        ("cease-fire", "ceasefire"),
        ('"prisonres of war"', '"prisoners of war"'),
        ("Nagorny Karabakh", "Nagorno Karabakh"),
        ("the blokade -checkpoint", "the blockade -checkpoint"),
    ],
)
def test_a_mistyped_word_is_offered_as_the_register_has_it(typed, instead):
    offer = first(search=typed)
    assert (offer["parameter"], offer["value"], offer["name"]) == ("search", typed, None)
    assert offer["instead"].lower() == instead.lower()


@pytest.mark.parametrize(
    "typed", ["blokade", "Mirzojan", "prisonrs mediaton", "Azerbajan Armena", "Genva ministrs"]
)
def test_an_offered_search_finds_something(typed):
    offers = offered(search=typed)
    assert offers
    for offer in offers:
        assert ask(offer["address"])["results"], offer


@pytest.mark.parametrize("typed", ["befor", "thier", "sould", "befor the", "arm talks", "onl"])
def test_what_looks_like_a_word_that_every_text_has_is_answered_and_that_word_is_not_offered(typed):
    assert [offer["instead"] for offer in offered(search=typed) if not has_words(offer["instead"])] == []


def test_a_search_is_offered_only_where_it_answers_the_rest_of_the_question():
    assert offered(search="blokade", date_to="1995", date_match="certain") == []
    assert first(search="blokade", date_from="2022")["instead"] == "blockade"


@pytest.mark.parametrize(
    "asked",
    [
        {"search": "qqqqqqqq"},
        {"search": "seventeen"},
        {"search": "Stepanakert"},
        {"search": "landmines"},
        {"search": "mines"},
        {"search": "-blokade", "actor": "ned-price", "place": "sochi"},
        {"actor": "ned-price", "place": "sochi"},
        {"mediator": "qqqqqqqq"},
        {"track": "no-such-track"},
        {"mediator": "russia", "date_to": "1900", "date_match": "certain"},
    ],
)
def test_where_nothing_is_near_or_nothing_is_mistaken_nothing_is_offered(asked):
    answer = ask("records" if "track" not in asked else "negotiation-rounds", **asked)
    assert answer["results"] == []
    assert "did_you_mean" not in answer


def test_answers_with_results_offer_nothing():
    for asked in (
        {},
        {"search": "blockade"},
        {"mediator": "rusia,russia"},
        {"actor": "!russia"},
        {"mediator": "*"},
    ):
        assert "did_you_mean" not in ask("records", **asked)


@pytest.mark.parametrize(
    "asked", [{"actor": "!armenia", "party": "armenia"}, {"mediator": ["!russia", "rusia"]}]
)
def test_existence_and_exclusion_are_no_ids(asked):
    assert all(offer["value"] == "rusia" for offer in offered(**asked))


def test_a_mistake_in_what_is_left_out_is_said_beside_the_results():
    answer = ask("records", mediator="!rusia")
    assert answer["results"]
    (offer,) = [each for each in answer["did_you_mean"] if each["instead"] == "!russia"]
    assert (offer["parameter"], offer["value"]) == ("mediator", "!rusia")
    assert offer["address"] == path_of("records", mediator="!russia")
    assert "did_you_mean" not in ask("records", mediator="!russia")


def test_an_answer_of_a_moment_offers_nothing_and_stays_as_it_is():
    then = ask("records")["sequence"]
    pinned = path_of("records", search="blokade", as_of=then)
    before = get(pinned).content
    assert b"did_you_mean" not in before
    revise("figure", FIGURE, title="A blokade")
    assert get(pinned).content == before


# What is gone is not named


def test_what_was_published_just_now_is_offered_and_what_was_replaced_is_not():
    revise("figure", FIGURE, title=MARKER)
    assert first(search="zebrafinsh")["instead"] == MARKER
    revise("figure", FIGURE, title="Without it")
    assert offered(search="zebrafinsh") == []


@pytest.mark.parametrize("gone", ["withdrawn", "redacted"])
def test_what_was_removed_is_never_offered(gone):
    revise("figure", FIGURE, title=MARKER)
    assert first(search="zebrafinsh")["instead"] == MARKER
    if gone == "withdrawn":
        remove("figure", FIGURE)
    else:
        redact(entries=[("figure", FIGURE)], reason_class="safety")
    assert offered(search="zebrafinsh") == []


def test_an_actor_that_was_withdrawn_is_not_offered_by_id_or_by_name():
    (lone,) = [one for one in documents("actor") if one["id"] == "jeyhun-bayramov"]
    assert first(actor="jeyhun-bairamov")["instead"] == lone["id"]
    for record in ids("records", actor=lone["id"]):
        (found,) = [one for one in documents() if one["id"] == record]
        remove(found["kind"], record)
    remove("actor", lone["id"])
    assert lone["id"] not in [offer["instead"] for offer in offered(actor="jeyhun-bairamov")]


def test_a_draft_is_not_offered():
    item = Incident.objects.get(pk="lachin-corridor-blockade")
    item.title = MARKER
    item.save()
    assert offered(search="zebrafinsh") == []


# What a worker knows


def everything(knowing):
    names = {one.id: (one.name, one.names) for one in knowing.names.everything if one}
    publishers = (knowing.publishers.sources, knowing.publishers.names.places.keys())
    return (
        names,
        publishers,
        dict(knowing.words.of_entry),
        {plain: +count for plain, count in knowing.words.spelled.items()},
    )


def test_a_worker_that_caught_up_knows_what_one_knows_that_reads_everything(monkeypatch):
    knowing = known.known_at(ask("records")["sequence"])
    revise("incident", "lachin-corridor-blockade", title=MARKER)
    revise("actor", "ararat-mirsoyan", aliases=["Zzyzx"])
    revise("source", "one-step-forward-three-steps-back", publisher="The Zebrafinch")
    remove("figure", FIGURE)
    sequence = ask("records")["sequence"]
    assert known.known_at(sequence) is knowing
    monkeypatch.setattr(known, "_known", known.Known())
    assert everything(known.known_at(sequence)) == everything(knowing)


def test_what_was_replaced_too_often_is_read_anew(monkeypatch):
    monkeypatch.setattr(index, "SPARE", -100)
    knowing = known.known_at(ask("records")["sequence"])
    revise("figure", FIGURE, title=MARKER)
    assert known.known_at(ask("records")["sequence"]) is not knowing
    assert first(search="zebrafinsh")["instead"] == MARKER


def test_of_an_empty_register_a_worker_knows_nothing():
    knowing = known.known_at(0)
    assert (knowing.names.like("Armenia", ("actor",), 3), knowing.words.near("blokade", 3)) == ([], [])


def test_a_worker_knows_the_words_of_so_many_records(monkeypatch):
    monkeypatch.setattr(known, "MOST_READ", 5)
    knowing = known.known_at(ask("records")["sequence"])
    assert len(knowing.records) == 5
    revise("figure", FIGURE, title=MARKER)
    knowing = known.known_at(ask("records")["sequence"])
    assert len(knowing.records) == 5
    assert knowing.words.near("zebrafinsh", 1) == [MARKER]


def test_an_answer_names_nothing_that_its_own_sequence_has_not(settings):
    settings.NEWEST_IS_REMEMBERED = 60
    ask("records")
    assert first(search="blokade")
    revise("figure", FIGURE, title=MARKER)
    remove("incident", "lachin-corridor-blockade")
    assert all("lachin" not in offer["instead"].lower() for offer in offered(search="Lachinn blokade"))
