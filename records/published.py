"""The register: one append-only table of published documents.

A row is a version of one entry: the document's exact bytes, the hashes that fix it in the log, and index columns derived
from the document. There are no foreign keys, so the table can live alone on a read node. Writing is the business of
`records.publishing`, public reading that of `records.reading`; the database itself refuses any other change.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

REGISTER = "register"
SEARCH_CONFIG = "english"


class Action(models.TextChoices):
    PUBLISH = "publish", "First publication, or publication after a withdrawal"
    REVISE = "revise", "New version"
    WITHDRAW = "withdraw", "Withdrawn"
    REDACT = "redact", "Text removed from every version"


class ReasonClass(models.TextChoices):
    ERROR = "error", "Published in error"
    DUPLICATE = "duplicate", "Duplicate of another entry"
    SAFETY = "safety", "Someone's safety"
    LEGAL = "legal", "Legal grounds"
    SOURCE_RETRACTED = "source-retracted", "The source was retracted"
    OTHER = "other", "Other"


PROTECTIVE = (ReasonClass.SAFETY, ReasonClass.LEGAL)  # then nobody is told where the text can still be read

LIVE = (Action.PUBLISH, Action.REVISE)
GONE = (Action.WITHDRAW, Action.REDACT)


class DocumentField(models.Field):
    """JSON kept as the exact text that was published; read as text so that no byte of it changes."""

    def db_type(self, connection: Any) -> str:
        return "json"

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        return f"{sql}::text", params


class RegisterQuerySet(models.QuerySet["Published"]):
    """Narrowing the register. Every method returns a queryset of rows that carry a document, unless it says otherwise."""

    def entry(self, kind: str, slug: str) -> Self:
        """All rows of one entry, tombstones included."""
        return self.filter(kind=kind, slug=slug)

    def entries(self, ids_by_kind: Mapping[str, Sequence[str]]) -> Self:
        """All rows of these entries, tombstones included."""
        together = Q(pk__in=())
        for kind, slugs in ids_by_kind.items():
            together |= Q(kind=kind, slug__in=slugs)
        return self.filter(together)

    def citing_any(self, paths: Sequence[str]) -> Self:
        """Rows whose documents cite one of these paths, such as `/api/v1/actors/armenia/`."""
        return self.filter(cites__overlap=list(paths))

    def current(self) -> Self:
        """What the register says now."""
        return self.filter(superseded_at=None, document__isnull=False, action__in=LIVE)


# What a walk looks at, so that it need not visit the rows it passes.
WALKED = ["sequence", "period", "count", "keys", "published_at", "superseded_at"]


# Turns of the register, 8,192 rows each: by them a look-up takes the newest first. An array, for the inverted index.
TURN_BITS = 13
TURN = Func(F("sequence"), template=f"(ARRAY[%(expressions)s >> {TURN_BITS}])")


def _reading_indexes(name: str, *, condition: Q) -> list[models.Index]:
    """The orders in which rows are walked: by date within a class of lengths of the period, and by time."""
    return [
        models.Index(
            fields=["kind", "span", "-sort_date", "-slug"],
            include=WALKED,
            name=f"{name}_by_span",
            condition=condition,
        ),
        models.Index(
            fields=["kind", "-sequence"],
            include=["sort_date", "slug", *WALKED[1:]],
            name=f"{name}_by_time",
            condition=condition,
        ),
    ]


class Published(models.Model):
    """One version of one entry. `document` and `nonce` are null in tombstones and after a redaction."""

    # Identification
    sequence = models.BigIntegerField(
        primary_key=True, help_text="1, 2, 3 … without a gap, in the order of publication."
    )
    kind = models.CharField(max_length=40, help_text="Kind of the entry.")
    slug = models.CharField(max_length=100, help_text="Id of the entry.")
    version = models.PositiveIntegerField(help_text="Version of the entry, from 1.")
    action = models.CharField(max_length=10, choices=Action.choices, help_text="What happened.")
    reason_class = models.CharField(
        max_length=20, blank=True, default="", choices=ReasonClass.choices, help_text="Why it was removed."
    )
    replaced_by = models.CharField(
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text="Id of the entry of its kind that stays, where this one turned out to be a duplicate of it.",
    )

    # What was said
    document = DocumentField(null=True, help_text="The document, byte for byte.")

    # Provenance
    nonce = models.BinaryField(
        null=True, help_text="Random bytes in the content hash, so that removed text cannot be guessed."
    )
    content_hash = models.BinaryField(help_text="SHA-256 of nonce and document.")
    entry_hash = models.BinaryField(help_text="SHA-256 leaf of the log (RFC 6962).")

    # Lifecycle
    published_at = models.DateTimeField(
        unique=True, help_text="When; strictly later than the sequence before."
    )
    superseded_at = models.DateTimeField(
        null=True, help_text="When the next version of the entry took its place."
    )

    # Index, derived from the document
    period = DateRangeField(null=True)
    span = models.PositiveSmallIntegerField(help_text="Class of the period's length.")
    sort_date = models.DateField()
    count = BigIntegerRangeField(null=True)
    terms = ArrayField(models.TextField(), default=list)
    keys = ArrayField(models.IntegerField(), null=True, default=list, help_text="The terms as numbers.")
    found_under = ArrayField(
        models.IntegerField(),
        default=list,
        db_default=[],
        help_text="The terms, the marks of its time, and each term at each mark, as numbers.",
    )
    cites = ArrayField(models.TextField(), default=list)
    search = SearchVectorField(null=True)
    standing = models.PositiveIntegerField(
        help_text="Entries of its kind in the register, once this was written."
    )

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "published"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug", "version"], name="an_entry_has_each_version_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "slug"],
                condition=Q(superseded_at=None),
                name="an_entry_has_one_current_version",
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="sequence_counts_from_one"),
            models.CheckConstraint(
                condition=Q(action__in=Action.values), name="published_action_is_a_known_word"
            ),
            models.CheckConstraint(
                condition=Q(reason_class__in=["", *ReasonClass.values]),
                name="published_reason_class_is_a_known_word",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by="")
                | (Q(action=Action.WITHDRAW, reason_class=ReasonClass.DUPLICATE) & ~Q(replaced_by=F("slug"))),
                name="only_a_withdrawn_duplicate_is_replaced_and_by_another",
            ),
            models.CheckConstraint(
                condition=Q(document=None) | Q(action__in=LIVE), name="tombstones_carry_no_document"
            ),
            models.CheckConstraint(
                condition=Q(document=None, nonce=None) | Q(document__isnull=False, nonce__isnull=False),
                name="document_and_nonce_go_together",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "-sort_date", "-slug"],
                name="current_by_date",
                condition=Q(superseded_at=None, document__isnull=False),
            ),
            *_reading_indexes("current", condition=Q(superseded_at=None, document__isnull=False)),
            *_reading_indexes("readable", condition=Q(document__isnull=False)),
            # with `standing`, or the planner reads back through other kinds
            models.Index(
                fields=["kind", "-sequence"], include=["standing"], name="published_of_kind_by_time"
            ),
            # with fastupdate, readers of a node would search what waits to be sorted in; a writer sorts it in itself
            # the turn first, or a look-up among the newest would read the lists of the other two from their beginning
            GinIndex(
                TURN,
                "found_under",
                "search",
                name="looked_up",
                condition=Q(document__isnull=False),
                fastupdate=False,
            ),
            models.Index(
                fields=["action", "kind", "sequence"], include=["reason_class"], name="changes_by_action"
            ),
            GinIndex(
                fields=["cites"],
                name="published_by_citation",
                condition=Q(document__isnull=False),
                fastupdate=False,
            ),
            models.Index(
                fields=["sequence"],
                include=["superseded_at"],
                name="replaced_versions",
                condition=Q(superseded_at__isnull=False),
            ),
            models.Index(
                fields=["kind", "sequence"],
                name="redacted_by_time",
                condition=Q(document=None, action__in=LIVE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.action} {self.kind}/{self.slug} v{self.version}"


def as_text(when: datetime) -> str:
    """A time as documents, hashes and answers spell it: ISO 8601 in UTC with a Z."""
    return when.isoformat().replace("+00:00", "Z")
