"""Takes an account's second factor away, which ends its sessions: for whoever lost the telephone and the paper."""

from django.contrib.auth.models import User

from records.signing_in.factors import SecondFactor


def take_away(*, user: User) -> bool:
    """Whether there was one."""
    deleted, _ = SecondFactor.objects.filter(user=user).delete()
    return deleted > 0
