"""Every claim of a measure side by side: who gives which number, the ranges they span, and whether they can all be true."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import orjson

from records import dates, quantities

MOST = 500  # what one answer sets side by side


@dataclass(frozen=True)
class Claim:
    """What decides whether two claims can both be true, and whether they speak of the same people at the same time."""

    claimants: frozenset[str]
    value: quantities.Quantity | None
    date: dates.Edtf | None
    of_whom: str | None
    when: str | None

    @classmethod
    def of(cls, document: dict[str, Any]) -> "Claim":
        value = document["value"]
        when = document["date"]["edtf"] if document["date"] else None
        return cls(
            frozenset(_claimants(document)),
            quantities.parse(value) if value else None,
            dates.parse(when) if when else None,
            document["of_whom"],
            when,
        )

    def disputes(self, other: "Claim") -> bool:
        """True when two claimants give numbers, for periods that overlap, that cannot both be true."""
        if self.value is None or other.value is None or self.claimants & other.claimants:
            return False
        if self.date and other.date and dates.disjoint(self.date, other.date):
            return False
        return quantities.disjoint(self.value, other.value)


def _claimants(document: dict[str, Any]) -> Iterator[str]:
    """Whoever claims it; a number that is nobody's is that of the sources that print it."""
    if claimant := document["claimed_by"]:
        yield claimant["url"]
        return
    yield from (each["source"]["url"] for each in document["evidence"])


def side_by_side(document: bytes, documents: Sequence[bytes]) -> dict[str, Any]:
    """The measure, its claims (figures, oldest first), the numbers they span, and whether any two contradict each other.

    `range` is of all claims, whomever they count; each of `ranges` is of claims about the same people at the same time. More
    than `MOST` claims are not compared: `count`, `range`, `ranges` and `disputed` are null then, which means unknown, and
    the oldest are shown.
    """
    shown = documents[:MOST]
    whole = len(documents) <= MOST
    claims = [Claim.of(orjson.loads(text)) for text in shown] if whole else []
    return {
        "measure": orjson.Fragment(document),
        "count": len(claims) if whole else None,
        "range": _range(claims) if whole else None,
        "ranges": list(_ranges(claims)) if whole else None,
        "disputed": any(a.disputes(b) for a, b in combinations(claims, 2)) if whole else None,
        "claims": [orjson.Fragment(text) for text in shown],
    }


def disputed_ones(claims: Sequence[Claim]) -> list[bool]:
    """Of each claim, whether another contradicts it."""
    found = [False] * len(claims)
    for (here, a), (there, b) in combinations(enumerate(claims), 2):
        if not (found[here] and found[there]) and a.disputes(b):
            found[here] = found[there] = True
    return found


def _ranges(claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    """A range for each wording of whom the number counts and each date: nothing else says that two claims mean the same."""
    alike: dict[tuple[str | None, str | None], list[Claim]] = {}
    for claim in claims:
        alike.setdefault((claim.of_whom and claim.of_whom.casefold(), claim.when), []).append(claim)
    for group in alike.values():
        said = {"of_whom": group[0].of_whom, "date": group[0].when}
        yield {**said, "count": len(group), **_range(group)}


def _range(claims: Sequence[Claim]) -> dict[str, int | None]:
    """From the smallest to the largest number; null on a side where a claim, such as "more than 6,500", is open."""
    values = [claim.value for claim in claims if claim.value]
    said = [value for value in values if (value.low, value.high) != (None, None)]
    lows, highs = [value.low for value in said], [value.high for value in said]
    return {"low": _end(lows, min), "high": _end(highs, max)}


def _end(ends: Sequence[int | None], choose: Callable[[Iterable[int]], int]) -> int | None:
    known = [end for end in ends if end is not None]
    return choose(known) if known and len(known) == len(ends) else None
