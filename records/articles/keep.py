"""Keep: a text becomes the private text of a source, in place of any other, and the source says which text it is."""

from django.db import transaction

from records.articles.article import Article
from records.kinds.source import Source


@transaction.atomic
def keep(*, source: Source, text: str, by: str) -> Article:
    """Keep the text. The source is changed, by this account, only where its SHA-256 or word count were others."""
    article = Article(source=source, text=text, kept_by=by)
    article.save()
    if (source.sha256, source.word_count) != (article.sha256, article.word_count):
        source.sha256, source.word_count, source.edited_by = article.sha256, article.word_count, by
        source.save()
    return article
