"""Verify evidence: find every quoted phrase in its paragraph of the article itself. The articles stay where they are."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from records.kinds.base.record import Evidence
from records.kinds.source import Source


@dataclass(frozen=True)
class Finding:
    """What was looked for and how it went; `problem` is empty when the phrase stands where it should."""

    what: str
    problem: str = ""


def verify_evidence(*, articles: Path) -> list[Finding]:
    """Match sources to the files in a folder by SHA-256, and check each phrase; one finding an item of evidence."""
    texts = {hashlib.sha256(raw).hexdigest(): raw for raw in _files(articles)}
    findings: list[Finding] = []
    for source in Source.objects.order_by("pk"):
        raw = texts.get(source.sha256)
        cited = Evidence.objects.filter(source=source).order_by("record_id", "position")
        if raw is None:
            findings.append(Finding(f"source/{source.pk}", f"no file in {articles} has its SHA-256"))
        else:
            findings += _check_source(source, raw)
            findings += [_check_phrase(item, paragraphs(raw.decode("utf-8"))) for item in cited]
    return findings


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of an article, in NFKC with blanks joined; the first is paragraph 1."""
    joined = (" ".join(unicodedata.normalize("NFKC", line).split()) for line in text.splitlines())
    return [line for line in joined if line]


def _files(articles: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(articles.iterdir()) if path.is_file()]


def _check_source(source: Source, raw: bytes) -> list[Finding]:
    text = raw.decode("utf-8")
    findings = []
    if source.word_count != len(text.split()):
        findings.append(
            Finding(
                f"source/{source.pk}", f"the article has {len(text.split())} words, not {source.word_count}"
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
    wanted = " ".join(unicodedata.normalize("NFKC", item.phrase).split())
    return Finding(
        what, "" if wanted in lines[item.paragraph - 1] else "the paragraph does not hold this phrase"
    )
