"""What a journalist asks of the four seed articles, and the answers that the articles give."""

import re

import pytest
from asking import ask, document, documents, ids, record_documents, revise

HELD = "armenians-held-by-azerbaijan"
OF_MEDIATION = re.compile("mediat|broker")
ONLY_LISTED = {"a series of mediated meetings", "Ongoing mediated negotiations"}

# Every round of 2021 to 2023: who mediated, hosted or chaired it, where the articles say so.
ROUNDS = {
    "2021-11-sochi": {"mediator": ["vladimir-putin"]},
    "2021-12-brussels": {"chair": ["charles-michel"], "mediator": ["charles-michel"]},
    "2022-02-videoconference": {"mediator": ["emmanuel-macron"]},
    "2022-03-senior-representatives": {"mediator": ["european-union"]},
    "2022-04-leaders-meeting": {},
    "2022-05-leaders-meeting": {},
    "2022-08-31-brussels": {"mediator": ["european-union", "charles-michel"]},
    "2022-09-20-un-general-assembly": {},
    "2022-10-geneva-foreign-ministers": {},
    "2022-10-prague": {},
    "2022-10-three-way-talks-begun-by-blinken": {},
    "2023-05-washington-dc": {"mediator": ["antony-blinken"]},
    "2023-05-13-brussels": {"mediator": ["charles-michel"]},
}


def paragraphs(record, source=None):
    return [
        (proof["source"]["id"], proof["paragraph"])
        for proof in record["evidence"]
        if source is None or proof["source"]["id"] == source
    ]


def claims_of(measure):
    return ask(f"measures/{measure}/claims")


def test_who_was_released_in_october_2022_with_us_mediation_and_which_paragraphs_say_so():
    found = ask("prisoner-releases", date_from="2022-10", date_to="2022-10", mediator="united-states")[
        "results"
    ]
    assert [record["id"] for record in found] == ["2022-10-azerbaijan-frees-17"]
    [release] = found
    assert release["count"] == {"low": 17, "high": 17, "qualifier": "exact", "text": None}
    assert [(leg["from"]["id"], leg["to"]["id"]) for leg in release["legs"]] == [("azerbaijan", "armenia")]
    assert paragraphs(release) == [
        *(("azerbaijan-releases-17-prisoners", number) for number in (3, 3, 1, 7, 12)),
        ("one-step-forward-three-steps-back", 13),
    ]
    assert release["evidence"][0]["phrase"] == "freed 17 Armenian prisoners of war on Tuesday"


def test_the_day_of_the_release_is_one_of_four_tuesdays_and_none_is_preferred():
    release = document("prisoner-release", "2022-10-azerbaijan-frees-17")
    assert release["date"]["edtf"] == "[2022-10-04,2022-10-11,2022-10-18,2022-10-25]"
    assert (release["date"]["earliest"], release["date"]["latest"]) == ("2022-10-04", "2022-10-25")


def test_every_round_of_2021_to_2023_is_listed_oldest_first():
    found = ids("negotiation-rounds", date_from="2021", date_to="2023", ordering="date")
    assert sorted(found) == sorted(ROUNDS)
    dates = [document("negotiation-round", slug)["date"]["earliest"] for slug in found]
    assert dates == sorted(dates)


@pytest.mark.parametrize("role", ["mediator", "host", "chair"])
def test_each_round_names_its_mediator_host_and_chair_where_stated_and_nobody_else(role):
    found = {
        record["id"]: [part["actor"]["id"] for part in record["participants"] if part["role"] == role]
        for record in ask("negotiation-rounds", date_from="2021", date_to="2023")["results"]
    }
    assert found == {slug: stated.get(role, []) for slug, stated in ROUNDS.items()}


def mediated_and_why():
    """Every record with a mediator, and the phrases of its evidence that have a word for mediation."""
    for record in record_documents():
        if any(part["role"] == "mediator" for part in record["participants"]):
            phrases = [proof["phrase"] for proof in record["evidence"]]
            yield record, [phrase for phrase in phrases if OF_MEDIATION.search(phrase)]


