"""Read dates as articles print them, "early May 2023" or "before 2020", and say them in EDTF: an offer to an editor.

An offer is never more precise than the phrase, and has no year that the phrase does not give. A third of a month is ten
days: early to the 10th, mid to the 20th, late to the end. Parts of longer periods are offered as the whole. What counts
from the day of the article ("last Tuesday"), or can be read in two ways (04/05/2023), is refused with a sentence.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from records import dates
from records.dates import NAMES, SEASONS, EDTFError

LONGEST = 80
UNKNOWN = "XXXX"

_MONTHS = {name.lower(): number for number, name in NAMES.items() if number not in SEASONS}
_MONTH_NUMBERS = _MONTHS | {name[:3]: number for name, number in _MONTHS.items()} | {"sept": "09"}
_SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": "23"}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_POINTS = [
    re.compile(shape)
    for shape in (
        rf"(?:{_DAY} )?{_MONTH}(?: {_YEAR})?",
        rf"{_MONTH} {_DAY}(?: {_YEAR})?",
        rf"{_DAY}(?: {_YEAR})?",
        _YEAR,
        r"(?P<decade>\d{3})0s",
        rf"(?P<season>{'|'.join(_SEASON_NUMBERS)})(?: {_YEAR})?",
    )
]
_THIRDS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
_DAYS_OF_THIRD = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_HEDGES = {
    "about": "~", "around": "~", "circa": "~", "ca.": "~", "c.": "~", "approximately": "~", "roughly": "~",
    "possibly": "?", "perhaps": "?", "probably": "?", "maybe": "?",
}  # fmt: skip
_COUNTED = re.compile(
    r"\b(yesterday|today|tonight|tomorrow|ago|last|next|this|previous|following|later|earlier|recent\w*|now|same)\b"
    rf"|^({'|'.join(_WEEKDAYS)})$"
)
_ALL_NUMBERS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")

Parts = dict[str, str | None]


class PhraseError(ValueError):
    """The phrase is not read; the sentence says why, and what to write."""


class TwoReadingsError(PhraseError):
    """It is a day, and which one nobody can tell."""


def read_phrase(phrase: str) -> str:
    """EDTF for a phrase. Raises PhraseError."""
    said = _plain(phrase)
    if _ALL_NUMBERS.search(said):
        raise TwoReadingsError(
            "Day and month cannot be told apart here. Write the month as a word, as in 4 May 2023."
        )
    edtf = _read(said)
    if edtf is None and _COUNTED.search(said):
        raise PhraseError(
            "This counts from another day. Work the date out, and say in the note how it was derived."
        )
    if edtf is None:
        raise PhraseError(
            "This is not read as a date. Write EDTF, or a phrase such as early May 2023 or before 2020."
        )
    try:
        return dates.parse(edtf).text
    except EDTFError as error:
        raise PhraseError(f"As a date, this would be {edtf}, which cannot be: {error.args[0]}") from error


def _plain(phrase: str) -> str:
    if len(phrase) > LONGEST:
        raise PhraseError(f"Write one date here, of {LONGEST} characters at most.")
    text = unicodedata.normalize("NFKC", phrase).lower().replace("–", "-").replace("—", "-").replace(",", " ")
    weekday = rf"\b(?:{'|'.join(_WEEKDAYS)})\b(?= .*\d)"
    text = re.sub(rf"{weekday}|\b(?:the|of|on|in|during|year|month)\b", " ", text)
    return " ".join(text.replace("-", " - ").replace("mid - ", "mid ").split()).strip(". ")


def _read(said: str) -> str | None:
    readers = (_say_alone, _say_hedged, _say_third, _say_half, _say_bound, _say_pair)
    return next((edtf for reader in readers if (edtf := reader(said))), None)


def _say_alone(said: str) -> str | None:
    parts = _point(said)
    return _edtf(parts) if parts else None


def _say_hedged(said: str) -> str | None:
    said = f"possibly {said[:-1].rstrip()}" if said.endswith("?") else said
    hedge, _, rest = said.partition(" ")
    parts = _point(rest)
    return f"{_edtf(parts)}{_HEDGES[hedge]}" if hedge in _HEDGES and parts else None


def _say_third(said: str) -> str | None:
    word, _, rest = said.partition(" ")
    parts = _point(rest)
    if word not in _THIRDS or parts is None or parts.get("day"):
        return None
    if not parts.get("month"):
        return _edtf(parts)  # how long the early part of a year is, nobody has agreed
    return _days_of_month(parts, *_DAYS_OF_THIRD[_THIRDS[word]])


def _say_half(said: str) -> str | None:
    found = re.fullmatch(r"(?P<which>first|second) half (?P<rest>.+)", said)
    parts = _point(found["rest"]) if found else None
    if found is None or parts is None or parts.get("day"):
        return None
    if not parts.get("month"):
        return _edtf(parts)
    # Halves of an odd number of days share the middle one.
    return _days_of_month(parts, *((1, 16) if found["which"] == "first" else (15, 31)))


def _days_of_month(parts: Parts, first: int, last: int) -> str:
    year = parts.get("year")
    longest = monthrange(int(year) if year and int(year) else 2000, int(parts["month"] or 0))[1]
    month = _edtf(parts)
    return f"[{month}-{first:02}..{month}-{min(last, longest):02}]"


_BOUNDS = {
    "before": "[..{before}]",
    "prior to": "[..{before}]",
    "by": "[..{itself}]",
    "no later than": "[..{itself}]",
    "until": "../{itself}",
    "till": "../{itself}",
    "up to": "../{itself}",
    "after": "[{after}..]",
    "since": "{itself}/..",
    "from": "{itself}/..",
}


def _say_bound(said: str) -> str | None:
    word = next((word for word in _BOUNDS if said.startswith(f"{word} ")), None)
    if word is None:
        return None
    rest = re.sub(r" (?:on|onwards|onward)$", "", said.removeprefix(f"{word} "))
    parts = _point(rest)
    if parts is None or not (parts.get("year") or parts.get("decade")):
        return None
    itself = _edtf(parts)
    if "{itself}" in _BOUNDS[word]:
        return _BOUNDS[word].format(itself=itself)
    return _beside(itself, _BOUNDS[word])


def _beside(itself: str, says: str) -> str | None:
    """The period just before or after one, said as precisely as that one is."""
    try:
        period = dates.parse(itself)
        first, last = period.earliest or date.min, period.latest or date.max
        before, after = (day.isoformat() for day in (first - timedelta(1), last + timedelta(1)))
    except (EDTFError, OverflowError):
        return None
    precision = 4 if "X" in itself or itself[5:] in SEASONS else len(itself)
    return says.format(before=before[:precision], after=after[:precision])


_PAIRS = (
    (re.compile(r"between (?P<first>.+?) and (?P<last>.+)"), "[{first}..{last}]"),
    (re.compile(r"(?:from )?(?P<first>.+?) (?:-|to|until|till|through) (?P<last>.+)"), "{first}/{last}"),
    (re.compile(r"(?:either )?(?P<first>.+?) or (?P<last>.+)"), "[{first},{last}]"),
    (re.compile(r"(?:both )?(?P<first>.+?) and (?P<last>.+)"), "{{{first},{last}}}"),
)


def _say_pair(said: str) -> str | None:
    for shape, says in _PAIRS:
        if found := shape.fullmatch(said):
            first, last = _point(found["first"], alone=False), _point(found["last"], alone=False)
            if first is None or last is None:
                return None
            first, last = _completed(first, last)
            if _is_whole(first) and _is_whole(last) and bool(first.get("day")) == bool(last.get("day")):
                return says.format(first=_edtf(first), last=_edtf(last))
            return None
    return None


def _completed(first: Parts, last: Parts) -> tuple[Parts, Parts]:
    """What only one of the two names, both share: 1 and 4 May 2023; May 1 and 4, 2023."""
    if first.get("day") and last.get("day"):
        month = first.get("month") or last.get("month"), last.get("month") or first.get("month")
        first, last = first | {"month": month[0]}, last | {"month": month[1]}
    if not first.get("year") and any(first.get(part) and last.get(part) for part in ("month", "season")):
        first = first | {"year": last.get("year")}
    return first, last


def _is_whole(parts: Parts) -> bool:
    return bool(parts.get("month") or not parts.get("day"))


def _point(said: str, *, alone: bool = True) -> Parts | None:
    """Year, month, day, decade or season that one date names; a day without its month only beside another date."""
    for shape in _POINTS:
        found = shape.fullmatch(said)
        parts = found.groupdict() if found else {}
        if found and (parts.get("month") or not parts.get("day") or not alone):
            if parts.get("month"):
                parts["month"] = _MONTH_NUMBERS[parts["month"]]
            return parts
    return None


def _edtf(parts: Parts) -> str:
    if parts.get("decade"):
        return f"{parts['decade']}X"
    year = parts.get("year") or UNKNOWN
    if parts.get("season"):
        return f"{year}-{_SEASON_NUMBERS[parts['season'] or '']}"
    month, day = parts.get("month"), parts.get("day")
    return f"{year}-{month}-{day:>02}" if month and day else f"{year}-{month}" if month else year
