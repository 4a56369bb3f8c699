"""Claims as a picture: who gives which number, oldest first, on one axis; those that cannot be true together are marked.

The words say what each claimant says and nothing of why, and no claim is drawn as the right one.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from records import dates, quantities, quantity_words
from records.api.claims.side_by_side import Claim, disputed_ones
from records.drawing.ranges import Range, lay_out_ranges
from records.drawing.sheet import WIDTH, Key, draw_sheet

MOST_DRAWN = 200
LONGEST, MOST_LINES = 58, 3  # characters of a line, and lines
LEGEND = (
    Key("point", "the number that is said"),
    Key("band", "what it leaves possible; about: ten per cent either way"),
    Key("marked-point", "disputed: another claimant's number for that time cannot be true as well"),
)


def draw_claims(measure: bytes, claims: Sequence[bytes], *, source: str, address: str) -> str:
    """The document: the measure's claims, of very many the oldest."""
    documents = [orjson.loads(text) for text in claims[:MOST_DRAWN]]
    disputed = disputed_ones([Claim.of(document) for document in documents])
    ranges = [_range(document, marked=marked) for document, marked in zip(documents, disputed, strict=True)]
    return draw_sheet(
        lay_out_ranges(ranges, width=WIDTH, longest=LONGEST, most_lines=MOST_LINES),
        title=f"{orjson.loads(measure)['name']}: what is claimed",
        description=" ".join(each.meaning for each in ranges) or "There is no claim.",
        legend=LEGEND,
        notes=[*_notes(documents, len(claims)), source, address],
    )


def _range(document: dict[str, Any], *, marked: bool) -> Range:
    value = document["value"]
    said = quantities.parse(value) if value else None
    low, high = (None if math.isinf(end) else end for end in said.span()) if said else (None, None)
    return Range(
        label=f"{_claimant(document)}: {_number(document['value'])}, {_when(document)}",
        low=low,
        high=high,
        point=said.low if said and said.low == said.high else None,
        marked=marked,
        detail=f"{document['of_whom'] or 'of whom is not said'} ({document['standing']})",
        meaning=_sentence(document, marked=marked),
    )


def _sentence(document: dict[str, Any], *, marked: bool) -> str:
    said = f"{_claimant(document)} says, {_when(document)}: {quantity_words.say(document['value'])}"
    return f"{said}; {document['of_whom'] or 'of whom is not said'}; {document['standing']}{', disputed' if marked else ''}."


def _claimant(document: dict[str, Any]) -> str:
    return str(document["claimed_by"]["name"]) if document["claimed_by"] else "The source itself"


def _number(value: dict[str, Any] | None) -> str:
    """As it is read beside an axis; where a number is spoken of without being given (`thousands`), the source's wording."""
    if value and value["qualifier"] == "unknown" and value["text"]:
        return f"“{value['text']}”"
    said = quantity_words.say(value and value | {"text": None})
    return re.sub(r"[0-9]+", lambda digits: f"{int(digits[0]):,}", said)


def _when(document: dict[str, Any]) -> str:
    return dates.describe(document["date"]["edtf"]) if document["date"] else "date unknown"


def _notes(documents: Sequence[dict[str, Any]], claims: int) -> Iterator[str]:
    if not documents:
        yield "No figure of this measure is in the register."
    if claims > len(documents):
        yield f"Only the oldest {len(documents)} claims are drawn."
    if len({document["of_whom"] for document in documents}) > 1:
        yield "The numbers do not all count the same people; below each stands whom it counts."
