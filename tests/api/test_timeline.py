"""Numbers over time are those of a slow reader with a calendar, and each can be looked up in the list."""

import csv
import io
import json
from calendar import monthrange
from datetime import date, timedelta

import hxl
import pytest
from asking import ROOT, ask, codes, get, pages, path_of, record_documents, refusal, remove, revise
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import BOUNDS, answers
from random_searches import examples
from test_filters import single_parameters

from records.api.filters import parameters_of_records
from records.api.timeline.buckets import MOST_BUCKETS, place
from records.api.timeline.views import OF_LISTS, TimelineView
from records.reading import timeline, walk

FIGURE = "2023-05-33-confirmed-prisoners"
UNITS = ["year", "month"]
HERE = f"{ROOT}timeline/"
QUESTIONS = [
    {"actor": "azerbaijan"},
    {"search": "prisoners or border"},
    {"mediator": "!*"},
    {"filter": '{"not": {"actor": "armenia"}}'},
    {"filter": '{"any": [{"kind": "figure"}, {"search": "border"}]}'},
    {"changed_since": "2020-01-01"},
]


def days_of(label):
    """First and last day of `2022` or `2022-10`."""
    year, month = int(label[:4]), int(label[5:] or 0)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def ends_of(document):
    when = document["date"]
    return tuple(when[end] and date.fromisoformat(when[end]) for end in ("earliest", "latest"))


def lies(document, label):
    """`certain`, `possible`, or nothing: where a record lies with regard to a year or a month."""
    if document["date"] is None:
        return None
    (first, last), (earliest, latest) = days_of(label), ends_of(document)
    if earliest and latest and first <= earliest and latest <= last:
        return "certain"
    touches = (earliest or date.min) <= last and (latest or date.max) >= first
    return "possible" if touches else None


def labels_between(first, last):
    """The labels from one to the other, found by walking day by day."""
    day, stop = days_of(first)[0], days_of(last)[1]
    found = []
    while day <= stop:
        text = f"{day.year:04}" if len(first) == 4 else f"{day.year:04}-{day.month:02}"
        found.append(text)
        if days_of(text)[1] == date.max:
            break
        day = days_of(text)[1] + timedelta(days=1)
    return found


def counted(buckets, found):
    """The buckets of these labels as a slow reader counts them."""
    return [{"label": bucket["label"], **count(bucket["label"], found)} for bucket in buckets]


def count(label, found):
    certain = [each for each in found if lies(each, label) == "certain"]
    possible = [each for each in found if lies(each, label) == "possible"]
    unbounded = [each for each in possible if None in ends_of(each)]
    return {"certain": len(certain), "possible": len(possible), "unbounded": len(unbounded)}


def check(asked, unit, held):
    answer = ask("timeline", interval=unit, **asked)
    found = [document for document in held if answers(document, asked)]
    assert answer["buckets"] == counted(answer["buckets"], found)
    labels = [bucket["label"] for bucket in answer["buckets"]]
    assert labels == (labels_between(labels[0], labels[-1]) if labels else [])
    assert answer["certain"] == sum(bucket["certain"] for bucket in answer["buckets"])
    assert answer["outside"] == []
    assert answer["count"] == len(found) == ask("records", **asked)["count"]
    assert answer["count"] == sum(
        answer[name] for name in ("certain", "only_possible", "unbounded", "undated")
    )
    assert (answer["exact"], answer["counted_from"]) == (True, None)
    assert {lies(each, label) for each in found for label in labels} >= (
        {"certain"} if answer["certain"] else set()
    )
    return answer, found


@pytest.mark.parametrize("unit", UNITS)
def test_any_question_is_counted_as_a_slow_reader_with_a_calendar_counts(unit):
    held = record_documents()
    combined = st.lists(st.one_of(single_parameters("records")), min_size=0, max_size=3).map(
        lambda several: {name: texts for asked in several for name, texts in asked.items()}
    )

    @settings(max_examples=examples(25), deadline=None, database=None)
    @given(combined)
    def holds(asked):
        bounds = [BOUNDS[asked[name][0]] for name in ("date_from", "date_to") if name in asked]
        counts = [int(asked[name][0]) for name in ("count_min", "count_max") if name in asked]
        assume(all(last.year < 2100 for _, last in bounds) and counts == sorted(counts))
        assume(len(bounds) < 2 or bounds[0][0] <= bounds[1][1])
        assume("date_match" not in asked or bounds)
        check(asked, unit, held)

    holds()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("asked", QUESTIONS)
