"""Narrowing: a question with trees, made into one whose plain conditions say as much of them as they can.

Indexes answer plain conditions, and the rest of a tree is asked of each row that is met. So what holds in any case is taken
out of its tree, and what follows from a tree is asked beside it: where each branch of an `any` needs a term, one of these;
where each has a period, the days from the first to the last. From what is not so, nothing follows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce

from records.published_terms import magnitudes_asked
from records.reading.trees import (
    AllOf,
    AnyOf,
    Either,
    Group,
    Kinds,
    Not,
    Number,
    Period,
    Since,
    Terms,
    Tree,
    Words,
)
from records.reading.wanted import Wanted

NOTHING = ("none",)  # the kind of no row
MOST_LENT = 8  # conditions that one tree adds; each is asked of the planner and of the index


def narrowed(wanted: Wanted, *trees: Tree) -> Wanted:
    """The question with these trees as well. The kinds of `wanted` are all there are to choose from."""
    whole = plain(AllOf(trees), wanted.kinds)
    for part in whole.parts if isinstance(whole, AllOf) else (whole,):
        wanted = _with_condition(wanted, part)
    return reduce(_with_needs, map(needs_of, wanted.trees), wanted)


def plain(tree: Tree, kinds: Group, *, holds: bool = True) -> Tree:
    """The same tree with `Not` around single conditions alone; not of these kinds means of the other ones."""
    match tree:
        case Not(part):
            return plain(part, kinds, holds=not holds)
        case AllOf(parts) | AnyOf(parts):
            inner = [plain(part, kinds, holds=holds) for part in parts]
            return _all_of(inner) if isinstance(tree, AllOf) is holds else _any_of(inner)
        case Kinds(any_of) if not holds:
            return Kinds(tuple(kind for kind in kinds if kind not in any_of))
        case _:
            return tree if holds else Not(tree)


def _all_of(parts: Iterable[Tree]) -> Tree:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def _any_of(parts: Iterable[Tree]) -> Tree:
    """Terms together are one condition, and so are kinds."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    terms = [part.any_of for part in flat if isinstance(part, Terms)]
    kinds = [part.any_of for part in flat if isinstance(part, Kinds)]
    joined: list[Tree] = [part for part in flat if not isinstance(part, Terms | Kinds)]
    joined += [*([Terms(_union(terms))] if terms else []), *([Kinds(_union(kinds))] if kinds else [])]
    return joined[0] if len(joined) == 1 else AnyOf(tuple(joined))


def _union(groups: Iterable[Group]) -> Group:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _with_condition(wanted: Wanted, part: Tree) -> Wanted:
    """With what must hold: among the plain conditions where there is room for it; of two periods, the shorter."""
    match part:
        case Terms(any_of):
            return replace(wanted, terms=(*wanted.terms, any_of))
        case Kinds(any_of):
            return _of_kinds(wanted, any_of)
        case Since(time):
            return _since(wanted, time)
        case Words(text) if not wanted.words:
            return replace(wanted, words=text)
        case Number(low, high) if not wanted.counted:
            return replace(wanted, low=low, high=high)
        case Period() if not wanted.dated:
            return _in_period(wanted, part)
        case Period() if both := _both(part, Period(wanted.first, wanted.last, wanted.certain)):
            return _in_period(wanted, both)
        case Period() if _length(part) < _length(own := Period(wanted.first, wanted.last, wanted.certain)):
            return replace(_in_period(wanted, part), trees=(*wanted.trees, own))
    return replace(wanted, trees=(*wanted.trees, part))


def _of_kinds(wanted: Wanted, kinds: Group) -> Wanted:
    return replace(wanted, kinds=tuple(kind for kind in wanted.kinds if kind in kinds) or NOTHING)


def _since(wanted: Wanted, time: datetime) -> Wanted:
    return replace(wanted, since=max(wanted.since or time, time))


def _in_period(wanted: Wanted, period: Period) -> Wanted:
    return replace(wanted, first=period.first, last=period.last, certain=period.certain)


