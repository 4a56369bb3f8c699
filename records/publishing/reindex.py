"""Reindex: rebuild index columns from the documents. Documents, hashes and sequence are left alone."""

from collections.abc import Mapping, Sequence

import orjson
from django.db import connection, transaction

from records.kinds import RECORD_KINDS
from records.published import Published
from records.publishing.index import index_of, names_for
from records.publishing.log import sort_look_ups

# A publication adds an entry to its kind; a removal takes one away, unless it was removed before.
COUNT_STANDING = """
UPDATE records_published SET standing = counted.standing FROM (
    SELECT sequence, sum(change) OVER (PARTITION BY kind ORDER BY sequence) AS standing FROM (
        SELECT sequence, kind, CASE
            WHEN action = 'publish' THEN 1
            WHEN action = 'revise' THEN 0
            ELSE -(lag(action) OVER (PARTITION BY kind, slug ORDER BY version) IN ('publish', 'revise'))::int
        END AS change FROM records_published
    ) AS changes
) AS counted WHERE counted.sequence = records_published.sequence AND counted.standing <> records_published.standing
"""


@transaction.atomic
def reindex() -> int:
    """Rebuild the index of every row that carries a document; return how many."""
    # Names are taken from documents first: the terms by which single rows look them up may be what was lost.
    named = Published.objects.current().exclude(kind__in=RECORD_KINDS).values_list("document", flat=True)
    names = names_for(orjson.loads(str(document)) for document in named)
    rows = Published.objects.filter(document__isnull=False)
    with connection.cursor() as cursor:
        # Mended row by row, each string of bits would be written thousands of times.
        cursor.execute("DELETE FROM records_segment")
        rebuilt = sum(_reindex_row(row, names) for row in rows.iterator(chunk_size=500))
        cursor.execute(COUNT_STANDING)
        cursor.execute("SELECT records_published_make_segments()")
    sort_look_ups()
    return rebuilt


def reindex_citing(paths: Sequence[str], *, up_to: int) -> int:
    """Rebuild current rows up to a sequence that cite what stands there: a new name there is a new way to find them."""
    if not paths:
        return 0
    rows = Published.objects.current().citing_any(paths).filter(sequence__lte=up_to)
    rebuilt = sum(
        _reindex_row(row, names_for([orjson.loads(str(row.document))]))
        for row in rows.iterator(chunk_size=500)
    )
    sort_look_ups()
    return rebuilt


def _reindex_row(row: Published, names: Mapping[str, str]) -> int:
    columns = index_of(orjson.loads(str(row.document)), other_names=names).as_columns()
    return Published.objects.filter(pk=row.pk).update(**columns)