def test_nobody_is_a_mediator_without_a_phrase_of_mediation():
    assert [record["id"] for record, phrases in mediated_and_why() if not phrases] == []


def test_whoever_is_a_mediator_because_of_a_list_of_mediated_meetings_stands_alone_there_and_the_note_says_so():
    by_a_list = [record for record, phrases in mediated_and_why() if ONLY_LISTED.issuperset(phrases)]
    assert len(by_a_list) == 6
    for record in by_a_list:
        besides = {part["actor"]["id"] for part in record["participants"]} - {"armenia", "azerbaijan"}
        announcing = {part["actor"]["id"] for part in record["participants"] if part["role"] == "announcer"}
        assert len(besides - announcing) == 1
        assert "entered as mediator" in record["status_note"]


def test_a_line_of_talks_that_is_called_mediated_has_a_mediator_in_every_round():
    rounds = documents("negotiation-round")
    assert {
        "mediator" in {part["role"] for part in record["participants"]}
        for record in rounds
        if (record["track"] or "").endswith("-mediated")
    } == {True}


def test_a_chair_is_named_so_by_the_source():
    chaired = [
        record
        for record in record_documents()
        if "chair" in {part["role"] for part in record["participants"]}
    ]
    assert [record["id"] for record in chaired] == ["2021-12-brussels"]
    assert any(proof["phrase"].startswith("chaired by") for proof in chaired[0]["evidence"])


def test_a_mediator_is_found_as_a_person_and_through_whom_they_represent():
    by_person = ids("negotiation-rounds", mediator="charles-michel")
    assert sorted(by_person) == ["2021-12-brussels", "2022-08-31-brussels", "2023-05-13-brussels"]
    assert "2022-08-31-brussels" in ids("negotiation-rounds", mediator="european-council")


def test_mediation_of_the_european_union_is_asked_for_by_the_union_and_its_council():
    union, council = (
        ids("negotiation-rounds", mediator=one) for one in ("european-union", "european-council")
    )
    either = ids("negotiation-rounds", mediator="european-union,european-council")
    assert set(union) | set(council) == set(either) == set(ids("negotiation-rounds", track="eu-mediated"))
    assert set(union) < set(either) > set(council)


def test_a_person_is_part_of_what_their_public_role_names():
    actors = documents("actor")
    bodies = {one["name"]: one["id"] for one in actors if one["type"] != "person"}
    for person in (one for one in actors if one["type"] == "person"):
        named = [name for name in bodies if re.search(rf"\b{re.escape(name)}\b", person["public_role"])]
        expected = bodies[max(named, key=len)] if named else None
        assert (person["part_of"] and person["part_of"]["id"]) == expected, person["id"]


def test_the_people_of_a_state_and_those_of_its_ministry_are_found_by_what_they_are_part_of():
    assert {"antony-blinken", "philip-reeker", "us-department-of-state"} == set(
        ids("actors", part_of="united-states")
    )
    assert ids("actors", part_of="us-department-of-state") == ["ned-price"]
    assert {"nikol-pashinyan", "ararat-mirsoyan"} < set(ids("actors", part_of="armenia"))


def test_200_and_70_stand_side_by_side_as_one_disputed_measure():
    answer = claims_of(HELD)
    said = {claim["claimed_by"]["id"]: claim["value"] for claim in answer["claims"] if claim["contested"]}
    assert said == {
        "armenia": {"low": 200, "high": 200, "qualifier": "about", "text": "around 200 Armenian soldiers"},
        "azerbaijan": {"low": 70, "high": 70, "qualifier": "exact", "text": None},
    }
    assert answer["disputed"] is True
    assert answer["range"] == {"low": 33, "high": 200}
    assert answer["measure"]["id"] == HELD


def test_a_range_is_of_the_same_people_at_the_same_time_and_says_of_whom_and_when():
    assert claims_of(HELD)["ranges"] == [
        {"of_whom": whom, "date": when, "count": 1, "low": number, "high": number}
        for whom, when, number in [
            ("Armenian soldiers in captivity in Azerbaijan", "2021-06~", 200),
            ("Ethnic Armenians held", "2021-06~", 70),
            ("Armenian prisoners of war in Azerbaijan, confirmed", "[2023-05-11..2023-05-13]", 33),
            (
                "Prisoners of war in Azerbaijan, unconfirmed, besides the 33 confirmed",
                "[2023-05-11..2023-05-13]",
                80,
            ),
        ]
    ]


