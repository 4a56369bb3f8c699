"""Erasures: whose history was erased, by whom and why. The record of an erasure is itself never erased."""

from django.db import models

from records.history.events import OnlyAddedTo, this_transaction


class Erasure(models.Model):
    """One entry's history, erased. While its transaction lasts, the database lets lines of the history be deleted."""

    # Identification
    kind = models.CharField(max_length=40, help_text="Kind of the entry.")
    slug = models.CharField(max_length=100, help_text="Id of the entry.")

    # What happened
    reason = models.TextField(help_text="Why it had to be erased, in words that repeat none of it.")

    # Provenance
    by = models.CharField(max_length=150, help_text="Who erased it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When.")
    transaction = models.BigIntegerField(
        db_default=this_transaction(), editable=False, help_text="The transaction that erased it."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_erasure_says_why"),
        ]
        indexes = [models.Index(fields=["kind", "slug"], name="erasures_of_an_entry")]
        triggers = [OnlyAddedTo()]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