def test_each_pair_of_numbers_is_what_the_list_finds_for_that_year_or_month(unit, asked):
    buckets = ask("timeline", interval=unit, **asked)["buckets"]
    assert len(buckets) >= 4
    for bucket in buckets[-20::3]:
        when = asked | {"date_from": bucket["label"], "date_to": bucket["label"]}
        assert ask("records", **when)["count"] == bucket["certain"] + bucket["possible"]
        assert ask("records", date_match="certain", **when)["count"] == bucket["certain"]


def test_it_goes_from_the_first_known_day_to_the_last_with_the_empty_years_between():
    answer = ask("timeline", contested="true")
    known = [end for each in record_documents() if each["contested"] for end in ends_of(each) if end]
    years = [bucket["label"] for bucket in answer["buckets"]]
    assert years == [f"{year}" for year in range(min(known).year, max(known).year + 1)]
    assert ask("timeline", kind="incident", status="announced")["buckets"] == []


def test_it_goes_as_far_as_is_asked_even_where_nothing_is():
    answer = ask("timeline", date_from="2030-02", date_to="2030-05", date_match="certain", interval="month")
    nothing = {"certain": 0, "possible": 0, "unbounded": 0}
    assert answer["buckets"] == [{"label": f"2030-0{month}"} | nothing for month in range(2, 6)]


def test_a_record_whose_end_is_open_invents_no_end():
    revise("incident", "2023-05-11-fighting", date="2040/..", date_note="")
    answer = ask("timeline", kind="incident")
    assert answer["buckets"][-1]["label"] == "2040"
    assert answer["buckets"][-1]["unbounded"] == 1 + answer["buckets"][-2]["unbounded"]


def test_what_has_no_date_is_in_no_year_and_still_counted():
    before = ask("timeline")
    revise("figure", FIGURE, date="", date_note="")
    after = ask("timeline")
    assert (after["undated"], after["count"]) == (before["undated"] + 1, before["count"])
    assert after["certain"] == before["certain"] - 1


def test_too_many_steps_that_are_asked_for_are_refused_with_what_to_do_about_it():
    problem = refusal("timeline", interval="month", date_from="0912", date_to="2023")
    assert codes(problem) == [("interval", "invalid")]
    assert "0912-01" in problem["errors"][0]["detail"]
    assert "date_from" in problem["errors"][0]["detail"]
    assert len(ask("timeline", date_from="0912", date_to="2023")["buckets"]) == 2023 - 912 + 1
    assert codes(refusal("timeline", date_from="0001", date_to="9999")) == [("interval", "invalid")]


@pytest.mark.parametrize("asked", [{}, {"date_from": "199X"}, {"date_to": "9999"}, {"actor": "armenia"}])
@pytest.mark.parametrize("unit", UNITS)
def test_records_far_from_all_others_are_told_apart_and_stretch_nothing(unit, asked):
    usual = ask("timeline", interval=unit)["buckets"]
    revise("incident", "2023-05-11-fighting", date="9999-05-11", date_note="")
    revise("figure", FIGURE, date="0202-03/0203", date_note="")
    answer = ask("timeline", interval=unit, **asked)
    held = record_documents()
    found = [each for each in held if answers(each, {name: [text] for name, text in asked.items()})]
    labels = [bucket["label"] for bucket in answer["buckets"]]
    assert answer["buckets"] == counted(answer["buckets"], found)
    assert labels == labels_between(labels[0], labels[-1])
    assert usual[0]["label"] <= labels[0] <= labels[-1] <= usual[-1]["label"]
    assert answer["outside"] == outside(labels, found)
    assert answer["outside"]
    assert answer["count"] == len(found)
    assert answer["count"] == sum(
        answer[name] for name in ("certain", "only_possible", "unbounded", "undated")
    )


def outside(labels, found):
    """What lies wholly before the first label or after the last."""
    first, last = days_of(labels[0])[0], days_of(labels[-1])[1]
    before = [each for each in found if each["date"] and (ends_of(each)[1] or date.max) < first]
    after = [each for each in found if each["date"] and (ends_of(each)[0] or date.min) > last]
    named = {f"before {labels[0]}": before, f"after {labels[-1]}": after}
    return [{"label": name, **counted_apart(each, len(labels[0]))} for name, each in named.items() if each]


