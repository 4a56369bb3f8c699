"""Index columns of a register row, derived from its document and from the names that the documents it cites carry.

Nothing here is truth: `reindex` rebuilds it all. Terms are `<parameter>:<value>`, so that a query parameter is a look-up.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL
from psycopg.types.range import Range

from records import dates
from records.folding import fold
from records.kinds import KINDS
from records.kinds.base import Filter
from records.kinds.base.declaration import values_at
from records.published import SEARCH_CONFIG
from records.publishing.document import citations, cited_in, published_documents

WEIGHTED = " || ".join(
    f"setweight(to_tsvector('{SEARCH_CONFIG}', %s), '{weight}')" for weight in ("A", "B", "C")
)
OTHER_NAMES = ("name", "aliases", "names.name")


@dataclass(frozen=True)
class IndexColumns:
    """What the register keeps beside a document so that it can be found."""

    period: Range[date] | None
    sort_date: date
    count: Range[int] | None
    terms: list[str]
    search: Any

    def as_columns(self) -> dict[str, Any]:
        return dict(self.__dict__)


def index_of(document: Mapping[str, Any], *, other_names: Mapping[str, str]) -> IndexColumns:
    """Index columns of one document; `other_names` maps a cited path to every name it goes by."""
    kind = KINDS[document["kind"]]
    when = document.get(kind.date) if kind.date else None
    read = dates.parse(when["edtf"]) if when else None
    return IndexColumns(
        period=_period(read) if read else None,
        sort_date=read.sort_date if read else date.min,
        count=_count(document.get(kind.quantity)) if kind.quantity else None,
        terms=sorted(_terms(document, kind.all_filters)),
        search=_search(document, kind.search_paths, other_names),
    )


def nothing_to_find() -> dict[str, Any]:
    """The index columns of a row without a document."""
    return {"period": None, "sort_date": date.min, "count": None, "terms": [], "search": None}


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


def _period(read: dates.Edtf) -> Range[date]:
    """The last day that a calendar here can hold is no bound: PostgreSQL would store the day after it."""
    return Range(read.earliest, None if read.latest == date.max else read.latest, "[]")


def _count(quantity: Mapping[str, Any] | None) -> Range[int] | None:
    if quantity is None or (quantity["low"] is None and quantity["high"] is None):
        return None
    return Range(quantity["low"], quantity["high"], "[]")


def _terms(document: Mapping[str, Any], filters: Iterable[Filter]) -> set[str]:
    stated = {
        given.term(value) for given in filters for path in given.paths for value in values_at(document, path)
    }
    cited = {f"cites:{path}" for path in citations(document)}
    return stated | cited | {f"path:{document['url']}"}


def _search(document: Mapping[str, Any], paths: Iterable[str], other_names: Mapping[str, str]) -> Any:
    headline = document.get("title") or document.get("name") or ""
    said = [str(value) for path in paths for value in values_at(document, path)]
    text = " ".join([*said, *_date_in_words(document)])
    names = " ".join(_names_of_cited(document, other_names))
    return RawSQL(WEIGHTED, (fold(headline), fold(names), fold(text)))  # noqa: S611  the words are bound


def _date_in_words(document: Mapping[str, Any]) -> Iterator[str]:
    """People look for "4 June" as readily as for a name."""
    kind = KINDS[document["kind"]]
    when = document.get(kind.date) if kind.date else None
    if when:
        yield dates.describe(when["edtf"])


def _names_of_cited(document: Mapping[str, Any], other_names: Mapping[str, str]) -> Iterator[str]:
    """Every name of what is cited: as it is called now, and as this document calls it."""
    cited = {each["url"]: str(each.get("name") or "") for each in cited_in(document)}
    for path, name in sorted(cited.items()):
        now = other_names.get(path, "")
        yield now if name in now else f"{name} {now}"


def names_of(document: Mapping[str, Any]) -> str:
    """Every name by which a document's own entry goes."""
    return " ".join(str(value) for path in OTHER_NAMES for value in values_at(document, path))
