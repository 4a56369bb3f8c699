"""Which parameters each collection takes, derived from what its kinds declare."""

from functools import cache

from records.api import parameters as read
from records.api.accepted import format_parameter
from records.api.conditions import COUNTS, DATES, KIND_OF_RECORD, SEARCH, SEARCH_NAMES, SINCE, as_parameter
from records.api.formats.offered import FORMS, names_for
from records.api.moments import state_at
from records.api.parameters import Parameter, choice
from records.api.sparse import fields_parameter
from records.api.trees import tree_of
from records.api.typed import go_by_names
from records.kinds import KINDS, RECORD_KINDS
from records.kinds.base import Filter, Kind
from records.kinds.base.declaration import RECORD_FILTERS

RULE = (
    "Where a parameter takes several values, a comma means any of, and repeating it all of; `!` before a value leaves it "
    "out, `*` is any at all, `!*` none."
)

ORDERINGS = ("date", "-date", "published_at", "-published_at", "relevance")
DEFAULT_ORDERING = "-date"
PAGE_SIZE, LARGEST_PAGE = 50, 200

AS_OF = Parameter(
    "as_of",
    "What the register said at a time (`2026-01-31T12:00:00Z`; a day means its end) or right after a sequence number "
    "(digits alone, never a year). With a sequence number the answer stays the same, byte for byte, but for redactions and "
    "for names that `search` knows only since.",
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
HIGHLIGHT = choice(
    "highlight",
    "`true` with `search`: `highlights` says, for each entry of the page, where its words stand.",
    ["true"],
)
LISTING = (
    HIGHLIGHT,
    AS_OF,
    choice(
        "ordering",
        "`-date` (newest first, the default), `date`, `-published_at`, `published_at`, or `relevance` with `search`: "
        "the newest 500 matches, the best of them first; the words of `search` decide, not those that a `filter` looks for. "
        "What has no date comes last in `-date`.",
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
    conditions = [SEARCH, *DATES, KIND_OF_RECORD, *map(as_parameter, RECORD_FILTERS), *COUNTS, SINCE]
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