def counted_apart(found, length):
    """As a bucket counts them: certain are those within one year or month, by the length of its label."""
    ends = [ends_of(each) for each in found]
    certain = [each for each in ends if None not in each and len({str(day)[:length] for day in each}) == 1]
    return {
        "certain": len(certain),
        "possible": len(ends) - len(certain),
        "unbounded": sum(None in each for each in ends),
    }


def test_a_picture_says_what_lies_too_far_away_to_be_drawn():
    revise("incident", "2023-05-11-fighting", date="9999-05-11", date_note="")
    assert (
        "Not drawn: records after 2023, far from the others (1)."
        in get(f"{HERE}?format=svg").content.decode()
    )


def test_it_takes_every_parameter_of_the_list_but_those_of_pages():
    own = {parameter.name for parameter in TimelineView().parameters()}
    assert own - {"interval", "count", "format"} == {each.name for each in parameters_of_records()} - OF_LISTS
    for name in OF_LISTS - {"count", "format"}:
        assert codes(refusal("timeline", **{name: "2"})) == [(name, "unknown")]


@pytest.mark.parametrize("form", ["json", "csv", "hxl"])
@pytest.mark.parametrize("asked", [{}, {"interval": "month", "kind": "figure"}])
def test_the_same_moment_gives_the_same_bytes_for_ever(form, asked):
    sequence = ask("timeline")["sequence"]
    before = get(path_of("timeline", format=form, **asked)).content
    revise("figure", FIGURE, date="1999", date_note="")
    remove("figure", "thousands-of-armenians-searching-for-missing")
    assert get(path_of("timeline", format=form, as_of=sequence, **asked)).content == before
    assert get(path_of("timeline", format=form, **asked)).content != before


@pytest.mark.parametrize("early", [0, walk.EARLY])
@pytest.mark.parametrize("sequence", [70, 110, 122])
def test_a_past_moment_is_counted_as_its_list_stood(monkeypatch, early, sequence):
    monkeypatch.setattr(walk, "EARLY", early)
    revise("figure", FIGURE, date="1999", date_note="")
    held = [each for page in pages(path_of("records", as_of=sequence, page_size=200)) for each in page]
    assert held
    for asked in ({}, {"date_from": ["2020"], "date_match": ["certain"]}, {"actor": ["armenia"]}):
        for count in ({}, {"count": "exact"}):
            answer = ask("timeline", as_of=sequence, **asked, **count)
            assert answer["buckets"] == counted(
                answer["buckets"], [each for each in held if answers(each, asked)]
            )


def test_a_moment_that_was_not_reached_is_refused():
    assert codes(refusal("timeline", as_of="100000")) == [("as_of", "invalid")]
    assert ask("timeline", as_of="2020-01-01")["buckets"] == []


def test_its_tag_holds_until_the_next_publication_and_is_each_forms_own():
    tags = {form: get(f"{HERE}?format={form}")["ETag"] for form in ("json", "csv", "hxl")}
    assert len(set(tags.values())) == 3
    for form, tag in tags.items():
        assert get(f"{HERE}?format={form}", **{"if-none-match": tag}).status_code == 304
    revise("figure", FIGURE, title="Changed")
    assert get(HERE, **{"if-none-match": tags["json"]}).status_code == 200


def test_the_newest_are_counted_where_counting_all_would_take_too_long(monkeypatch):
    monkeypatch.setattr(timeline, "MOST", 10)
    monkeypatch.setattr(timeline, "MOST_WITHIN", 10)
    for asked in ({}, *QUESTIONS):
        check_newest(asked, 10)


@pytest.mark.parametrize("rare", [-1, 10**9])
def test_which_are_counted_does_not_depend_on_how_they_are_found(monkeypatch, rare):
    monkeypatch.setattr("records.reading.pages.RARE", rare)
    monkeypatch.setattr(timeline, "MOST", 7)
    past = ask("records")["sequence"]
    for asked in (*QUESTIONS, {"status": "completed", "as_of": past}):
        check_newest(asked, 7)


