"""Which parameters each collection takes, derived from what its kinds declare."""

from collections.abc import Callable
from functools import cache
from typing import Any

from records import dates
from records.api import parameters as read
from records.api.accepted import format_parameter
from records.api.formats.offered import FORMS, names_for
from records.api.moments import instant, state_at
from records.api.parameters import Parameter, choice
from records.api.signs import signed
from records.api.sparse import fields_parameter
from records.api.trees import tree_of
from records.api.typed import go_by_names, name_or_words
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Filter, Kind
from records.kinds.base.declaration import RECORD_FILTERS
from records.quantities import LARGEST
from records.reading.words import has_words

RULE = (
    "Where a parameter takes several values, a comma means any of, and repeating it all of; `!` before a value leaves it "
    "out, `*` is any at all, `!*` none."
)

ORDERINGS = ("date", "-date", "published_at", "-published_at", "relevance")
DEFAULT_ORDERING = "-date"
PAGE_SIZE, LARGEST_PAGE = 50, 200

SLUG = read.pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write an id: lower-case letters, digits and single hyphens.")
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

AS_OF = Parameter(
    "as_of",
    "What the register said at a time (`2026-01-31T12:00:00Z`; a day means its end) or right after a sequence number. "
    "With a sequence number the answer stays the same, byte for byte, but for redactions and for names that `search` knows "
    "only since.",
    state_at,
)
FORMAT = choice("format", "How the answer is written.", ["json"])
HISTORY_FORMAT = format_parameter(["json", "link"], "`json`, or `link`, a TimeMap of the versions (RFC 7089)")
MANIFEST = choice(
    "manifest",
    "`true` with a `format` of whole answers: not the export but what describes it, with its address for ever, the question, "
    "its sequence, number of rows, bytes, SHA-256, columns and a text to cite it by; and `redacted` as lists have it.",
    ["true"],
)
SEARCH = Parameter(
    "search",
    'Words to find in titles, summaries, outcomes, names and aliases, as in a web search: `"exact phrase"`, `or`, `-not`. '
    "Accents and case are ignored. A name that an actor or place is given later finds earlier records too.",
    words,
)
SEARCH_NAMES = Parameter(
    "search",
    "What somebody types: each word may be the beginning of a word of a name or alias, or a word of the description. The "
    "best come first (`ordering=relevance`) unless another order is asked for. With quotes, `or` or `-not` it is a web "
    "search for whole words. Accents and case are ignored.",
    name_or_words,
)
HIGHLIGHT = choice(
    "highlight",
    "`true` with `search`: `highlights` says, for each entry of the page, where its words stand.",
    ["true"],
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
LISTING = (
    HIGHLIGHT,
    AS_OF,
    choice(
        "ordering",
        "`-date` (newest first, the default), `date`, `-published_at`, `published_at`, or `relevance` with `search`: "
        "the newest 500 matches, the best of them first. What has no date comes last in `-date`.",
        ORDERINGS,
        default=DEFAULT_ORDERING,
    ),
    Parameter(
        "page_size",
        "Entries a page.",
        read.whole_number(1, LARGEST_PAGE),
        schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
    ),
    Parameter(
        "cursor", "Where the page begins: taken from `next` or `previous`, never made by hand.", read.any_text
    ),
    choice(
        "count",
        "`exact` counts every match. Without it `count` is null in a collection of more than 1,000 entries, unless nothing "
        "narrows it or the first page holds every match.",
        ["exact"],
    ),
    MANIFEST,
)
KIND = Parameter(
    "kind",
    "Kind of record. A comma means any of; `!` before one leaves it out.",
    signed(read.one_of(RECORD_KINDS), may_be_absent=False),
    many=True,
    schema={"type": "string"},
    choices=tuple(RECORD_KINDS),
)


@cache
def parameters_of_kind(kind: Kind) -> list[Parameter]:
    """What `/api/v1/<collection>/` takes."""
    conditions = [
        SEARCH_NAMES if go_by_names((kind.name,)) else SEARCH,
        *(DATES if kind.date else ()),
        *map(as_parameter, kind.all_filters),
        *(COUNTS if kind.quantity else ()),
        SINCE,
    ]
    example = f'{{"all": [{{"{kind.all_filters[-1].name}": "*"}}, {{"not": {{"search": "ceasefire"}}}}]}}'
    return _with_listing(conditions, (kind.name,), example)


@cache
def parameters_of_records() -> list[Parameter]:
    """What `/api/v1/records/` takes: what all record kinds have in common, and `kind`."""
    conditions = [SEARCH, *DATES, KIND, *map(as_parameter, RECORD_FILTERS), *COUNTS, SINCE]
    example = '{"any": [{"mediator": "united-states"}, {"kind": "figure", "date_from": "2023"}]}'
    return _with_listing(conditions, tuple(RECORD_KINDS), example)


def _with_listing(conditions: list[Parameter], kinds: tuple[str, ...], example: str) -> list[Parameter]:
    """These, a tree of them, and what a list takes beside conditions."""
    beside = [*LISTING, *shown(kinds), list_format(kinds)]
    tree = tree_of(conditions, beside={parameter.name for parameter in beside}, example=example)
    return [*conditions, tree, *beside]


def list_format(kinds: tuple[str, ...]) -> Parameter:
    """How a list of these kinds can be written."""
    names = names_for(kinds)
    offered = "; ".join(f"`{name}`, {FORMS[name].help}" for name in names[1:])
    return format_parameter(
        names,
        "`json`, a page at a time; or everything that matches at once, in the order of publication unless `ordering` says "
        f"otherwise: {offered}",
    )


def shown(kinds: tuple[str, ...]) -> tuple[Parameter, ...]:
    """What to show of the answer: which parts of documents, and which counts."""
    return fields_parameter(kinds), facets_parameter(facet_names(kinds))


def facet_names(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What can be counted in a collection: each filter's values, kinds where there are several, and years and months."""
    several = ("kind",) if len(kinds) > 1 else ()
    dated = ("year", "month") if all(KINDS[kind].date for kind in kinds) else ()
    return (*several, *filters_of(kinds), *dated)


def facets_parameter(names: tuple[str, ...]) -> Parameter:
    """Which values to count."""
    return choice(
        "facets",
        "Counts for each value of these, with commas between them, in the answer's `facets`: how many entries the list has "
        "when that value is asked for. Each leaves out the filter of its own name; `year` and `month` leave out the dates. "
        "Of the newest 1,000 matches at the most, unless `count=exact` asks for all; with the first page only.",
        names,
        many=True,
        example=",".join(names[:2]),
    )


@cache
def filters_of(kinds: tuple[str, ...]) -> dict[str, Filter]:
    """The index filters of a collection, by parameter name."""
    if len(kinds) == 1:
        return {given.name: given for given in KINDS[kinds[0]].all_filters}
    return {given.name: given for given in RECORD_FILTERS}


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
    return {"id": SLUG, "code": CODE, "text": read.any_text, "yes-no": read.yes_no, "word": SLUG}[
        given.values
    ]


def _choices(given: Filter) -> tuple[str, ...]:
    if given.values == "yes-no":
        return read.YES_NO
    return tuple(given.words.values) if given.words else ()