def _both(one: Period, other: Period) -> Period | None:
    """The days that they share, if they do: what reaches into these, or lies within, does so with both."""
    first = max(filter(None, (one.first, other.first)), default=None)
    last = min(filter(None, (one.last, other.last)), default=None)
    if one.certain is not other.certain or (first and last and first > last):
        return None
    return Period(first, last, one.certain)


def _length(period: Period) -> timedelta:
    return period.last - period.first if period.first and period.last else timedelta.max


def follow_from_trees(wanted: Wanted) -> set[Group]:
    """The groups that are asked for only because a tree needs them."""
    return {group.terms for tree in wanted.trees for group in needs_of(tree).groups if not group.searches}


@dataclass(frozen=True)
class Needs:
    """What follows from a tree; None and no groups where nothing does."""

    groups: Sequence[Either] = ()
    period: Period | None = None
    since: datetime | None = None
    kinds: Group | None = None


def _with_needs(wanted: Wanted, needs: Needs) -> Wanted:
    groups = needs.groups[:MOST_LENT]
    terms = tuple(group.terms for group in groups if not group.searches)
    either = tuple(group for group in groups if group.searches)
    wanted = replace(wanted, terms=_union_of_groups(wanted.terms, terms), either=(*wanted.either, *either))
    if needs.period and not wanted.dated:
        wanted = _in_period(wanted, needs.period)
    if needs.since:
        wanted = _since(wanted, needs.since)
    return wanted if needs.kinds is None else _of_kinds(wanted, needs.kinds)


def _union_of_groups(groups: tuple[Group, ...], more: tuple[Group, ...]) -> tuple[Group, ...]:
    return tuple(dict.fromkeys((*groups, *more)))


def needs_of(tree: Tree) -> Needs:
    """What follows from a plain tree."""
    match tree:
        case AllOf(parts):
            return _of_all([needs_of(part) for part in parts])
        case AnyOf(parts):
            return _of_any([needs_of(part) for part in parts])
        case Terms(any_of):
            return Needs(groups=[Either(any_of)])
        case Words(text):
            return Needs(groups=[Either(searches=(text,))])
        case Number(low, high):
            return Needs(groups=[Either(tuple(magnitudes_asked(low, high)))])
        case Period():
            return Needs(period=tree)
        case Since(time):
            return Needs(since=time)
        case Kinds(any_of):
            return Needs(kinds=any_of)
    return Needs()


def _of_all(parts: Sequence[Needs]) -> Needs:
    periods = [part.period for part in parts if part.period]
    kinds = [part.kinds for part in parts if part.kinds is not None]
    return Needs(
        groups=[group for part in parts for group in part.groups],
        period=min(periods, key=_length, default=None),
        since=max((part.since for part in parts if part.since), default=None),
        kinds=tuple(kind for kind in kinds[0] if all(kind in each for each in kinds)) if kinds else None,
    )


def _of_any(parts: Sequence[Needs]) -> Needs:
    """Only what each of them has."""
    if not parts:
        return Needs()
    periods = [part.period for part in parts if part.period]
    times = [part.since for part in parts if part.since]
    kinds = [part.kinds for part in parts if part.kinds is not None]
    return Needs(
        groups=list(_one_of_each([part.groups for part in parts])),
        period=_around(periods) if len(periods) == len(parts) else None,
        since=min(times) if len(times) == len(parts) else None,
        kinds=_union(kinds) if len(kinds) == len(parts) else None,
    )


def _one_of_each(branches: Sequence[Sequence[Either]]) -> Iterator[Either]:
    """Whichever branch holds, one of each of these does. Like goes with like where the names of parameters tell."""
    if not branches or not all(branches):
        return
    alike = [sorted(groups, key=lambda group: (group.searches, group.terms)) for groups in branches]
    for position in range(max(map(len, alike))):
        chosen = [groups[min(position, len(groups) - 1)] for groups in alike]
        yield Either(_union(one.terms for one in chosen), _union(one.searches for one in chosen))


def _around(periods: Sequence[Period]) -> Period | None:
    """From the first day of any to the last of any."""
    first = min(each.first or date.min for each in periods)
    last = max(each.last or date.max for each in periods)
    if first == date.min and last == date.max:
        return None
    ends = None if first == date.min else first, None if last == date.max else last
    return Period(*ends, certain=all(each.certain for each in periods))