@pytest.mark.parametrize(
    ("of_whom", "date", "spans"),
    [
        ("Ethnic Armenians held", "2021-06~", [(200, 200), (5, 70), (33, 33), (80, 80)]),
        ("ethnic armenians held", "2021-06~", [(200, 200), (5, 70), (33, 33), (80, 80)]),
        ("Ethnic Armenians held", "2021-07", [(200, 200), (70, 70), (5, 5), (33, 33), (80, 80)]),
        ("Civilians held", "2021-06~", [(200, 200), (70, 70), (5, 5), (33, 33), (80, 80)]),
        ("", "2021-06~", [(200, 200), (70, 70), (5, 5), (33, 33), (80, 80)]),
    ],
)
def test_another_population_or_another_date_is_never_put_into_a_range(of_whom, date, spans):
    another = {"measure_id": HELD, "value": 5, "claimed_by_id": "armenia", "date": date, "of_whom": of_whom}
    revise("figure", "thousands-of-armenians-searching-for-missing", **another)
    answer = claims_of(HELD)
    assert [(span["low"], span["high"]) for span in answer["ranges"]] == spans
    assert sum(span["count"] for span in answer["ranges"]) == answer["count"] == 5
    assert answer["range"] == {"low": 5, "high": 200}
    assert (None in {span["of_whom"] for span in answer["ranges"]}) == (not of_whom)


def test_a_number_that_is_not_given_leaves_a_range_without_ends():
    (span,) = claims_of("armenians-searching-for-missing-relatives")["ranges"]
    assert (span["count"], span["low"], span["high"]) == (1, None, None)


def test_claims_of_a_measure_run_from_the_oldest_to_the_newest():
    earliest = [claim["date"]["earliest"] for claim in claims_of(HELD)["claims"]]
    assert earliest == sorted(earliest)
    assert len(earliest) == 4


def test_a_measure_with_one_claim_is_not_disputed():
    answer = claims_of("azerbaijani-soldiers-held-by-armenia")
    assert (answer["count"], answer["disputed"]) == (1, False)


@pytest.mark.parametrize(
    ("claimant", "date", "is_disputed"),
    [
        ("azerbaijan", "2021-06", True),
        ("armenia", "2021-06", False),
        ("azerbaijan", "2022", False),
        (None, "2021-06", True),
    ],
)
def test_a_dispute_needs_two_claimants_who_speak_of_the_same_time(claimant, date, is_disputed):
    measure = "azerbaijani-soldiers-held-by-armenia"
    another = {"measure_id": measure, "value": 5, "claimed_by_id": claimant, "date": date}
    revise("figure", "thousands-of-armenians-searching-for-missing", **another)
    assert (claims_of(measure)["count"], claims_of(measure)["disputed"]) == (2, is_disputed)


def test_a_source_whose_numbers_are_nobodys_does_not_dispute_itself():
    measure, figures = (
        "lives-lost-in-first-karabakh-war",
        ("2020-war-soldiers-killed", "2020-russian-peacekeepers-sent"),
    )
    sources = {document("figure", figure)["evidence"][0]["source"]["id"] for figure in figures}
    for number, figure in enumerate(figures, 5):
        revise(
            "figure", figure, measure_id=measure, value=number, claimed_by_id=None, date="2003", date_note=""
        )
    claims = [claim for claim in claims_of(measure)["claims"] if claim["value"]["high"] in (5, 6)]
    assert (len(sources), len(claims)) == (1, 2)
    assert claims_of(measure)["disputed"] is False


