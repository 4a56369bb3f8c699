"""What somebody may have meant who gave a parameter that is not known at an address: which lists take it, and which one here
is spelled nearly so or goes by that name in other APIs. Nothing is offered that only shares some letters.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from records.api.nearness import is_near, slips
from records.folding import fold
from records.kinds import KINDS
from records.kinds.base.declaration import RECORD_FILTERS

LONGEST = 100  # characters of a name that are compared
OF_RECORDS = frozenset(
    {"kind", "date_from", "date_to", "date_match", "count_min", "count_max"}.union(
        given.name for given in RECORD_FILTERS
    )
)
# What others call it, or who comes from another list; in the order in which it is offered.
MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("sort", "order", "order_by", "orderby", "sort_by", "sortby"), ("ordering",)),
    **dict.fromkeys(("limit", "per_page", "size", "rows", "max_results"), ("page_size",)),
    **dict.fromkeys(("q", "query", "text", "keyword", "keywords", "term"), ("search",)),
    **dict.fromkeys(("page", "offset"), ("page_size", "cursor")),
    **dict.fromkeys(("from", "start_date", "after", "date_after"), ("date_from", "changed_since")),
    **dict.fromkeys(("to", "end_date", "until", "before", "date_before"), ("date_to",)),
    **dict.fromkeys(("date", "day", "month", "year"), ("date_from", "date_to")),
    **dict.fromkeys(("since", "updated_since", "modified_since"), ("changed_since", "after")),
    **dict.fromkeys(("version", "at"), ("as_of",)),
    **dict.fromkeys(("select", "columns"), ("fields",)),
}

Elsewhere = Callable[[str], Sequence[str]]  # the addresses that take a parameter of this name


def advice(name: str, known: Sequence[str], elsewhere: Elsewhere) -> str:
    """What to do about a parameter that is not among the known ones."""
    plain = fold(name[:LONGEST]).replace("-", "_")
    meant = [each for each in MEANT.get(plain, ()) if each in known] or nearest(plain, known)
    takers = elsewhere(plain)
    said = [
        f"There is no such parameter here; {_take_it(takers)}." if takers else "There is no such parameter."
    ]
    if meant:
        said.append(f"Did you mean {' or '.join(meant)}?")
    elif not takers:
        said.append(f"The parameters here are: {', '.join(known)}.")
    return " ".join(said)


def nearest(typed: str, words: Iterable[str]) -> list[str]:
    """The word that is nearest to what was typed, if one is near."""
    near = [word for word in words if is_near(typed, word)]
    return sorted(near, key=lambda word: slips(typed, word))[:1]


def lists_that_take(name: str) -> Sequence[str]:
    """The addresses of lists with a filter of this name; of what all records have, theirs in common."""
    return _lists_by_filter().get(name, ())


@cache
def _lists_by_filter() -> dict[str, list[str]]:
    lists = {name: ["/api/v1/records/"] for name in OF_RECORDS}
    for kind in KINDS.values():
        for given in kind.filters:
            if not (kind.is_record and given.name in OF_RECORDS):
                lists.setdefault(given.name, []).append(f"/api/v1/{kind.collection}/")
    return lists


def _take_it(takers: Sequence[str]) -> str:
    return f"{' and '.join(takers)} {'takes' if len(takers) == 1 else 'take'} it"
