"""The articles shown beside a record's form, and its evidence that no longer matches them."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest
from django.urls import reverse

from records.articles.article import Article
from records.articles.evidence import evidence_that_no_longer_matches, problem_with
from records.kinds.base import Record
from records.kinds.base.record import Evidence

MOST_ARTICLES = 5  # beside one form; the others are shown once a row cites them
_SOURCE_OF_ROW = re.compile(r"evidence-[0-9]+-source")


@dataclass(frozen=True)
class Panel:
    """Articles to pick evidence from; `paragraph` is the one that the record was started from."""

    articles: list[Article]
    source: str
    paragraph: str


def panel_of(request: HttpRequest, record: Record | None) -> Panel:
    """First the article that the record was started from, then those it cites and those that were just typed."""
    started = request.GET.get("source", "")
    typed = [value for name, value in request.POST.items() if _SOURCE_OF_ROW.fullmatch(name)]
    cited = Evidence.objects.filter(record=record).values_list("source_id", flat=True) if record else []
    wanted: list[Any] = list(dict.fromkeys(filter(None, [started, *map(str, typed), *cited])))
    found = Article.objects.filter(pk__in=wanted).select_related("source")[:MOST_ARTICLES]
    articles = sorted(found, key=lambda article: wanted.index(article.pk))
    return Panel(articles, started, request.GET.get("paragraph", ""))


def mismatches_of(record: Record) -> list[tuple[Evidence, str]]:
    """Stored evidence of a record that no longer matches, each with where its phrase stands now."""
    found: list[Any] = list(
        evidence_that_no_longer_matches().filter(record=record).select_related("source__article")
    )
    return [
        (
            item,
            problem_with(phrase=item.phrase, paragraph=item.paragraph, lines=item.source.article.paragraphs),
        )
        for item in found
    ]


def workspace_of(slug: str) -> str:
    """The page of a source's article."""
    return reverse("admin:records_source_article", args=[quote(slug)])