def check_newest(asked, most):
    """The newest by date are counted, those from `counted_from` on all of them; and all when they are asked for."""
    answer, whole = ask("timeline", **asked), ask("timeline", count="exact", **asked)
    newest = ask("records", page_size=most, **asked)["results"]
    assert (answer["count"], answer["exact"], whole["exact"]) == (most, False, True)
    assert whole["count"] == ask("records", count="exact", **asked)["count"]
    first, last = ends_of(newest[-1])
    assert answer["counted_from"] == (first or last).isoformat()
    for bucket in answer["buckets"]:
        assert bucket["certain"] == sum(lies(each, bucket["label"]) == "certain" for each in newest)
    assert answer["buckets"][0]["label"] == answer["counted_from"][:4]
    behind = {
        each["label"]: each["certain"] for each in answer["buckets"] if each["label"] > answer["counted_from"]
    }
    assert behind.items() <= {each["label"]: each["certain"] for each in whole["buckets"]}.items()


def test_exactly_as_many_as_are_counted_may_be_more(monkeypatch):
    number = ask("records")["count"]
    monkeypatch.setattr(timeline, "MOST_WITHIN", number)
    answer = ask("timeline")
    assert (answer["count"], answer["exact"], answer["counted_from"]) == (number, False, None)


@pytest.mark.parametrize("form", ["csv", "hxl"])
def test_a_table_has_the_same_numbers_and_loses_nothing(form):
    revise("incident", "2023-05-11-fighting", date="9999-05-11", date_note="")
    answer = ask("timeline", actor="armenia")
    assert answer["outside"]
    response = get(path_of("timeline", actor="armenia", format=form))
    rows = [
        row
        for row in csv.DictReader(io.StringIO(response.content.decode()))
        if not row["label"].startswith("#")
    ]
    expected = [
        {name: str(value) for name, value in bucket.items()}
        for bucket in answer["buckets"] + answer["outside"]
    ]
    assert rows[:-2] == expected
    assert [(row["label"], int(row["possible"])) for row in rows[-2:]] == [
        ("unbounded", answer["unbounded"]),
        ("undated", answer["undated"]),
    ]
    assert sum(int(row["certain"]) for row in rows) == answer["certain"]


def test_hxl_is_read_by_its_tags():
    text = get(f"{HERE}?format=hxl").content
    with hxl.data(io.BytesIO(text), hxl.InputOptions(allow_local=True)) as found:
        read = [(row.get("#date+label"), int(row.get("#indicator+certain"))) for row in found][:-2]
    assert read == [(bucket["label"], bucket["certain"]) for bucket in ask("timeline")["buckets"]]


def test_a_table_names_its_file_and_its_address_for_ever():
    answer = get(f"{HERE}?actor=armenia", accept="text/csv")
    sequence = ask("timeline")["sequence"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="whereabouts-timeline-{sequence}.csv"'
    address = answer["Link"].removeprefix("<http://testserver").partition(">")[0]
    assert address == f"{HERE}?actor=armenia&format=csv&as_of={sequence}"
    assert get(address).content == answer.content


def test_a_redacted_record_is_counted_apart_in_the_past():
    from records.publishing.redact import redact

    sequence = ask("timeline")["sequence"]
    remove("figure", "thousands-of-armenians-searching-for-missing")
    redact(entries=[("figure", "thousands-of-armenians-searching-for-missing")], reason_class="safety")
    answer = ask("timeline", as_of=sequence)
    assert answer["redacted"] == 1
    assert answer["count"] == ask("records", as_of=sequence)["count"]


stretches = st.dictionaries(
    st.tuples(st.none() | st.integers(1900, 1990) | st.just(9000), st.none() | st.integers(0, 60)).map(
        lambda ends: (ends[0], ends[1] if ends[0] is None or ends[1] is None else ends[0] + ends[1])
    ),
    st.integers(1, 9),
    max_size=12,
).map(lambda found: {(a, 1900 + b if a is None and b is not None else b): n for (a, b), n in found.items()})


@given(stretches)
def test_every_record_is_placed_once_and_nothing_is_certain_twice(found):
    found = {ends: n for ends, n in found.items() if ends[0] is None or ends[1] is None or ends[1] >= 1900}
    placed = place(found, "year", first=None, last=None)
    assert len(placed.buckets) <= MOST_BUCKETS
    assert placed.certain == sum(bucket.certain for bucket in placed.buckets + placed.outside)
    assert placed.certain + placed.only_possible + placed.unbounded == sum(found.values())
    for bucket in placed.buckets:
        year = int(bucket.label)
        touching = sum(
            n for (a, b), n in found.items() if (a is None or a <= year) and (b is None or year <= b)
        )
        assert bucket.certain + bucket.possible == touching


def test_numbers_of_people_are_never_added_up():
    assert "value" not in json.dumps(ask("timeline", kind="figure"))
