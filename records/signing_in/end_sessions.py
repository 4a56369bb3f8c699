"""Ends every session of an account, open windows of its owner included."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from records.signing_in.factors import SessionRound


@transaction.atomic
def end_sessions(*, user: User) -> None:
    SessionRound.objects.get_or_create(user=user)
    SessionRound.objects.filter(user=user).update(number=F("number") + 1)
