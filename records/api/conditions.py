"""The conditions by which entries are asked for: words, dates, numbers, and what a kind declares as a filter."""

from collections.abc import Callable
from typing import Any

from records import dates
from records.api import parameters as read
from records.api.ids import SLUG, id_of, kind_of_ids
from records.api.moments import instant
from records.api.parameters import Parameter, choice
from records.api.signs import signed
from records.api.typed import name_or_words
from records.kinds import RECORD_KINDS
from records.kinds.base import Filter
from records.quantities import LARGEST
from records.reading.words import has_words

CODE = read.pattern(
    r"[A-Z]{2}", "Write a country as two capital letters (ISO 3166-1 alpha-2), for example AM."
)


def edtf(text: str) -> dates.Edtf:
    """A date or period in EDTF."""
    try:
        return dates.parse(text)
    except dates.EDTFError as error:
        raise ValueError(f"Write a date such as 2022-10-17, 2022-10 or 2022. {error}") from error


def day_or_time(text: str) -> Any:
    """A time of publication; a day means its beginning."""
    return instant(text, end_of_day=False)


def words(text: str) -> str:
    """Something to search for."""
    if not has_words(read.to_look_for(text)):
        raise ValueError(
            "Add a word that says more: words such as the, of and who stand everywhere and are not looked for."
        )
    return text


WHOLE_NUMBER = {"type": "integer", "minimum": 0, "maximum": LARGEST}

SEARCH = Parameter(
    "search",
    "Words to find in titles, summaries, outcomes, names and aliases, and the days, months and years of dates (`4 June`, "
    '`May 2023`), as in a web search: `"exact phrase"`, `or`, `-not`. Accents and case are ignored. A name '
    "that an actor or place is given later finds earlier records too.",
    words,
)
SEARCH_NAMES = Parameter(
    "search",
    "What somebody types: each word may be the beginning of a word of a name or alias, or a word of the description. The "
    "best come first (`ordering=relevance`) unless another order is asked for. With quotes, `or` or `-not` it is a web "
    "search for whole words. Accents and case are ignored.",
    name_or_words,
)
DATES = (
    Parameter(
        "date_from",
        "On or after this date or period (EDTF or ISO 8601, inclusive).",
        edtf,
    ),
    Parameter(
        "date_to",
        "On or before this date or period (EDTF or ISO 8601, inclusive).",
        edtf,
    ),
    choice(
        "date_match",
        "`possible`: the date may fall in the asked period (the default; a date without a year may be any year). "
        "`certain`: it cannot fall outside. Both look at `earliest` and `latest`: one of several days counts as the period "
        "from the first of them to the last.",
        ["possible", "certain"],
        default="possible",
    ),
)
COUNTS = (
    Parameter(
        "count_min", "The number may be this or more.", read.whole_number(0, LARGEST), schema=WHOLE_NUMBER
    ),
    Parameter(
        "count_max", "The number may be this or less.", read.whole_number(0, LARGEST), schema=WHOLE_NUMBER
    ),
)
SINCE = Parameter(
    "changed_since",
    "Only what was published at or after this time; a day means its beginning.",
    day_or_time,
)
KIND_OF_RECORD = Parameter(
    "kind",
    "Kind of record. A comma means any of; `!` before one leaves it out.",
    signed(read.one_of(RECORD_KINDS), may_be_absent=False),
    many=True,
    schema={"type": "string"},
    choices=tuple(RECORD_KINDS),
)


def as_parameter(given: Filter) -> Parameter:
    """A kind's filter as a query parameter."""
    read_one = signed(_reader(given))
    return Parameter(
        given.name,
        given.help,
        read_one,
        many=True,
        choices=_choices(given),
    )


def _reader(given: Filter) -> Callable[[str], Any]:
    if given.words is not None:
        return read.one_of(given.words.values)
    if kind := kind_of_ids(given):
        return id_of(kind)
    return {"id": SLUG, "code": CODE, "text": read.any_text, "yes-no": read.yes_no, "word": SLUG}[
        given.values
    ]


def _choices(given: Filter) -> tuple[str, ...]:
    if given.values == "yes-no":
        return read.YES_NO
    return tuple(given.words.values) if given.words else ()
