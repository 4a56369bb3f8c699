"""What the planner expects of a question. It decides only how the question is answered, never the answer."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import prod, sqrt
from typing import Any

import orjson

from records.published_terms import ERAS, kinds_as_terms
from records.reading.conditions import any_of, either_listed, holds, of_kinds, of_trees, with_words
from records.reading.connection import ask
from records.reading.narrowing import follow_from_trees, needs_of
from records.reading.noticing import noticeable
from records.reading.sql import Sql, joined
from records.reading.trees import AnyOf, Either, Period, Terms, Tree, Words
from records.reading.wanted import Groups, Span, Wanted
from records.reading.words import asked_for, may_only_leave_out

MOST_REMEMBERED = 2_000
LASTS = 600.0  # seconds after which the statistics may have moved on
STRAY = 0.01  # share of the register that may be sorted before or after the years it is about
NEARLY_ALL = 0.9  # share of the register from which on its kinds narrow nothing

EVERYTHING = Sql("TRUE")
STEPS = range(0, len(ERAS), 2)  # positions of eras

Known = dict[
    int, tuple[float, float]
]  # rows and until when, by a number: a question may be 4,000 characters long

_remembered: Known = {}


@dataclass(frozen=True)
class Expected:
    """How many rows an index lists for the rarest condition (all, where none is indexed), which share of the kinds all of
    them and the trees match if they have nothing to do with each other, which share an index that is walked through takes
    for matches, which share of the rows is in the period, how many rows they may match together, and rows in all.

    `lively` are the eras that nearly all rows are sorted in; `groups` those to be looked up, the rarest first, the kinds
    among them where they narrow anything.
    """

    rarest: float
    share: float
    noticed: float
    in_period: float
    together: float
    rows: float
    lively: Span
    groups: Groups


def expected(wanted: Wanted) -> Expected:
    """One question of the planner for what is not remembered."""
    by_group = dict(zip(wanted.groups(), map(any_of, wanted.groups()), strict=True))
    words = [*with_words(wanted), *map(_either, wanted.either)]
    noticed = {tree: holds(part) for tree in wanted.trees if (part := noticeable(tree))}
    trees = dict(zip(wanted.trees, of_trees(wanted), strict=True))
    when = holds(Period(wanted.first, wanted.last, wanted.certain)) if wanted.dated else EVERYTHING
    listed = list(_listed(wanted))
    earlier = [Sql("sort_date < %s", (date(ERAS[position], 1, 1),)) for position in STEPS]
    known = _known(
        [
            EVERYTHING,
            of_kinds(wanted),
            *by_group.values(),
            *words,
            *listed,
            *trees.values(),
            *noticed.values(),
            when,
            *earlier,
        ]
    )

    def rows_of(condition: Sql) -> float:
        return max(1.0, known[_key(condition)][0])

    rows = rows_of(EVERYTHING)
    matches = [rows_of(condition) for condition in (EVERYTHING, *by_group.values(), *listed)]
    rarest = min(matches)
    said_twice = follow_from_trees(wanted)
    own = prod(rows_of(condition) / rows for group, condition in by_group.items() if group not in said_twice)

    def walked(trees: Mapping[Tree, Sql]) -> Iterator[float]:
        """Shares of what is walked through: where a tree says when, that is in its days alone."""
        for tree, condition in trees.items():
            yield min(1.0, rows_of(condition) / (rows_of(when) if needs_of(tree).period else rows))

    if rows_of(of_kinds(wanted)) < rows * NEARLY_ALL:
        by_group[kinds_as_terms(wanted.kinds)] = of_kinds(wanted)
    found = sorted(map(rows_of, [*by_group.values(), *words])) or [rows]
    return Expected(
        rarest=rarest,
        share=own * prod(walked(trees)) * prod(rows_of(condition) / rows for condition in with_words(wanted)),
        noticed=min([own * prod(walked(noticed)), *(rows_of(any_of(group)) / rows for group in said_twice)]),
        in_period=rows_of(when) / rows,
        together=found[0] * sqrt(prod(each / rows for each in found[1:])),
        rows=rows,
        lively=_lively([rows_of(condition) for condition in earlier], rows),
        groups=tuple(sorted(by_group, key=lambda group: rows_of(by_group[group]))),
    )


def _listed(wanted: Wanted) -> Iterator[Sql]:
    """What an index lists of words: those to be found, with what is then left out."""
    if not may_only_leave_out(wanted.words):
        yield holds(Words(asked_for(wanted.words)))
    yield from map(_either, either_listed(wanted))


def _either(asked: Either) -> Sql:
    terms = [Terms(asked.terms)] if asked.terms else []
    return holds(AnyOf((*terms, *map(Words, asked.searches))))


def _lively(earlier: list[float], rows: float) -> Span:
    """Between which eras nearly everything is sorted, by how many rows are sorted before each step; all, if unknown."""
    undated, stray = earlier[0], rows * STRAY
    begun = [position for position, before in zip(STEPS, earlier, strict=True) if before <= undated + stray]
    ended = [position - 1 for position, before in zip(STEPS, earlier, strict=True) if before >= rows - stray]
    if len(begun) == len(STEPS) or -1 in ended:
        return 0, len(ERAS) - 1
    return begun[-1], min([*ended, len(ERAS) - 1])


def _key(condition: Sql) -> int:
    return hash(f"{condition.text} {condition.values}")


def _known(asked: list[Sql]) -> Known:
    """What is remembered of each, and of the others what the planner says, asked for all at once. It is this question's own:
    another thread may let go of all meanwhile.
    """
    now, by_key = time.monotonic(), {_key(condition): condition for condition in asked}
    known = {key: found for key in by_key if (found := _remembered.get(key)) and now < found[1]}
    learnt = _learn({key: condition for key, condition in by_key.items() if key not in known})
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered.update(learnt)
    return known | learnt


def _learn(conditions: dict[int, Sql]) -> Known:
    """One question of the planner, where there is anything to learn."""
    if not conditions:
        return {}
    selects = [Sql("SELECT 1 FROM records_published WHERE") + condition for condition in conditions.values()]
    question = Sql("EXPLAIN (FORMAT JSON)") + joined(" UNION ALL ", selects)
    ((text,),) = ask(question.text, question.values, plan_for_values=True)
    plans = _one_each(orjson.loads(text)[0]["Plan"], len(conditions))
    until = time.monotonic() + LASTS
    return {key: (float(plan["Plan Rows"]), until) for key, plan in zip(conditions, plans, strict=True)}


def _one_each(plan: dict[str, Any], conditions: int) -> list[dict[str, Any]]:
    """The plan of each condition; where the planner made something else of them, all of it, as if each were common."""
    if plan["Node Type"] == "Append" and len(plan["Plans"]) == conditions:
        return list(plan["Plans"])
    return [plan] * conditions
