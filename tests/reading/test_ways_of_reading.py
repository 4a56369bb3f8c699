"""However a question is answered, by walking, by looking up or by the one after the other, the answer is the same.

Every run asks some questions of all there are, each time the same; `make fuzz` asks many more.
"""

import sys
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "api"))

from asking import remove, revise
from django.db import connection
from random_searches import some_of
from ways import WAYS, go

from records.kinds import RECORD_KINDS
from records.published import Published
from records.published_terms import key_of
from records.reading import expected, noticing, planner, ways
from records.reading.connection import ask as connection_ask
from records.reading.pages import read_page
from records.reading.segments import look_among_segments
from records.reading.wanted import NOW, At, Order, Slice, Wanted

FIGURE = "2023-05-33-confirmed-prisoners"
ALL = tuple(RECORD_KINDS)
ORDERS = [Order(by, descending) for by in ("date", "time") for descending in (True, False)]
DAYS = [
    (None, None),
    (date(2022, 1, 1), date(2022, 12, 31)),
    (date(2023, 5, 1), date(2023, 5, 2)),
    (date(1990, 1, 1), date(2000, 1, 1)),
    (date(2021, 1, 1), None),
    (None, date(2020, 12, 31)),
    (date(1900, 1, 1), date(2099, 1, 1)),
]
TERMS = [
    (),
    (("actor:armenia",),),
    (("actor:armenia",), ("actor:russia",)),
    (("actor:russia", "actor:france"), ("status:completed",)),
    (("actor:nobody",),),
    (("contested:true",),),
]
NUMBERS = [(None, None), (17, 17), (100, None), (None, 33)]
WORDS = ["", "prisoners", '"peace treaty" or missing', "armenia -russia", "-armenia"]


@pytest.fixture(autouse=True)
def _a_past() -> None:
    """The register has revisions and a withdrawal, so that moments differ."""
    revise("figure", FIGURE, title="Changed", date="1901", date_note="")
    remove("figure", "thousands-of-armenians-searching-for-missing")


def by_hand(wanted: Wanted, order: Order) -> list[int]:
    """Sequence numbers of what matches, found by the ORM and without any of the reading room's statements."""
    rows = Published.objects.filter(kind__in=wanted.kinds, document__isnull=False)
    if wanted.at.sequence is not None:
        moment = Published.objects.get(sequence=wanted.at.sequence).published_at
        rows = rows.filter(published_at__lte=moment).exclude(superseded_at__lte=moment)
    else:
        rows = rows.filter(superseded_at=None)
    for group in wanted.terms:
        rows = rows.filter(terms__overlap=list(group))
    if wanted.words:
        rows = rows.extra(where=["search @@ websearch_to_tsquery('english', %s)"], params=[wanted.words])
    found = [row for row in rows if overlaps(row.period, wanted.first, wanted.last, wanted.certain)]
    found = [
        row for row in found if wanted.low is wanted.high is None or meets(row.count, wanted.low, wanted.high)
    ]
    key = {"date": lambda row: (row.sort_date, row.slug), "time": lambda row: row.sequence}[order.by]
    return [row.sequence for row in sorted(found, key=key, reverse=order.descending)]


def overlaps(period, first, last, certain) -> bool:
    if first is None and last is None:
        return True
    if period is None:
        return False
    begins, ends = period.lower or date.min, period.upper or date.max  # `upper` is the day after the last
    if certain:
        known = (first is None or period.lower is not None) and (last is None or period.upper is not None)
        return (
            known
            and begins >= (first or date.min)
            and (last is None or ends.toordinal() - 1 <= last.toordinal())
        )
    return begins <= (last or date.max) and (period.upper is None or ends > (first or date.min))


def meets(count, low, high) -> bool:
    if count is None:
        return False
    return (count.lower is None or high is None or count.lower <= high) and (
        count.upper is None or low is None or count.upper > low
    )


def read(wanted: Wanted, order: Order, size: int) -> list[bytes]:
    """Everything, page by page."""
    found: list[bytes] = []
    key = None
    while True:
        page = read_page(wanted, Slice(order, size, key))
        found += page.documents
        if len(page.documents) < size:
            return found
        key = page.keys[-1]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("at", [NOW, At(sequence=100)], ids=str)
@pytest.mark.parametrize("certain", [False, True])
def test_every_way_finds_what_matches_and_nothing_else(monkeypatch, way, order, at, certain):
    go(way, monkeypatch)
    documents = dict(Published.objects.filter(document__isnull=False).values_list("sequence", "document"))
    questions = list(product(DAYS, TERMS, NUMBERS, WORDS))
    drawn = some_of(questions, 8, seed=f"{way}{order}{at}{certain}")
    for (first, last), terms, (low, high), words in drawn:
        wanted = Wanted(ALL, at, terms, first, last, certain, low, high, None, words)
        expected = [documents[sequence].encode() for sequence in by_hand(wanted, order)]
        page = read_page(wanted, Slice(order, 200))
        assert list(page.documents) == expected, wanted
        assert page.count == len(expected), wanted
        assert read_page(wanted, Slice(order, 1), count="exact").count == len(expected), wanted


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("size", [1, 5])
def test_small_pages_come_to_the_same(monkeypatch, way, order, size):
    go(way, monkeypatch)
    questions = list(product(TERMS[1:4], DAYS[:2]))
    for terms, (first, last) in some_of(questions, 2, seed=f"{way}{order}{size}"):
        wanted = Wanted(ALL, terms=terms, first=first, last=last)
        assert read(wanted, order, size) == read(wanted, order, 200)


