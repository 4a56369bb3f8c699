"""Finds the source that an article was entered as before, however its line ends and its end are spelled."""

from records.articles.text import sha256_of, spellings
from records.kinds.source import Source


def known_source(text: str, *, pasted: bool) -> tuple[Source, str] | None:
    """The source with the SHA-256 of this text, and the text as that source's file spells it."""
    by_hash = {sha256_of(spelled): spelled for spelled in (spellings(text) if pasted else [text])}
    source = Source.objects.filter(sha256__in=by_hash).order_by("created_at").first()
    return (source, by_hash[source.sha256]) if source else None
