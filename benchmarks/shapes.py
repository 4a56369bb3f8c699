"""`python -m benchmarks.shapes [SIZE …]`: how the cost of each shape of question grows from 2,000 to 1,000,000 records.

Each size is a database of its own, which is filled first where it is not there. The table has the milliseconds of one page of
50, without HTTP: those of processor time that the server's process and this one take, so that a busy machine changes
little, or those that pass, where the server is on another machine. The plan of each shape's last statement is written to
`benchmarks/plans/<size>.txt`. The embedded cluster of DATA_DIR is used, or the server of DATABASE_URL.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.register import address, fill, make_database

SIZES = (2_000, 1_000_000)
PAGE = 51
TIMES, WARM = 40, 10
WIDTH = 160  # of a line of a plan
PLANS = Path(__file__).parent / "plans"
RECORDS = ("incident", "figure", "negotiation-round", "prisoner-release", "missing-person-talk")
ONE = ("incident",)
EVERY = (*RECORDS, "actor", "measure", "place", "source")
# From half-way on: pairs of action and kind, reasons, and how many a page.
FEEDS = {
    "half-way": (None, None, PAGE),
    "a long page": (None, None, 1_000),
    "a kind": (tuple(product(("publish", "revise", "withdraw", "redact"), ONE)), None, PAGE),
    "a rare kind": (tuple(product(("publish", "revise", "withdraw", "redact"), ("measure",))), None, PAGE),
    "a rare action": (tuple(product(("withdraw",), EVERY)), None, PAGE),
    "an action that never was": (tuple(product(("redact",), EVERY)), None, PAGE),
    "a long page of revisions": (tuple(product(("revise",), EVERY)), None, 1_000),
    "a reason": (tuple(product(("withdraw", "redact"), EVERY)), ("error",), PAGE),
    "a reason that never was": (tuple(product(("withdraw", "redact"), EVERY)), ("legal",), PAGE),
    "every kind and action by name": (
        tuple(product(("publish", "revise", "withdraw", "redact"), EVERY)),
        None,
        PAGE,
    ),
}

# Shapes that are also counted by month, the newest of very many; and those of which all are counted.
OVER_TIME = (
    "all records",
    "frequent term",
    "term in a hundred",
    "rare term",
    "two terms that hardly meet",
    "terms that never meet",
    "year",
    "month long ago",
    "frequent term and year",
    "frequent word",
    "word in a hundred",
    "rare word",
    "as of long ago",
    "as of half-way",
    "as of half-way, frequent term",
    "changed in the last hour",
)
ALL_OVER_TIME = ("all records", "term in a hundred", "year", "as of half-way")


def shapes(newest: int, newest_at: Any) -> dict[str, tuple[Any, Any]]:
    """Every shape by name, as what is wanted and the slice of it."""
    from records.reading.wanted import NOW, At, Order, Slice, Wanted

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


def trees(newest: int) -> dict[str, tuple[Any, Any]]:
    """Shapes with exclusions, existence and trees, as the API asks them."""
    from records.reading.narrowing import narrowed
    from records.reading.trees import AllOf, AnyOf, Not, Number, Period, Terms, Words
    from records.reading.wanted import NOW, At, Order, Slice, Wanted

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


def facets() -> dict[str, dict[str, Any]]:
    """Every shape of facets by name, as the values of its parameters."""
    everything = (
        "kind,actor,party,mediator,host,claimant,place,country,source,publisher,status,contested,year,month"
    )

    def counting(names: str, **asked: Any) -> dict[str, Any]:
        return {"facets": [names.split(",")], **asked}

    frequent, common, rare = [["actor-0"]], [["actor-30"]], [["source-7"]]
    return {
        "facets: one, of everything": counting("mediator"),
        "facets: years, of everything": counting("year"),
        "facets: all, of everything": counting(everything),
        "facets: all, frequent term": counting(everything, actor=frequent),
        "facets: all, term in a hundred": counting(everything, actor=common),
        "facets: all, rare term": counting(everything, source=rare),
        "facets: three, two of them asked": counting(
            "actor,status,kind", actor=frequent, status=[["reported"]]
        ),
        "facets: one, terms that hardly meet": counting(
            "place", actor=[["actor-0"], ["actor-1"], ["actor-2"]]
        ),
        "facets: one, frequent word": counting("mediator", search="nimo"),
        "facets: one, word in a hundred": counting("mediator", search="sorlo"),
        "facets: one, rare word": counting("mediator", search="rella"),
    }


def _typed(text: str) -> tuple[Any, Any]:
    """What an actor's name may begin with, the best first."""
    from records.api.questions import order_of, wanted_by
    from records.reading.wanted import Slice

    values = {"search": text, "ordering": "relevance"}
    return wanted_by(("actor",), values), Slice(order_of(values), 11)


