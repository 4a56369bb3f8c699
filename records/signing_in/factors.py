"""The second factor of an account: a secret shared with an app on somebody's telephone, and codes on paper.

The secret is stored sealed (see `sealing.py`), the paper codes only as hashes.
"""

from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models


class SecondFactor(models.Model):
    """There is one for each account that has confirmed it with a code, and none for others."""

    user = models.OneToOneField(
        User,
        models.CASCADE,
        primary_key=True,
        related_name="second_factor",
        help_text="Whose it is.",
    )
    secret = models.TextField(help_text="What the app knows too, sealed.")
    made_at = models.DateTimeField(auto_now_add=True, help_text="When it was confirmed.")
    last_step = models.BigIntegerField(
        help_text="The half minute of the last code that was taken; a code is taken once."
    )
    recovery_codes = ArrayField(
        models.CharField(max_length=64), help_text="Hashes of the paper codes that were not used."
    )
    wrong_codes = models.PositiveIntegerField(default=0, help_text="Wrong codes since the last right one.")
    refused_until = models.DateTimeField(
        null=True, blank=True, help_text="No code is looked at before this time."
    )

    objects: models.Manager = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "second factor"


class SessionRound(models.Model):
    """A number that is raised to end all sessions of an account."""

    user = models.OneToOneField(
        User,
        models.CASCADE,
        primary_key=True,
        related_name="session_round",
        help_text="Whose sessions.",
    )
    number = models.PositiveIntegerField(default=0, help_text="How often they were ended.")

    objects: models.Manager = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"round {self.number}"
