"""Shapes of pages: conditions alone, in pairs and in bad company, far back and long ago.

Django must be set up before this is imported.
"""

from datetime import date, timedelta
from typing import Any

from benchmarks.kinds_asked import ONE, PAGE, RECORDS
from benchmarks.tree_shapes import trees
from records.api.questions import order_of, wanted_by
from records.reading.wanted import NOW, At, Order, Slice, Wanted


def shapes(newest: int, newest_at: Any) -> dict[str, tuple[Any, Any]]:
    """Every shape by name, as what is wanted and the slice of it."""
    dates, times = (
        (Order("date", descending=True), Order("date", descending=False)),
        Order("time", descending=True),
    )
    frequent, common, rare = (("actor:actor-0",),), (("actor:actor-30",),), (("source:source-7",),)
    never = (("category:clash",), ("level:leaders",))
    long_ago = (("actor:actor-33",),)
    year = {"first": date(2005, 1, 1), "last": date(2005, 12, 31)}
    far = {"first": date(1993, 5, 1), "last": date(1993, 5, 31)}
    first = Slice(dates[0], PAGE)

    def of(kinds: tuple[str, ...], at: Any = NOW, **more: Any) -> Any:
        return Wanted(kinds, at, **more)

    return {
        "a collection": (of(ONE), first),
        "all records": (of(RECORDS), first),
        "oldest first": (of(RECORDS), Slice(dates[1], PAGE)),
        "newest published": (of(RECORDS), Slice(times, PAGE)),
        "deep page": (of(ONE), Slice(dates[0], PAGE, ("2000-01-01", "x"))),
        "frequent term": (of(ONE, terms=frequent), first),
        "frequent term, all records": (of(RECORDS, terms=frequent), first),
        "frequent term, oldest first": (of(ONE, terms=frequent), Slice(dates[1], PAGE)),
        "frequent term, newest published": (of(ONE, terms=frequent), Slice(times, PAGE)),
        "term in a hundred": (of(ONE, terms=common), first),
        "term in a hundred, oldest first": (of(ONE, terms=common), Slice(dates[1], PAGE)),
        "term in a hundred, newest published": (of(ONE, terms=common), Slice(times, PAGE)),
        "term in a hundred, since 1995": (of(ONE, terms=common, first=date(1995, 1, 1)), first),
        "term in a hundred, of long ago": (of(ONE, terms=long_ago), first),
        "term in a hundred, small collection": (of(("missing-person-talk",), terms=common), first),
        "frequent term, small collection": (of(("missing-person-talk",), terms=frequent), first),
        "rare term": (of(RECORDS, terms=rare), first),
        "any of three terms": (
            of(ONE, terms=(("actor:actor-9", "actor:actor-11", "actor:actor-33"),)),
            first,
        ),
        "two terms": (of(ONE, terms=(*frequent, ("place:place-3",))), first),
        "two terms that hardly meet": (of(ONE, terms=(("status:denied",), ("host:actor-60",))), first),
        "four terms that hardly meet": (of(ONE, terms=tuple((f"actor:actor-{n}",) for n in range(4))), first),
        "terms that never meet": (of(RECORDS, terms=never), first),
        "terms that never meet, newest published": (of(RECORDS, terms=never), Slice(times, PAGE)),
        "year": (of(RECORDS, **year), first),
        "month long ago": (of(RECORDS, **far), first),
        "month long ago, behind what lasts longer": (
            of(RECORDS, **far),
            Slice(dates[0], PAGE, ("2015-08-19", "x")),
        ),
        "certainly in a month": (of(RECORDS, certain=True, **far), first),
        "since a year, oldest first": (of(RECORDS, first=date(2005, 1, 1)), Slice(dates[1], PAGE)),
        "frequent term and year": (of(ONE, terms=frequent, **year), first),
        "term in a hundred and month": (of(ONE, terms=common, **far), first),
        "three conditions": (of(ONE, terms=(*frequent, ("status:reported",)), **year), first),
        "numbers above the usual": (of(("prisoner-release",), low=100), first),
        "large numbers": (of(("prisoner-release",), low=100_000), first),
        "one number": (of(("prisoner-release",), low=17, high=17), first),
        "frequent word": (of(ONE, words="nimo"), first),
        "word in ten": (of(ONE, words="rovorfu"), first),
        "word in a hundred": (of(ONE, words="sorlo"), first),
        "rare word": (of(ONE, words="rella"), first),
        "phrase": (of(ONE, words='"nimo rovorfu"'), first),
        "phrase of frequent words that hardly meet": (of(ONE, words='"nimo dibu"'), first),
        "the same, with a word between": (of(ONE, words='"nimo of dibu"'), first),
        "a frequent word left out": (of(ONE, words="-nimo"), first),
        "frequent word and rare term": (of(RECORDS, words="nimo", terms=rare), first),
        "frequent word and a term of other kinds": (
            of(ONE, words="nimo", terms=(("level:leaders",),)),
            first,
        ),
        "relevance, frequent word": (
            of(RECORDS, words="nimo"),
            Slice(Order("relevance", descending=True), PAGE),
        ),
        "relevance, word in a hundred": (
            of(RECORDS, words="sorlo"),
            Slice(Order("relevance", descending=True), PAGE),
        ),
        "relevance, rare word": (
            of(RECORDS, words="rella"),
            Slice(Order("relevance", descending=True), PAGE),
        ),
        "as of long ago": (of(RECORDS, At(sequence=newest // 800)), first),
        "as of half-way": (of(RECORDS, At(sequence=newest // 2)), first),
        "as of now": (of(RECORDS, At(sequence=newest)), first),
        "as of half-way, frequent term": (of(ONE, At(sequence=newest // 2), terms=frequent), first),
        "as of half-way, term in a hundred": (of(ONE, At(sequence=newest // 2), terms=common), first),
        "an actor, one letter typed": _typed("n"),
        "an actor, three letters typed": _typed("nim"),
        "an actor, a frequent word typed": _typed("nimo"),
        "changed in the last hour": (of(RECORDS, since=newest_at - timedelta(hours=1)), first),
        **{f"tree: {name}": asked for name, asked in trees(newest).items()},
    }


def _typed(text: str) -> tuple[Any, Any]:
    """What an actor's name may begin with, the best first."""
    values = {"search": text, "ordering": "relevance"}
    return wanted_by(("actor",), values), Slice(order_of(values), 11)
