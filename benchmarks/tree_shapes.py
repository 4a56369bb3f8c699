"""Shapes with exclusions, existence and trees, as the API asks them. Django must be set up before this is imported."""

from datetime import date
from typing import Any

from benchmarks.kinds_asked import ONE, PAGE, RECORDS
from records.reading.narrowing import narrowed
from records.reading.trees import AllOf, AnyOf, Not, Number, Period, Terms, Words
from records.reading.wanted import NOW, At, Order, Slice, Wanted


def trees(newest: int) -> dict[str, tuple[Any, Any]]:
    """Every tree by name, as what is wanted and the slice of it."""
    first = Slice(Order("date", descending=True), PAGE)
    oldest, times = Slice(Order("date", descending=False), PAGE), Slice(Order("time", descending=True), PAGE)
    frequent, common, rare = (
        Terms(("actor:actor-0",)),
        Terms(("actor:actor-30",)),
        Terms(("source:source-7",)),
    )
    year, other_year = (Period(date(y, 1, 1), date(y, 12, 31)) for y in (2005, 1996))
    month = Period(date(1993, 5, 1), date(1993, 5, 31))
    every_status = tuple(f"status:{word}" for word in ("completed", "reported", "announced", "denied"))

    def of(kinds: tuple[str, ...], *tree: Any, at: Any = NOW) -> Any:
        return narrowed(Wanted(kinds, at), *tree)

    def some(number: int) -> Any:
        return AllOf((Terms((f"actor:actor-{number}",)), Not(Terms(("status:denied",)))))

    return {
        "not a frequent term": (of(ONE, Not(frequent)), first),
        "not a frequent term, all records": (of(RECORDS, Not(frequent)), first),
        "not a frequent term, oldest first": (of(ONE, Not(frequent)), oldest),
        "not a frequent term, newest published": (of(ONE, Not(frequent)), times),
        "not a frequent term, in a month": (of(ONE, Not(frequent), month), first),
        "not a frequent term, as of half-way": (of(ONE, Not(frequent), at=At(sequence=newest // 2)), first),
        "not what nearly all say": (of(ONE, Not(Terms(("contested:false",)))), first),
        "not what nearly all say, in a year": (of(ONE, Not(Terms(("contested:false",))), year), first),
        "a term in a hundred, not a frequent one": (of(ONE, common, Not(frequent)), first),
        "not a year": (of(ONE, Not(year)), first),
        "not a frequent word": (of(ONE, Not(Words("nimo"))), first),
        "any value, of what half state": (of(ONE, Terms(("with-any:mediator",))), first),
        "any value, of what nobody states": (of(ONE, Terms(("with-any:claimant",))), first),
        "no value, of what nearly all state": (of(ONE, Terms(("without-any:publisher",))), first),
        "no value, of what all state": (of(ONE, Terms(("without-any:place",))), first),
        "nothing left of everything": (of(ONE, Not(Terms(every_status))), first),
        "a rare term or a frequent one": (of(ONE, AnyOf((rare, frequent))), first),
        "a rare term, or a frequent one in a month": (
            of(ONE, AnyOf((rare, AllOf((frequent, month))))),
            first,
        ),
        "one of two years": (of(RECORDS, AnyOf((year, other_year))), first),
        "a term in one year, another in another": (
            of(ONE, AnyOf((AllOf((frequent, year)), AllOf((common, other_year))))),
            first,
        ),
        "a rare word or a rare term": (of(RECORDS, AnyOf((Words("rella"), rare))), first),
        "a frequent word or a rare term": (of(RECORDS, AnyOf((Words("nimo"), rare))), first),
        "one of two rare words": (of(ONE, AnyOf((Words("rella"), Words("kunbadel")))), first),
        "a large number or a rare term": (
            of(("prisoner-release",), AnyOf((Number(100_000, None), rare))),
            first,
        ),
        "sixteen of two": (of(ONE, AnyOf(tuple(map(some, range(20, 36))))), first),
        "not any of sixteen of two": (of(ONE, Not(AnyOf(tuple(map(some, range(20, 36)))))), first),
    }
