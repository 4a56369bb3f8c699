"""The record: one event or one claim, with who took part, where, what came of it, and the evidence for it.

The five record kinds are children of one `Record` table, so that participation, evidence, outcomes and relations
are ordinary foreign keys and a relation may point at any kind. Nothing here decides what is public.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from records.kinds.base.publishable import NAME_LENGTH, Dated, Publishable, address_of, one_of
from records.kinds.base.vocabulary import OutcomeStatus, RelationType, Role, Status

# What may be done with any entry, records or not; who may is said in `records/editorial/roles.py`.
DESK_PERMISSIONS = (
    ("submit_entry", "Can submit entries for review"),
    ("review_entry", "Can send back, publish and withdraw entries"),
    ("redact_entry", "Can redact entries"),
    ("import_entries", "Can import entries in bulk"),
)

PHRASE_WORDS = 8
PHRASE_PATTERN = r"^\S+(\s+\S+){0,7}$"


def is_short_phrase(text: str) -> None:
    """At most eight words: an anchor into the paragraph, never a copy of the sentence."""
    if len(text.split()) > PHRASE_WORDS:
        raise ValidationError(f"Quote at most {PHRASE_WORDS} words of the paragraph.", code="phrase")


class Record(Publishable, Dated):
    """One event or claim. Use a kind (a child of this table); a bare Record is never made."""

    # Identification
    kind = models.CharField(max_length=40, editable=False, db_index=True, help_text="Kind of record.")
    title = models.CharField(
        max_length=NAME_LENGTH, help_text="One line that says what happened, in neutral words."
    )
    summary = models.TextField(blank=True, default="", help_text="What the sources say, in our own words.")

    # What happened
    status = models.CharField(
        max_length=20,
        choices=Status.choices,
        help_text="How far the event had come when the source was written.",
    )
    status_note = models.TextField(
        blank=True, default="", help_text="What the status rests on, where it needs saying."
    )
    places = models.ManyToManyField(
        "records.Place", through="records.Placing", related_name="+", help_text="Where it happened."
    )

    class Meta(Publishable.Meta):
        constraints = [*Publishable.Meta.constraints, *Dated.Meta.constraints, one_of("status", Status)]
        permissions = DESK_PERMISSIONS

    def save(self, **options: Any) -> None:
        if "kind_name" not in type(self).__dict__ and not self.kind:
            raise TypeError("Save a kind of record, such as Figure, not a bare Record.")
        self.kind = type(self).__dict__.get("kind_name", self.kind)
        super().save(**options)

    @property
    def public_path(self) -> str:
        return address_of(self.kind, str(self.pk))


class Row(models.Model):
    """A line of a record that keeps its place in the list."""

    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 0.")

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Placing(Row):
    record = models.ForeignKey(Record, models.CASCADE, related_name="placings")
    place = models.ForeignKey(
        "records.Place", models.PROTECT, related_name="placings", help_text="Where it happened."
    )

    class Meta(Row.Meta):
        verbose_name = "place"
        constraints = [
            models.UniqueConstraint(fields=["record", "place"], name="a_record_names_each_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.place_id)


class Participation(Row):
    """Who took part, in which role, holding which office, on whose behalf."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="participants")
    actor = models.ForeignKey(
        "records.Actor", models.PROTECT, related_name="participations", help_text="Who took part."
    )
    role = models.CharField(max_length=20, choices=Role.choices, help_text="What they were there as.")
    capacity = models.CharField(
        max_length=NAME_LENGTH, blank=True, default="", help_text="Office held at that time."
    )
    represents = models.ForeignKey(
        "records.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="representations",
        help_text="State or body for which a person acted.",
    )

    class Meta(Row.Meta):
        verbose_name = "participant"
        constraints = [
            models.UniqueConstraint(
                fields=["record", "actor", "role"], name="an_actor_holds_each_role_once_in_a_record"
            ),
            models.CheckConstraint(condition=~Q(actor=F("represents")), name="no_actor_represents_itself"),
            one_of("role", Role),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} ({self.role})"


class Outcome(Row):
    """What the talks or the event led to, and how firm that was."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="outcomes")
    text = models.TextField(help_text="The outcome, in our own words.")
    status = models.CharField(
        max_length=20, choices=OutcomeStatus.choices, help_text="How firm the outcome was."
    )

    class Meta(Row.Meta):
        constraints = [one_of("status", OutcomeStatus)]

    def __str__(self) -> str:
        return f"{self.status}: {self.text[:60]}"


class Relation(Row):
    """A link from one record to another; it is stated once, on the record that makes the statement."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="related")
    type = models.CharField(
        max_length=20, choices=RelationType.choices, help_text="How this record relates to the other."
    )
    other = models.ForeignKey(
        Record, models.PROTECT, related_name="related_from", help_text="The other record."
    )

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["record", "type", "other"], name="a_relation_is_stated_once"),
            models.CheckConstraint(condition=~Q(record=F("other")), name="no_record_relates_to_itself"),
            one_of("type", RelationType),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.other_id}"


class Evidence(Row):
    """One paragraph of one source, an anchor phrase in it, and the values it gives for this record's fields."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="evidence")
    source = models.ForeignKey(
        "records.Source", models.PROTECT, related_name="evidence", help_text="The source that says so."
    )
    paragraph = models.PositiveIntegerField(
        validators=[MinValueValidator(1)],
        help_text="Paragraph of the source: its non-empty lines counted from 1, the headline included.",
    )
    phrase = models.CharField(
        max_length=200,
        validators=[is_short_phrase],
        help_text="At most eight words of that paragraph, verbatim, as an anchor.",
    )
    states = models.JSONField(
        default=dict,
        blank=True,
        help_text="The values this source gives, by field of the record; sources that cannot both be right "
        "make the record contested.",
    )

    class Meta(Row.Meta):
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(paragraph__gte=1), name="evidence_counts_paragraphs_from_one"),
            models.CheckConstraint(
                condition=Q(phrase__regex=PHRASE_PATTERN), name="an_evidence_phrase_has_at_most_eight_words"
            ),
            models.UniqueConstraint(
                fields=["record", "source", "paragraph", "phrase"], name="evidence_is_cited_once_in_a_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} ¶{self.paragraph}"
