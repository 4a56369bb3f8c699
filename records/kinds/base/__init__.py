"""The one door through which a kind module sees the record model.

A kind imports `django.db.models`, `rest_framework.serializers` and this file, and nothing else, so that the layers above
stay out of it. Nothing is defined here.
"""

from records.kinds.base.columns import (
    actor_column,
    breakdown_column,
    country_column,
    level_column,
    modality_column,
    of_whom_column,
    wikidata_column,
)
from records.kinds.base.declaration import Editor, Filter, Kind
from records.kinds.base.document_fields import Quantity, Reference, When
from records.kinds.base.document_part import DocumentPart
from records.kinds.base.documents import HEAD, STAMPED, Document, row_lists, shared
from records.kinds.base.fields import (
    EdtfField,
    QuantityField,
    is_public_address,
    is_slug,
    low_is_not_above_high,
)
from records.kinds.base.parts import Breakdown, DigestParagraph, Part, is_breakdown, is_digest, is_texts
from records.kinds.base.publishable import NAME_LENGTH, Dated, Publishable, one_of
from records.kinds.base.record import Record, Row
from records.kinds.base.record_documents import RECORD_HEAD, RECORD_TAIL, RecordDocument
from records.kinds.base.vocabulary import (
    ActorType,
    DetaineeCategory,
    IncidentCategory,
    Level,
    Modality,
    PointPrecision,
    SourceType,
    Standing,
)
from records.kinds.base.whole import ask_whole, let_go_of_rows, read_whole

__all__ = [
    "HEAD",
    "NAME_LENGTH",
    "RECORD_HEAD",
    "RECORD_TAIL",
    "STAMPED",
    "ActorType",
    "Breakdown",
    "Dated",
    "DetaineeCategory",
    "DigestParagraph",
    "Document",
    "DocumentPart",
    "Editor",
    "EdtfField",
    "Filter",
    "IncidentCategory",
    "Kind",
    "Level",
    "Modality",
    "Part",
    "PointPrecision",
    "Publishable",
    "Quantity",
    "QuantityField",
    "Record",
    "RecordDocument",
    "Reference",
    "Row",
    "SourceType",
    "Standing",
    "When",
    "actor_column",
    "ask_whole",
    "breakdown_column",
    "country_column",
    "is_breakdown",
    "is_digest",
    "is_public_address",
    "is_slug",
    "is_texts",
    "let_go_of_rows",
    "level_column",
    "low_is_not_above_high",
    "modality_column",
    "of_whom_column",
    "one_of",
    "read_whole",
    "row_lists",
    "shared",
    "wikidata_column",
]
