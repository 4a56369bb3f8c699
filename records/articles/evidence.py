"""Compares evidence with the private texts of its sources: does the phrase stand in its paragraph, and if not, where?"""

from typing import Any

from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce, StrIndex, Trim

from records.articles.text import stands_in
from records.kinds.base.record import Evidence


def problem_with(*, phrase: str, paragraph: int, lines: list[str]) -> str:
    """Why a phrase is no anchor in a paragraph of this article; empty where it is one."""
    there = stands_in(phrase, lines)
    if paragraph in there:
        return ""
    elsewhere = f"It stands in paragraph {_listed(there)}." if there else "No paragraph of it does."
    if paragraph > len(lines):
        return f"The article has only {len(lines)} paragraphs. {elsewhere if there else ''}".strip()
    return f"Paragraph {paragraph} does not hold this phrase, letter by letter. {elsewhere}"


def _listed(numbers: list[int]) -> str:
    *others, last = map(str, numbers)
    return f"{', '.join(others)} and {last}" if others else last


def evidence_that_no_longer_matches() -> QuerySet[Evidence]:
    """Evidence whose source has a private text in which its paragraph does not hold its phrase; one query, record by record.

    The database compares as `stands_in` does.
    """
    stored = F("source__article__paragraphs")
    line = Func(
        stored, F("paragraph"), template="(%(expressions)s]", arg_joiner=")[", output_field=CharField()
    )
    in_nfkc = Func(F("phrase"), template="normalize(%(expressions)s, NFKC)", output_field=CharField())
    blanks_joined = Func(in_nfkc, Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")
    found: Any = Coalesce(StrIndex(line, Trim(blanks_joined)), 0)
    cited = Evidence.objects.filter(source__article__isnull=False).annotate(found=found)
    return cited.filter(found=0).select_related("record", "source").order_by("record_id", "position", "pk")
