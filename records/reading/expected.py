"""What the planner expects of a question. It decides only how the question is answered, never the answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod, sqrt

from records.published_terms import kinds_as_terms
from records.reading.conditions import any_of, either_listed, holds, of_kinds, of_trees, with_words
from records.reading.narrowing import follow_from_trees, needs_of
from records.reading.noticing import noticeable
from records.reading.planner import EVERYTHING, lively_eras, rows_expected
from records.reading.sql import Sql
from records.reading.trees import AnyOf, Either, Period, Terms, Tree, Words
from records.reading.wanted import Groups, Span, Wanted
from records.reading.words import asked_for, may_only_leave_out

NEARLY_ALL = 0.9  # share of the register from which on its kinds narrow nothing


@dataclass(frozen=True)
class Expected:
    """How many rows an index lists for the rarest condition (all, where none is indexed), which share of the kinds all of
    them and the trees match if they have nothing to do with each other, which share an index that is walked through takes
    for matches, which share of the rows is in the period, how many rows of the kinds are, how many they may match together,
    and rows in all.

    `lively` are the eras that nearly all rows are sorted in; `groups` those to be looked up, the rarest first, the kinds
    among them where they narrow anything.
    """

    rarest: float
    share: float
    noticed: float
    in_period: float
    within: float
    together: float
    rows: float
    lively: Span
    groups: Groups


def expected(wanted: Wanted) -> Expected:
    """At most one question of the planner."""
    kinds, by_group = of_kinds(wanted), {group: any_of(group) for group in wanted.groups()}
    searched, listed = list(with_words(wanted)), list(_listed(wanted))
    trees = dict(zip(wanted.trees, of_trees(wanted), strict=True))
    noticed = {tree: holds(part) for tree in wanted.trees if (part := noticeable(tree))}
    when = holds(Period(wanted.first, wanted.last, wanted.certain)) if wanted.dated else EVERYTHING
    of_groups, of_each_tree = by_group.values(), (*trees.values(), *noticed.values())
    rows_of = rows_expected([EVERYTHING, kinds, *of_groups, *searched, *listed, *of_each_tree, when])
    rows, said_twice = rows_of(EVERYTHING), follow_from_trees(wanted)

    def share(conditions: Iterable[Sql]) -> float:
        return prod(rows_of(condition) / rows for condition in conditions)

    def share_of_walked(trees: Mapping[Tree, Sql]) -> float:
        """Where a tree says when, what is walked through is of its days alone."""
        walked = {tree: rows_of(when) if needs_of(tree).period else rows for tree in trees}
        return prod(min(1.0, rows_of(condition) / walked[tree]) for tree, condition in trees.items())

    own = share(condition for group, condition in by_group.items() if group not in said_twice)
    rarest = min(map(rows_of, (EVERYTHING, *of_groups, *listed)))
    if rows_of(kinds) < rows * NEARLY_ALL:
        by_group[kinds_as_terms(wanted.kinds)] = kinds
    found = sorted(map(rows_of, [*by_group.values(), *listed])) or [rows]
    return Expected(
        rarest=rarest,
        share=own * share_of_walked(trees) * share(searched),
        noticed=min(
            [
                own * share_of_walked(noticed),
                *(share([by_group[group]]) for group in said_twice if group in by_group),
            ]
        ),
        in_period=rows_of(when) / rows,
        within=rows_of(kinds) * rows_of(when) / rows,
        together=found[0] * sqrt(prod(each / rows for each in found[1:])),
        rows=rows,
        lively=lively_eras(),
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
