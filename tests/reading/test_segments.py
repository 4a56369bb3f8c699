"""Segments say of each word which rows have it: of all of them, of no other, and nothing of what was redacted.

Segments of 32 and of 8 rows stand for those of thousands, so that the fixtures fill several of each. Every run asks of
each tree some of its forms, orders and moments, each time the same; `make fuzz` asks all of them.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "api"))

from asking import remove, revise
from django.db import connection
from random_searches import some_of
from ways import LARGE, SMALL, go, make_segments

from records.kinds import RECORD_KINDS
from records.published import Published
from records.publishing.redact import redact
from records.publishing.reindex import reindex, reindex_citing
from records.reading.narrowing import narrowed
from records.reading.pages import read_page
from records.reading.trees import AllOf, AnyOf, Not, Number, Period, Since, Terms, Words
from records.reading.wanted import NOW, At, Order, Slice, Wanted

ALL = tuple(RECORD_KINDS)
FIGURE = ("figure", "2023-05-33-confirmed-prisoners")

AS_SMALL = f"""
CREATE OR REPLACE FUNCTION records_published_fill_segment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM records_published_make_segments({LARGE}, {SMALL});
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER fill_segment AFTER INSERT ON records_published
    FOR EACH ROW WHEN (NEW.sequence % {SMALL} = 0) EXECUTE FUNCTION records_published_fill_segment();
ALTER TABLE records_published ENABLE ALWAYS TRIGGER fill_segment;
"""
EACH = """
SELECT word, first + place FROM records_segment, generate_series(0, length(rows) - 1) AS place WHERE get_bit(rows, place) = 1
UNION ALL SELECT word, first + unnest(places) FROM records_segment
"""
SAID = f"SELECT * FROM ({EACH}) AS each (word, sequence) WHERE word NOT LIKE '\"%'"
TRUE = """
SELECT said.word, sequence FROM records_published,
    LATERAL (SELECT '' UNION ALL SELECT records_published_words(kind, terms, search, period, sort_date)) AS said (word)
WHERE document IS NOT NULL AND sequence <= (SELECT max(first + length(rows)) - 1 FROM records_segment WHERE word = '')
"""
# Of which rows it is known what stands side by side, and what does: of words that are frequent there, and of no other.
PAIRED = f"SELECT sequence FROM ({EACH}) AS each (word, sequence) WHERE word = '\"'"
PAIRS = f"SELECT DISTINCT word, sequence FROM ({EACH}) AS each (word, sequence) WHERE word LIKE '\"_%'"
TRUE_PAIRS = f"""
WITH said AS MATERIALIZED (
    SELECT sequence, lexeme, positions FROM records_published JOIN ({PAIRED}) AS known USING (sequence)
    JOIN LATERAL (SELECT max(first) AS first FROM records_segment WHERE word = '' AND first <= sequence) AS segment ON TRUE,
    unnest(search) AS text (lexeme, positions, weights)
    WHERE EXISTS (SELECT FROM records_segment WHERE word = '=' || lexeme AND first = segment.first AND rows IS NOT NULL)
)
SELECT DISTINCT records_pair_word(one.lexeme, other.lexeme, apart), sequence
FROM said AS one JOIN said AS other USING (sequence), generate_series(1, 2) AS apart
WHERE EXISTS (SELECT FROM unnest(one.positions) AS position WHERE position + apart = ANY (other.positions))
"""
LENGTHS = "SELECT length(rows) FROM records_segment WHERE word = '' ORDER BY first"


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows_of(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return sorted(cursor.fetchall())


def assert_true() -> None:
    assert rows_of(SAID) == rows_of(TRUE) != []
    assert rows_of(PAIRS) == rows_of(TRUE_PAIRS)


@pytest.fixture
def small_segments() -> None:
    run(AS_SMALL)
    make_segments()


# What is said of each word


def test_each_row_is_found_under_its_kind_its_terms_its_lexemes_and_its_time():
    row = Published.objects.get(slug=FIGURE[1], superseded_at=None)
    words = "records_published_words(kind, terms, search, period, sort_date)"
    found = [word for (word,) in rows_of(f"SELECT {words} FROM records_published WHERE sequence = {row.pk}")]
    lexemes = rows_of(
        f"SELECT '=' || unnest(tsvector_to_array(search)) FROM records_published WHERE sequence = {row.pk}"
    )
    years = range(row.period.lower.year, row.period.upper.year + 1)
    expected = {
        *row.terms,
        "@figure",
        f"@{row.sort_date.year}",
        f"#{row.sort_date:%Y-%m}",
        *(f"~{year}" for year in years),
        "%2023-05",
        *(word for (word,) in lexemes),
    }
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.usefixtures("small_segments")
def test_small_segments_are_written_with_the_row_that_fills_them_and_give_way_to_large_ones():
    for number in range(LARGE + SMALL):
        revise("incident", "2020-war", title=f"A title and the number {number}")
    newest = Published.objects.count()
    small = newest % LARGE // SMALL
    assert [length for (length,) in rows_of(LENGTHS)] == [SMALL] * small + [LARGE] * (newest // LARGE)
    assert len(rows_of(PAIRED)) == newest // LARGE * LARGE
    assert rows_of(PAIRS)
    assert_true()


def redact_figure() -> None:
    redact(entries=[FIGURE], reason_class="safety")


def rename_a_cited_actor() -> None:
    row = revise("actor", "armenia", name="Armenia, which is called otherwise")
    assert reindex_citing([f"/api/v1/actors/{row.slug}/"], up_to=row.sequence) > 10


def lose_and_rebuild() -> None:
    rows = Published.objects.filter(document__isnull=False)
    rows.update(terms=[], search=None, period=None)
    assert_true()
    reindex()
    make_segments()


@pytest.mark.usefixtures("small_segments")
@pytest.mark.parametrize(
    "change",
    [
        lambda: revise("incident", "2020-war", title="Another title"),
        lambda: remove("figure", "thousands-of-armenians-searching-for-missing"),
        redact_figure,
        rename_a_cited_actor,
        lose_and_rebuild,
    ],
    ids=["revision", "withdrawal", "redaction", "rename", "reindex"],
)
def test_no_change_of_the_register_leaves_anything_untrue(change: Callable[[], object]):
    change()
    assert_true()


@pytest.mark.usefixtures("small_segments")
def test_of_a_redacted_entry_no_word_is_left():
    while Published.objects.count() % SMALL:
        revise(*FIGURE, title=f"A title with a Zanzibarian word, {Published.objects.count()}")
    held = "SELECT word FROM records_segment WHERE word LIKE '=zanz%'"
    assert rows_of(held)
    redact_figure()
    assert rows_of(held) == []


# How rows come to a node


def test_rows_that_come_in_any_order_at_once_are_all_in_their_segments():
    """The first copy of a register comes as the writer's table lies, which is not the order of publication."""
    run(AS_SMALL)
    run("CREATE TEMP TABLE copied ON COMMIT DROP AS SELECT * FROM records_published")
    run("SET LOCAL session_replication_role = replica")
    run("DELETE FROM records_published")
    run("INSERT INTO records_published SELECT * FROM copied ORDER BY sequence % 7, sequence DESC")
    run("SET LOCAL session_replication_role = origin")
    assert len(rows_of(LENGTHS)) == (newest := Published.objects.count()) // LARGE + newest % LARGE // SMALL
    assert_true()


