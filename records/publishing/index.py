"""Index columns of a register row, derived from its document and from the names that the documents it cites carry.

Nothing here is truth: `reindex` rebuilds it all. Terms are `<parameter>:<value>`, so that a query parameter is a look-up;
those with a hyphen before the colon are no parameter's: coarse ones (an order of magnitude) only keep a look-up short, and
`with-any:mediator` or `without-any:actor` says whether a parameter has any value.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL
from psycopg.types.range import Range

from records import dates
from records.date_words import words_to_find
from records.folding import in_words, words_of
from records.kinds import KINDS
from records.kinds.base import Filter
from records.kinds.base.paths import values_at, values_at_each
from records.published import SEARCH_CONFIG
from records.published_terms import LAST_SPAN, beginnings, found_under, keys_of, magnitudes, span_of
from records.publishing.document import citations, cited_in, published_documents

WEIGHTED = " || ".join(
    f"setweight(to_tsvector('{SEARCH_CONFIG}', %s::text), '{weight}')" for weight in ("A", "B", "C")
)
OTHER_NAMES = ("name", "aliases", "names.name")
# Stands before each text but the first, and between names: the server leaves these words out but keeps their places, so that
# no phrase is found that runs from one text into the next.
EDGE = "or or"
BETWEEN = f" {EDGE} "


@dataclass(frozen=True)
class IndexColumns:
    """What the register keeps beside a document so that it can be found."""

    period: Range[date] | None
    span: int
    sort_date: date
    count: Range[int] | None
    terms: list[str]
    keys: list[int] | None
    found_under: list[int]
    cites: list[str]
    texts: tuple[str, str, str]

    def as_columns(self) -> dict[str, Any]:
        columns = dict(self.__dict__)
        return columns | {"search": _search(columns.pop("texts"))}


def index_of(document: Mapping[str, Any], *, other_names: Mapping[str, str]) -> IndexColumns:
    """Index columns of one document; `other_names` maps a cited path to every name it goes by."""
    kind = KINDS[document["kind"]]
    first, last, sort_date, dated = _days(document, kind.date)
    low, high, counted = _numbers(document, kind.quantity)
    coarse = set(magnitudes(low, high)) if counted else set()
    # sorted, so that those of a parameter stand together: `records.reading.tally` takes them out
    terms = sorted(_terms(document, kind.all_filters) | coarse | set(_begun(document)))
    cited = {each["url"]: str(each.get("name") or "") for each in cited_in(document)}
    return IndexColumns(
        period=Range(first, last, "[]") if dated else None,
        span=span_of(first, last),
        sort_date=sort_date,
        count=Range(low, high, "[]") if counted else None,
        terms=terms,
        keys=keys_of(terms),
        found_under=found_under(kind.name, terms, (first, last) if dated else None, sort_date),
        cites=sorted(cited),
        texts=_texts(document, _names_of_cited(cited, other_names)),
    )


def nothing_to_find() -> dict[str, Any]:
    """The index columns of a row without a document."""
    empty: dict[str, Any] = {"period": None, "span": LAST_SPAN, "sort_date": date.min, "count": None}
    return empty | {"terms": [], "keys": [], "found_under": [], "cites": [], "search": None}


def names_for(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Every name of each entry that the documents cite: as the documents themselves have it, or else the register."""
    own: dict[str, str] = {}
    cited: set[str] = set()
    for document in documents:
        own[document["url"]] = names_of(document)
        cited.update(citations(document))
    return own | _published_names(cited - own.keys())


def _published_names(paths: Collection[str]) -> dict[str, str]:
    """Every name of each entry at these paths, as the register has it."""
    return {path: names_of(document) for path, document in published_documents(paths).items()}


def _days(document: Mapping[str, Any], field: str | None) -> tuple[date | None, date | None, date, bool]:
    """First day, last day, the day to sort by, and whether there is a date at all.

    The last day that a calendar here can hold is no bound: PostgreSQL would store the day after it.
    """
    when = document.get(field) if field else None
    if when is None:
        return None, None, date.min, False
    read = dates.parse(when["edtf"])
    return read.earliest, None if read.latest == date.max else read.latest, read.sort_date, True


def _numbers(document: Mapping[str, Any], field: str | None) -> tuple[int | None, int | None, bool]:
    """Low, high, and whether there is a number at all."""
    quantity = document.get(field) if field else None
    if quantity is None or (quantity["low"] is None and quantity["high"] is None):
        return None, None, False
    return quantity["low"], quantity["high"], True


def _terms(document: Mapping[str, Any], filters: Sequence[Filter]) -> set[str]:
    found: set[str] = set()
    values_of_each = values_at_each(document, tuple(given.paths for given in filters))
    for given, values in zip(filters, values_of_each, strict=True):
        found.update(map(given.term, values))
        if bool(values) is not given.usual:
            found.add(given.mark)
    return found


def _begun(document: Mapping[str, Any]) -> Iterator[str]:
    """What finds an entry by its own names while somebody types one."""
    for path in OTHER_NAMES:
        for name in values_at(document, path):
            yield from beginnings(words_of(str(name)))


def _texts(document: Mapping[str, Any], names: Iterable[str]) -> tuple[str, str, str]:
    headline = document.get("title") or document.get("name") or ""
    paths = tuple((path,) for path in KINDS[document["kind"]].search_paths)
    said = [str(value) for values in values_at_each(document, paths) for value in values]
    return in_words(headline), _one_by_one(names), _one_by_one([*said, *_date_in_words(document)])


def _one_by_one(texts: Iterable[str]) -> str:
    return " ".join(f"{EDGE} {in_words(text)}" for text in texts)


def _search(texts: tuple[str, str, str]) -> Any:
    """Headline, names and text, in this order of weight."""
    return RawSQL(WEIGHTED, texts)  # noqa: S611  the words are bound


def _date_in_words(document: Mapping[str, Any]) -> Iterator[str]:
    """People look for "4 June" as readily as for a name, and not for how vague a date is."""
    kind = KINDS[document["kind"]]
    when = document.get(kind.date) if kind.date else None
    if when:
        yield words_to_find(when["edtf"])


def _names_of_cited(cited: Mapping[str, str], other_names: Mapping[str, str]) -> Iterator[str]:
    """Every name of what is cited: as it is called now, and as this document calls it."""
    for path, name in sorted(cited.items()):
        now = other_names.get(path, "")
        yield now if name in now.split(BETWEEN) else f"{name}{BETWEEN}{now}"


def names_of(document: Mapping[str, Any]) -> str:
    """Every name by which a document's own entry goes."""
    return BETWEEN.join(str(value) for path in OTHER_NAMES for value in values_at(document, path))
