"""What the index that is walked through says of a row.

It may say yes where the row then says no, never the other way round.
"""

from collections.abc import Iterator

from records.published_terms import key_of
from records.reading.conditions import holds, of_columns, standing
from records.reading.sql import Sql, either, every
from records.reading.trees import AllOf, AnyOf, Group, Not, Number, Period, Since, Terms, Tree
from records.reading.wanted import Wanted


def noticeable(tree: Tree) -> Tree | None:
    """As much of a tree as the index can tell, if anything. That a number is there never says that a term is not."""
    match tree:
        case AllOf(parts):
            known = _known(parts)
            return AllOf(known) if known else None
        case AnyOf(parts):
            known = _known(parts)
            return AnyOf(known) if len(known) == len(parts) else None
        case Terms() | Period() | Number() | Since() | Not(Period() | Number() | Since()):
            return tree
    return None


def noticed(wanted: Wanted) -> Iterator[Sql]:
    """Conditions on the columns of the index, all of which hold of what is wanted."""
    yield from map(_numbered, wanted.terms)
    yield from of_columns(wanted)
    yield from map(_as_noticed, _known(wanted.trees))
    if not wanted.at.is_now:
        yield standing(wanted.at)


def _known(trees: tuple[Tree, ...]) -> tuple[Tree, ...]:
    return tuple(known for known in map(noticeable, trees) if known)


def _as_noticed(tree: Tree) -> Sql:
    match tree:
        case AllOf(parts):
            return every(map(_as_noticed, parts)).within("(")
        case AnyOf(parts):
            return either(map(_as_noticed, parts)).within("(")
        case Terms(group):
            return _numbered(group)
        case _:
            return holds(tree)


def _numbered(group: Group) -> Sql:
    keys = [key_of(term) for term in group]
    found = Sql("%s = ANY (keys)", (keys[0],)) if len(keys) == 1 else Sql("keys && %s::int[]", (keys,))
    return (found + "OR keys IS NULL").within("(")
