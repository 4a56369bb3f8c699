"""Erase: the private text of a source is gone from the desk; the source keeps its SHA-256, so that a copy can be matched."""

from records.articles.article import Article
from records.kinds.source import Source


def erase(*, source: Source) -> bool:
    """Erase the text. False where there was none."""
    erased, _ = Article.objects.filter(source=source).delete()
    return bool(erased)