# What is found by them

TREES = [
    Not(Terms(("status:completed", "status:reported", "status:announced"))),
    Not(Words('"peace treaty"')),
    Not(Words("prisoners or missing -armenia")),
    AllOf((Words("armenia"), Not(Words("prisoners")))),
    AnyOf(
        (
            Terms(("actor:russia",)),
            AllOf((Terms(("actor:armenia",)), Period(date(2022, 1, 1), date(2022, 6, 30)))),
        )
    ),
    Not(AnyOf((Period(date(2020, 1, 1), date(2022, 12, 31)), Terms(("contested:true",))))),
    Not(Period(date(1990, 3, 1), date(2023, 3, 31))),
    Not(Period(date(9999, 2, 1), None)),
    Not(Period(None, date(2021, 12, 31), certain=True)),
    Not(Period(date(2020, 2, 1), date(2023, 3, 31), certain=True)),
    Not(Period(date(1950, 1, 1), None, certain=True)),
    Not(Number(17, None)),
    Not(Number(1, None)),
    Not(Number(16, 100)),
    Not(Number(None, 33)),
    AnyOf((Number(30, 40), Terms(("actor:nobody",)))),
    AnyOf(()),
    Not(AnyOf(())),
    Not(Since(datetime(2100, 1, 1, tzinfo=UTC))),
    Not(Words("the")),
    Words('"prisoners of war"'),
    Words('"peace treaty" or "missing persons" or "armenia azerbaijan"'),
    Words('"armenia and azerbaijan" -"the ministers of"'),
    Not(Words('"prisoners of war" or "foreign ministers of"')),
]


ORDERS = [Order(by, descending) for by in ("date", "time") for descending in (True, False)]
MOMENTS = [NOW, At(sequence=100)]


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_a_tree_is_answered_as_if_every_row_were_looked_at(monkeypatch, tree):
    revise(*FIGURE, title="Changed", date="1901", date_note="")
    since = Since(Published.objects.get(sequence=50).published_at)
    forms = (tree, AllOf((tree, Not(since))), AnyOf((AllOf((tree, since)), Terms(("actor:france",)))))
    questions = list(product(forms, ORDERS, MOMENTS))
    for asked, order, at in some_of(questions, 8, seed=str(tree)):
        wanted = narrowed(Wanted(ALL, at), AnyOf((asked,)))
        with monkeypatch.context() as patch:
            go("walked", patch)
            whole = read_page(wanted, Slice(order, 200))
        for way in ("among segments", "among segments, year by year", "branch by branch"):
            with monkeypatch.context() as patch:
                go(way, patch)
                assert read_page(wanted, Slice(order, 200)) == whole, (way, order, wanted)
                first = read_page(wanted, Slice(order, 3), count="exact")
                assert first.count == len(whole.keys), (way, order, wanted)
                if len(whole.keys) > 3:
                    rest = read_page(wanted, Slice(order, 200, first.keys[-1]))
                    assert [*first.keys, *rest.keys] == whole.keys, (way, order, wanted)


@pytest.mark.parametrize("missing", [1, LARGE + 1])
def test_where_a_segment_is_missing_its_rows_are_looked_through(monkeypatch, missing):
    wanted, part = (
        Wanted(ALL, terms=(("actor:armenia",), ("actor:russia",))),
        Slice(Order("date", descending=True), 200),
    )
    whole = read_page(wanted, part)
    go("among segments", monkeypatch)
    run(f"DELETE FROM records_segment WHERE first = {missing}")
    assert read_page(wanted, part) == whole
    assert len(whole.keys) >= 3
