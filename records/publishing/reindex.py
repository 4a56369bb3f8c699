"""Reindex: rebuild index columns from the documents. Documents, hashes and sequence are left alone."""

from collections.abc import Iterable

import orjson
from django.db import transaction
from django.db.models import Q

from records.kinds.base.publishable import address_of
from records.published import Published
from records.publishing.index import index_of, names_for


@transaction.atomic
def reindex() -> int:
    """Rebuild the index of every row that carries a document; return how many."""
    return sum(
        _reindex_row(row) for row in Published.objects.filter(document__isnull=False).iterator(chunk_size=500)
    )


def reindex_citing(rows: Iterable[Published]) -> int:
    """Rebuild current rows that cite the given ones, because a new name there is a new way to find them."""
    paths = [f"cites:{address_of(row.kind, row.slug)}" for row in rows]
    if not paths:
        return 0
    return sum(_reindex_row(row) for row in Published.objects.current().filter(Q(terms__overlap=paths)))


def _reindex_row(row: Published) -> int:
    document = orjson.loads(str(row.document))
    columns = index_of(document, other_names=names_for([document])).as_columns()
    return Published.objects.filter(pk=row.pk).update(**columns)
