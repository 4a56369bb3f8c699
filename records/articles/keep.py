"""Keep: a text becomes the private text of a source, in place of any other, and the source says which text it is."""

from django.db import transaction

from records.articles.article import Article
from records.kinds.source import Source


@transaction.atomic
def keep(*, source: Source, text: str, by: str) -> Article:
    """Keep the text. The source is changed, by this account, only where its SHA-256 or word count were others."""
    stored = Source.objects.select_for_update().get(pk=source.pk)
    article = Article(source=stored, text=text, kept_by=by)
    article.save()
    if (stored.sha256, stored.word_count) != (article.sha256, article.word_count):
        stored.sha256, stored.word_count, stored.edited_by = article.sha256, article.word_count, by
        stored.save()
    return article
