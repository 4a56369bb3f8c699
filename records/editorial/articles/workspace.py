"""What the page of an article shows beside each paragraph: its digest, the evidence that rests on it, and ways on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse

from records.articles.article import Article
from records.articles.evidence import problem_with
from records.editorial.addresses import page_of
from records.editorial.articles.digest_form import DigestForm
from records.editorial.articles.evidence_rows import with_start
from records.kinds import RECORD_KINDS
from records.kinds.base import Kind
from records.kinds.base.record import Evidence
from records.kinds.source import Source


@dataclass(frozen=True)
class Resting:
    """An item of evidence on its paragraph; `problem` says why it does not match."""

    item: Evidence
    kind: str
    page: str
    problem: str


@dataclass(frozen=True)
class Row:
    """One paragraph. `text` is empty beyond the article's end."""

    number: int
    text: str
    box: BoundField | None
    resting: list[Resting]
    addable: list[tuple[str, str]]  # kinds of record: name, and what people call it


def rows_of(
    site: AdminSite, request: HttpRequest, source: Source, article: Article, form: DigestForm
) -> list[Row]:
    """Every paragraph of the article, then those beyond its end of which a digest or evidence speaks."""
    resting = _resting(source, article.paragraphs)
    kinds = list(_addable(site, request))
    lines = dict(enumerate(article.paragraphs, start=1))
    return [
        Row(
            number,
            lines.get(number, ""),
            form.box(number) if f"digest-{number}" in form.fields else None,
            resting.get(number, []),
            kinds if number in lines else [],
        )
        for number in sorted({*lines, *form.said, *resting})
    ]


def _resting(source: Source, lines: list[str]) -> dict[int, list[Resting]]:
    found: dict[int, list[Resting]] = {}
    cited = Evidence.objects.filter(source=source).select_related("record").order_by("record_id", "position")
    for item in cited:
        problem = problem_with(phrase=item.phrase, paragraph=item.paragraph, lines=lines)
        called = _called(RECORD_KINDS[item.record.kind])
        found.setdefault(item.paragraph, []).append(Resting(item, called, page_of(item.record), problem))
    return found


def _addable(site: AdminSite, request: HttpRequest) -> Iterable[tuple[str, str]]:
    return (
        (kind.name, _called(kind))
        for kind in RECORD_KINDS.values()
        if _admin(site, kind).has_add_permission(request)
    )


def _called(kind: Kind) -> str:
    return str(kind.model._meta.verbose_name)


def add_page(site: AdminSite, request: HttpRequest, source: Source, then: str) -> str | None:
    """Where to add the record that `then` names, as `incident 3`: its kind and a paragraph. None for anything else."""
    name, _, paragraph = then.partition(" ")
    kind = RECORD_KINDS.get(name)
    if kind is None or not paragraph.isascii() or not paragraph.isdigit() or len(paragraph) > 5:
        return None
    if not _admin(site, kind).has_add_permission(request):
        return None
    page = reverse(f"admin:records_{kind.model._meta.model_name}_add")
    return with_start(page, {"source": source.pk, "paragraph": paragraph})


def _admin(site: AdminSite, kind: Kind) -> Any:
    return site.get_model_admin(kind.model)
