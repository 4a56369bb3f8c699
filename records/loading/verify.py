"""Verify evidence: find every quoted phrase in its paragraph of the article itself. The articles stay where they are."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from records.articles.text import count_words, paragraphs, stands_in
from records.kinds.base.record import Evidence
from records.kinds.source import Source


@dataclass(frozen=True)
class Finding:
    """What was looked for and how it went; `problem` is empty when the phrase stands where it should."""

    what: str
    problem: str = ""


def verify_evidence(*, articles: Path) -> Iterator[Finding]:
    """Match sources to the files in a folder by SHA-256, and check each phrase; one finding an item of evidence."""
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in _files(articles)}
    for source in Source.objects.order_by("pk").iterator():
        path = files.get(source.sha256)
        if path is None:
            yield Finding(f"source/{source.pk}", f"no file in {articles} has its SHA-256")
        else:
            text = path.read_bytes().decode("utf-8")
            cited = Evidence.objects.filter(source=source).order_by("record_id", "position")
            yield from _check_source(source, text)
            yield from (_check_phrase(item, paragraphs(text)) for item in cited.iterator())


def _files(articles: Path) -> list[Path]:
    return [path for path in sorted(articles.iterdir()) if path.is_file()]


def _check_source(source: Source, text: str) -> list[Finding]:
    findings = []
    if source.word_count != count_words(text):
        findings.append(
            Finding(
                f"source/{source.pk}", f"the article has {count_words(text)} words, not {source.word_count}"
            )
        )
    last = max((part["paragraph"] for part in source.digest), default=0)
    if last > len(paragraphs(text)):
        findings.append(
            Finding(f"source/{source.pk}", f"the digest goes to paragraph {last}, beyond the article's end")
        )
    return findings


def _check_phrase(item: Evidence, lines: list[str]) -> Finding:
    what = f"{item.record_id}: {item.source_id} ¶{item.paragraph} “{item.phrase}”"
    if item.paragraph > len(lines):
        return Finding(what, f"the article has only {len(lines)} paragraphs")
    found = item.paragraph in stands_in(item.phrase, lines)
    return Finding(what, "" if found else "the paragraph does not hold this phrase")
