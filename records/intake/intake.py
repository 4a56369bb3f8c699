"""The record of an import: which file, by whom, and what it did to each entry, so that all of it can be undone.

An uploaded file waits in `Upload` between the dry run and the confirmation, so that exactly what was shown is stored.
Both are private, and nothing of them is ever published.
"""

from django.db import models
from django.db.models import Q

from records.kinds.base import one_of


class State(models.TextChoices):
    STORED = "stored", "Stored"
    UNDONE = "undone", "Undone"


class Format(models.TextChoices):
    YAML = "yaml", "Fixture (YAML)"
    CSV = "csv", "Table (CSV)"
    XLSX = "xlsx", "Workbook (XLSX)"


class Outcome(models.TextChoices):
    CREATED = "created", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"


class Intake(models.Model):
    """One import."""

    # The file
    file_name = models.CharField(max_length=255, help_text="Name of the file as it was uploaded.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the file, so that a copy can be matched.")
    size = models.PositiveIntegerField(help_text="Bytes of the file.")
    format = models.CharField(max_length=10, choices=Format.choices, help_text="What sort of file it was.")

    # What it did
    created = models.PositiveIntegerField(help_text="Entries that were new on the desk.")
    changed = models.PositiveIntegerField(help_text="Entries that were changed on the desk.")
    unchanged = models.PositiveIntegerField(help_text="Entries that the desk held just so.")

    # Editorial
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.STORED, help_text="Whether it was undone."
    )
    by = models.CharField(max_length=150, help_text="Account that imported it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When it was imported.")
    undone_by = models.CharField(max_length=150, blank=True, default="", help_text="Account that undid it.")
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When it was undone.")

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        default_permissions = ()  # `import_entries` and those of the kinds decide
        constraints = [
            one_of("state", State),
            one_of("format", Format),
            models.CheckConstraint(
                condition=Q(state=State.STORED, undone_by="", undone_at=None)
                | (Q(state=State.UNDONE, undone_at__isnull=False) & ~Q(undone_by="")),
                name="an_undone_import_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"


class Touched(models.Model):
    """What an import did to one entry."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="touched")
    position = models.PositiveIntegerField(help_text="Place in the import, from 0.")
    kind = models.CharField(max_length=40, help_text="Kind of the entry.")
    slug = models.CharField(max_length=100, help_text="Id of the entry.")
    label = models.CharField(max_length=300, help_text="Its title or name as imported.")
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, help_text="Whether the entry was new or changed."
    )
    fields = models.JSONField(default=list, help_text="Fields that the import changed.")
    before = models.JSONField(
        null=True, help_text="The entry before, as a fixture; null where it was new and once it was undone."
    )
    after = models.CharField(
        max_length=64, help_text="SHA-256 of the entry after, by which a later change is seen."
    )
    state = models.CharField(
        max_length=20, help_text="Editorial state of the entry, which no import changes."
    )
    sequence = models.BigIntegerField(
        null=True, help_text="Newest row of the entry in the register at that time; null: it had none."
    )

    class Meta:
        verbose_name_plural = "touched"
        ordering = ["position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "kind", "slug"], name="an_import_touches_an_entry_once"
            ),
            one_of("outcome", Outcome),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id."""
        return self.kind, self.slug


class Upload(models.Model):
    """A file between its dry run and its confirmation."""

    file_name = models.CharField(max_length=255, help_text="Name of the file as it was uploaded.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the bytes.")
    raw = models.BinaryField(help_text="The file itself; deleted once it is stored, or after an hour.")
    by = models.CharField(max_length=150, help_text="Account that uploaded it; nobody else can confirm it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When it was uploaded.")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["by", "sha256", "file_name"], name="an_upload_is_kept_once"),
        ]

    def __str__(self) -> str:
        return self.file_name
