"""Measures of which the register's figures are contested: what each claimant says, side by side, newest claims first."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Case, IntegerField, Value, When

from records import dates, quantities, quantity_words
from records.drawing.ranges import Range, draw_ranges
from records.editorial.dashboard.shown import Shown, list_address, page_address
from records.kinds import KINDS
from records.published import Published

FIGURE = "figure"
MOST_MEASURES = 3
MOST_CLAIMS = 8
NAMED = "measure:"
CONTESTED = ["contested:true"]


@dataclass(frozen=True)
class Claim:
    """Who gives which number, for when, and the page of that figure."""

    claimant: str
    when: str
    number: str
    address: str
    drawn: Range


@dataclass(frozen=True)
class Disputed:
    """One measure's claims, and the list of all its figures in the register."""

    name: str
    picture: str
    claims: list[Claim]
    address: str


def draw_disputed(shown: Shown) -> list[Disputed]:
    """The measures whose contested figures were published last."""
    if FIGURE not in shown.kinds:
        return []
    return [_draw(measure) for measure in _measures()]


def _measures() -> list[str]:
    contested = Published.objects.current().filter(kind=FIGURE, terms__contains=CONTESTED)
    newest = contested.order_by("-sequence").values_list("terms", flat=True)[:50]
    named = (term.removeprefix(NAMED) for terms in newest for term in terms if term.startswith(NAMED))
    return list(dict.fromkeys(named))[:MOST_MEASURES]


def _draw(measure: str) -> Disputed:
    documents = [orjson.loads(text) for text in _figures(measure)]
    documents.sort(key=lambda document: _first_day(document["date"]))
    claims = [_claim(document) for document in documents]
    name = documents[0]["measure"]["name"]
    picture = draw_ranges(
        [claim.drawn for claim in claims],
        name=f"claims-{measure}",
        title=f"{name}: what is claimed",
        description=f"{'; '.join(_sentences(claims))}.",
    )
    filters = {"measure__id__exact": measure, "register": "live"}
    return Disputed(name, picture, claims, list_address(KINDS[FIGURE].model, filters))


def _figures(measure: str) -> list[Any]:
    """Documents of a measure's figures: the contested ones before others, then the newest."""
    last = Case(When(terms__contains=CONTESTED, then=Value(0)), default=Value(1), output_field=IntegerField())
    figures = Published.objects.current().filter(kind=FIGURE, terms__contains=[f"{NAMED}{measure}"])
    return [figure.document for figure in figures.order_by(last, "-sort_date", "slug")[:MOST_CLAIMS]]


def _claim(document: dict[str, Any]) -> Claim:
    claimant = document["claimed_by"]["name"] if document["claimed_by"] else "The source itself"
    when = dates.describe(document["date"]["edtf"]) if document["date"] else "date unknown"
    number, bare = (quantity_words.say(value) for value in (document["value"], _bare(document["value"])))
    return Claim(
        claimant=claimant,
        when=when,
        number=number,
        address=page_address(FIGURE, document["id"]),
        drawn=_range(f"{bare} – {claimant}, {when}", document["value"]),
    )


def _bare(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """Without the source's wording, which the table beside the picture has room for."""
    return value and value | {"text": None}


def _range(label: str, value: dict[str, Any] | None) -> Range:
    if value is None:
        return Range(label, None, None)
    said = quantities.parse(value)
    low, high = (None if math.isinf(end) else end for end in said.span())
    return Range(label, low, high, point=said.low if said.low == said.high else None)


def _sentences(claims: list[Claim]) -> Iterable[str]:
    return (f"{claim.claimant}, {claim.when}: {claim.number}" for claim in claims)


def _first_day(when: dict[str, Any] | None) -> str:
    read = dates.parse(when["edtf"]) if when else None
    return read.sort_date.isoformat() if read else ""