def test_33_are_confirmed_and_some_80_are_not_by_the_same_claimant():
    claims = {claim["standing"]: claim for claim in claims_of(HELD)["claims"]}
    confirmed, unconfirmed = claims["confirmed"], claims["unconfirmed"]
    assert confirmed["value"]["low"] == confirmed["value"]["high"] == 33
    assert (unconfirmed["value"]["low"], unconfirmed["value"]["qualifier"]) == (80, "about")
    assert {claim["claimed_by"]["id"] for claim in (confirmed, unconfirmed)} == {"siranush-sahakyan"}
    assert ids("figures", measure=HELD, standing="unconfirmed") == ["2023-05-80-unconfirmed-prisoners"]


def test_a_claim_of_zero_is_zero_and_not_unknown():
    [figure] = ask("figures", count_max="0")["results"]
    assert figure["id"] == "2021-06-armenia-claims-no-azerbaijani-soldiers-held"
    assert figure["value"] == {"low": 0, "high": 0, "qualifier": "exact", "text": None}
    assert claims_of("azerbaijani-soldiers-held-by-armenia")["range"] == {"low": 0, "high": 0}


def test_a_number_that_is_not_given_is_unknown_and_not_zero():
    figure = document("figure", "thousands-of-armenians-searching-for-missing")
    assert figure["value"] == {
        "low": None, "high": None, "qualifier": "unknown", "text": "Thousands of Armenians",
    }  # fmt: skip


def test_two_articles_report_the_brussels_meeting_of_31_august_2022_and_it_stands_here_once():
    found = ask("records", date_from="2022-08-31", date_to="2022-08-31", date_match="certain")["results"]
    assert [record["id"] for record in found] == ["2022-08-31-brussels"]
    [meeting] = found
    assert {source for source, _ in paragraphs(meeting)} == {
        "azerbaijan-releases-17-prisoners",
        "one-step-forward-three-steps-back",
    }
    assert ("one-step-forward-three-steps-back", 13) in paragraphs(meeting)
    assert [place["id"] for place in meeting["places"]] == ["brussels"]


def test_the_brussels_meeting_of_may_2023_is_scheduled_and_not_said_to_have_happened():
    assert ids("negotiation-rounds", status="scheduled") == ["2023-05-13-brussels"]
    assert document("negotiation-round", "2023-05-13-brussels")["date"]["edtf"] == "2023-05-13/2023-05-14"


@pytest.mark.parametrize("year", ["1992", "2022", "2024", "2025"])
def test_talks_of_june_4_without_a_year_may_have_been_in_any_year(year):
    assert ids("missing-person-talks", date_from=year, date_to=year) == ["missing-persons-talks-june-4"]


@pytest.mark.parametrize("year", ["1992", "2022", "2024", "2025"])
def test_talks_of_june_4_without_a_year_are_certain_in_none(year):
    assert ids("missing-person-talks", date_from=year, date_to=year, date_match="certain") == []


def test_the_talks_of_june_4_agreed_no_timeline_by_the_paragraphs_that_say_so():
    talk = document("missing-person-talk", "missing-persons-talks-june-4")
    says = [
        proof["paragraph"] for proof in talk["evidence"] if proof["states"].get("timeline_agreed") is False
    ]
    assert (talk["timeline_agreed"], talk["round_number"], says) == (False, 2, [8, 12])


def test_a_claim_of_more_than_so_many_leaves_the_range_open():
    answer = claims_of("soldiers-killed-in-2020-war")
    assert [claim["value"]["qualifier"] for claim in answer["claims"]] == ["at-least"]
    assert answer["range"] == {"low": 6500, "high": None}


def test_places_of_both_sides_have_the_names_that_each_side_uses():
    of_both = [place for place in documents("place") if place["country"] in ("AM", "AZ", None)]
    assert len(of_both) == 5
    for place in of_both:
        users = {name["used_by"]["id"]: name["language"] for name in place["names"] if name["used_by"]}
        assert users == {"armenia": "hy", "azerbaijan": "az"}, place["id"]


@pytest.mark.parametrize("name", ["Laçın dəhlizi", "lacin dehlizi", "Լաչինի միջանցք", "Lachin Corridor"])
def test_what_happened_at_a_place_is_found_by_the_name_of_either_side(name):
    assert "2023-04-23-lachin-corridor-checkpoint" in ids("records", search=f'"{name}"')