@pytest.mark.parametrize("farthest", [1, 3, 20])
def test_a_walk_that_is_given_up_loses_nothing(monkeypatch, farthest):
    wanted = Wanted(ALL, terms=(("actor:russia",),))
    whole = read(wanted, ORDERS[0], 200)
    monkeypatch.setattr(ways, "COMMON", -1.0)
    monkeypatch.setattr(ways, "EARLY", -1)
    monkeypatch.setattr(ways, "_distance", lambda *_: farthest)
    assert read(wanted, ORDERS[0], 2) == whole
    assert len(whole) > 3


def test_a_page_is_of_one_moment_though_something_is_published_while_it_is_read(monkeypatch):
    wanted, part = Wanted(ALL, terms=(("actor:russia",),)), Slice(ORDERS[0], 200)
    meanwhile = iter([lambda: revise("figure", FIGURE, title="Once more")])

    def among_segments(*question):
        next(meanwhile, lambda: None)()
        return look_among_segments(*question)

    monkeypatch.setattr(ways, "COMMON", -1.0)
    monkeypatch.setattr(ways, "EARLY", -1)
    monkeypatch.setattr(ways, "_distance", lambda *_: 5)
    monkeypatch.setattr(ways, "look_among_segments", among_segments)
    page = read_page(wanted, part, count="exact")
    assert not list(meanwhile), "nothing was published"
    assert page.sequence == Published.objects.count()
    assert page == read_page(wanted, part, count="exact")


def test_terms_that_share_a_number_are_told_apart(monkeypatch):
    one, other = "actor:plumless", "actor:buckeroo"
    monkeypatch.setattr(noticing, "key_of", lambda _: key_of("actor:armenia"))
    monkeypatch.setattr(ways, "COMMON", -1.0)
    assert read(Wanted(ALL, terms=((one, other),)), ORDERS[0], 50) == []


def test_a_row_with_too_many_terms_for_an_index_is_found(monkeypatch):
    Published.objects.filter(slug=FIGURE, superseded_at=None).update(keys=None)
    monkeypatch.setattr(ways, "COMMON", -1.0)
    found = read(Wanted(("figure",), terms=(("measure:prisoners-of-war-acknowledged",),)), ORDERS[0], 50)
    every = read(Wanted(("figure",)), ORDERS[0], 50)
    row = Published.objects.get(slug=FIGURE, superseded_at=None)
    term = next(term for term in row.terms if term.startswith("measure:"))
    assert row.document.encode() in read(Wanted(("figure",), terms=((term,),)), ORDERS[0], 50)
    assert found != every


def test_a_plan_of_another_shape_costs_no_row(monkeypatch):
    """A planner that reads in parallel, or joins conditions otherwise, says no estimate of each."""
    wanted = Wanted(ALL, terms=(("actor:armenia",), ("actor:azerbaijan",)))
    whole = read(wanted, ORDERS[0], 200)
    monkeypatch.setattr(planner, "_remembered", {})
    with connection.cursor() as cursor:
        # Only rows cost anything, so that the planner divides them however many pages the table has by now.
        for setting in (
            "min_parallel_table_scan_size",
            "parallel_setup_cost",
            "parallel_tuple_cost",
            "seq_page_cost",
        ):
            cursor.execute(f"SET LOCAL {setting} = 0")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM records_published UNION ALL SELECT 2 FROM records_published")
        assert "Gather" in str(cursor.fetchall())
        assert expected.expected(wanted).rarest > 0
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # a page starts no other process
    assert read(wanted, ORDERS[0], 200) == whole


def test_words_that_are_left_out_leave_as_much_to_be_looked_up(monkeypatch):
    monkeypatch.setattr(planner, "_remembered", {})  # what is expected of each is of one moment
    terms = Wanted(ALL, terms=(("actor:armenia",),))
    without, with_one = replace(terms, words="-prisoners"), replace(terms, words="prisoners")
    listed = [expected.expected(each).together for each in (terms, without, with_one)]
    assert listed[0] == listed[1] > listed[2]


@pytest.mark.parametrize(("words", "looked_up"), [("", True), ("prisoners", True), ("-prisoners", False)])
def test_of_much_that_is_listed_only_what_leaves_little_is_not_looked_up(monkeypatch, words, looked_up):
    asked = []
    monkeypatch.setattr(ways, "ask", lambda text, values: asked.append(text) or connection_ask(text, values))
    for name, value in {"MUCH": 0, "COMMON": 2.0, "COMMON_AND_SHORTER": 2.0, "EARLY": -1}.items():
        monkeypatch.setattr(ways, name, value)
    read_page(Wanted(ALL, terms=(("actor:armenia",),), words=words), Slice(ORDERS[0], 50))
    assert ("found_under" in asked[-1]) is looked_up


def test_what_another_thread_lets_go_of_meanwhile_is_still_known_to_a_question(monkeypatch):
    monkeypatch.setattr(planner, "_remembered", {})
    expected.expected(Wanted(ALL, terms=(("actor:armenia",),)))

    def forgetting(execute, *arguments):
        planner._remembered.clear()
        return execute(*arguments)

    with connection.execute_wrapper(forgetting):
        assert expected.expected(Wanted(ALL, terms=(("actor:nobody",),))).rarest > 0