def measure(plans: Path) -> dict[str, float]:
    """Milliseconds by shape, on the database of the environment."""
    import django

    django.setup()
    from records.api.facets import facets_of
    from records.reading import pages
    from records.reading.changes import Asked, read_changes
    from records.reading.entries import entry_at
    from records.reading.timeline import read_timeline
    from records.reading.wanted import NOW

    newest, newest_at = pages.latest()
    found = {}
    with plans.open("w") as file:
        for name, (wanted, part) in shapes(newest, newest_at).items():
            found[name] = _time(lambda wanted=wanted, part=part: pages.read_page(wanted, part))
            file.write(f"== {name}: {found[name]} ms\n{_plan(pages, wanted, part)}\n\n")
    asked_by_name = shapes(newest, newest_at)
    for names, exact in ((OVER_TIME, False), (ALL_OVER_TIME, True)):
        for name in names:
            wanted, _ = asked_by_name[name]
            found[f"by month{', all of it' if exact else ''}: {name}"] = _time(
                lambda wanted=wanted, exact=exact: read_timeline(wanted, "month", exact=exact)
            )
    for name, values in facets().items():
        found[name] = _time(lambda values=values: facets_of(RECORDS, values, newest))
    (first,) = pages.read_page(*next(iter(shapes(newest, newest_at).values()))).keys[:1]
    found["one entry"] = _time(lambda: entry_at(ONE[0], first[1], NOW))
    for name, (of, reasons, size) in FEEDS.items():
        asked = Asked(after=newest // 2, of=of, reasons=reasons)
        found[f"the feed, {name}"] = _time(lambda asked=asked, size=size: read_changes(asked, size))
    return found


def _time(ask: Callable[[], Any]) -> float:
    took = []
    for _ in range(TIMES):
        began = _clock()
        ask()
        took.append(_clock() - began)
    return round(statistics.median(took[WARM:]) * 1_000, 2)


def _clock() -> float:
    """Seconds that this process and the server's own for it have worked; or what a clock says, where that is not known."""
    from django.db import connections

    connection = connections["register"].connection
    try:
        server = Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text().split()[0]
    except (AttributeError, OSError):
        return time.perf_counter()
    return time.process_time() + int(server) / 1e9


def _plan(pages: Any, wanted: Any, part: Any) -> str:
    """EXPLAIN of the last statement that a page needs: the nodes that ran, without their conditions."""
    asked: list[tuple[str, Any, bool]] = []
    real = pages.ask

    def listen(statement: str, values: Any = (), *, plan_for_values: bool = False) -> Any:
        asked.append((statement, values, plan_for_values))
        return real(statement, values, plan_for_values=plan_for_values)

    pages.ask = listen
    try:
        pages.read_page(wanted, part)
    finally:
        pages.ask = real
    statement, values, anew = asked[-1]
    rows = real(
        f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) {statement}", values, plan_for_values=anew
    )
    lines = [row[0] for row in rows]
    ran = [
        line
        for line in lines
        if "->" in line and "never executed" not in line and "Subquery Scan" not in line
    ]
    return "\n".join(line[:WIDTH].rstrip() for line in [lines[0], *ran])


def make(records: int) -> str:
    """The database of a size, filled."""
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        name = f"whereabouts_bench_{records}"
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not there:
        fill(make_database(records), records)
    return address(name)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    PLANS.mkdir(exist_ok=True)
    found = []
    for size in sizes:
        environment = os.environ | {"DATABASE_URL": make(size), "WHEREABOUTS_ROLE": "reader"}
        command = [sys.executable, "-m", "benchmarks.shapes", "--measure", str(PLANS / f"{size}.txt")]
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
        output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        found.append(json.loads(output))
    print(f"| ms a page of 50 | {' | '.join(f'{size:,}' for size in sizes)} | last / first |")
    print(f"|---|{'---:|' * (len(sizes) + 1)}")
    for name in found[0]:
        row = [each[name] for each in found]
        print(f"| {name} | {' | '.join(f'{ms:.2f}' for ms in row)} | {row[-1] / row[0]:.1f} |")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(measure(Path(sys.argv[-1]))))
    else:
        main()
