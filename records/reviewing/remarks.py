"""Remarks: what happened to an entry on its way, and what people said about it. Only added to, and never public."""

from django.db import models
from django.db.models import Q, QuerySet

from records.kinds.base import Publishable
from records.publishing.document import kind_of

LONGEST = 4000  # characters


class What(models.TextChoices):
    COMMENT = "comment", "commented"
    SUBMIT = "submit", "submitted it for review"
    SEND_BACK = "send-back", "sent it back"
    PUBLISH = "publish", "published it"
    WITHDRAW = "withdraw", "withdrew it"
    REDACT = "redact", "redacted it"


SAYS_WHY = (What.COMMENT, What.SEND_BACK)


class Remark(models.Model):
    """One line of an entry's file. It names the entry and the account as text, and so outlives both."""

    # Identification
    kind = models.CharField(max_length=40, help_text="Kind of the entry.")
    slug = models.CharField(max_length=100, help_text="Id of the entry.")

    # What happened
    action = models.CharField(max_length=20, choices=What.choices, help_text="What was done.")
    text = models.TextField(
        max_length=LONGEST,
        blank=True,
        default="",
        help_text="What was said, the reason for sending it back, the version published or the class of reason.",
    )

    # Provenance
    by = models.CharField(max_length=150, help_text="Account that did it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When it was done.")

    class Meta:
        default_permissions = ()  # whoever may see an entry sees its remarks, and nobody changes one
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["kind", "slug"], name="remarks_of_an_entry"),
            models.Index(fields=["slug"], condition=Q(action=What.SEND_BACK), name="remarks_that_sent_back"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(action__in=What.values), name="remark_action_is_a_known_word"),
            models.CheckConstraint(
                condition=~Q(action__in=SAYS_WHY, text=""), name="a_comment_or_a_return_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_action_display()} {self.kind}/{self.slug}"


def add_remark(item: Publishable, *, action: What, by: str, text: str = "") -> Remark:
    """Write one down; whoever calls decides whether it may be."""
    return Remark.objects.create(kind=kind_of(item), slug=str(item.pk), action=action, by=by, text=text)


def remarks_on(item: Publishable) -> QuerySet[Remark]:
    """What was said and done about an entry, oldest first; not about a deleted one that had its id."""
    return Remark.objects.filter(kind=kind_of(item), slug=str(item.pk), at__gte=item.created_at)


def last_step(item: Publishable) -> Remark | None:
    """What was done with it last, comments aside."""
    return remarks_on(item).exclude(action=What.COMMENT).last()


def returned(item: Publishable) -> Remark | None:
    """Its return with the reason, when nothing was done with it since."""
    last = last_step(item)
    return last if last and last.action == What.SEND_BACK else None
