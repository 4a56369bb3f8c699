"""Every claim of a measure side by side: who gives which number, the range they span, and whether they can all be true."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import orjson

from records import dates, quantities

MOST = 500  # what one answer sets side by side


@dataclass(frozen=True)
class Claim:
    """What decides whether two claims can both be true."""

    claimant: str | None
    value: quantities.Quantity | None
    date: dates.Edtf | None

    @classmethod
    def of(cls, document: dict[str, Any]) -> "Claim":
        claimant, value, when = document["claimed_by"], document["value"], document["date"]
        return cls(
            claimant["id"] if claimant else None,
            quantities.parse(value) if value else None,
            dates.parse(when["edtf"]) if when else None,
        )

    def disputes(self, other: "Claim") -> bool:
        """True when two claimants give numbers, for periods that overlap, that cannot both be true."""
        if self.value is None or other.value is None or (self.claimant and self.claimant == other.claimant):
            return False
        if self.date and other.date and dates.disjoint(self.date, other.date):
            return False
        return quantities.disjoint(self.value, other.value)


def side_by_side(document: bytes, documents: Sequence[bytes]) -> dict[str, Any]:
    """The measure, its claims (figures, oldest first), the numbers they span, and whether any two contradict each other.

    More than `MOST` claims are not compared: `count`, `range` and `disputed` are null then, which means unknown, and the
    oldest are shown.
    """
    shown = documents[:MOST]
    whole = len(documents) <= MOST
    claims = [Claim.of(orjson.loads(text)) for text in shown] if whole else []
    return {
        "measure": orjson.Fragment(document),
        "count": len(claims) if whole else None,
        "range": _range(claims) if whole else None,
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


def _range(claims: Sequence[Claim]) -> dict[str, int | None]:
    """From the smallest to the largest number; null on a side where a claim, such as "more than 6,500", is open."""
    values = [claim.value for claim in claims if claim.value]
    said = [value for value in values if (value.low, value.high) != (None, None)]
    lows, highs = [value.low for value in said], [value.high for value in said]
    return {"low": _end(lows, min), "high": _end(highs, max)}


def _end(ends: Sequence[int | None], choose: Callable[[Iterable[int]], int]) -> int | None:
    known = [end for end in ends if end is not None]
    return choose(known) if known and len(known) == len(ends) else None
