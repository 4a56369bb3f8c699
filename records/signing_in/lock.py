"""The lock after wrong passwords: five by one name from one network, or fifty by whatever names from one network.

Not by name alone: then anyone could lock an editor out. django-axes keeps the count; kept of each attempt are the name
and a fingerprint of the network, for as long as the lock lasts.
"""

import logging
from datetime import datetime
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum
from django.http import HttpRequest

LONGEST_NAME = 255
NAMES = 10  # a network is locked after this many times what locks one name

log = logging.getLogger(__name__)


class SignInLock(AxesDatabaseHandler):
    """What django-axes asks whether somebody may try."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Wrong passwords by this name from this network; those by all names count a tenth each."""
        by_name: int = super().get_failures(request, credentials)
        by_anyone = _recent(request).aggregate(number=Sum("failures_since_start"))["number"] or 0
        return max(by_name, by_anyone // NAMES)

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **options: Any
    ) -> None:
        """Count it, without what the browser said of itself: that is nobody's business, and a new line of it a new count."""
        if request is None:  # a shell or a test signs in
            return
        was_locked = request.axes_locked_out
        request.axes_user_agent = request.axes_http_accept = request.axes_path_info = ""
        super().user_login_failed(sender, credentials, request, **options)
        if request.axes_locked_out and not was_locked:
            log.warning("Signing in was locked for %s after wrong passwords.", settings.AXES_COOLOFF_TIME)

    def post_save_access_attempt(self, instance: AccessAttempt, **options: Any) -> None:
        AccessAttempt.objects.filter(pk=instance.pk).update(get_data="", post_data="")


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """As much of it as the table can hold; no account's name is as long."""
    return str((credentials or {}).get("username") or "")[:LONGEST_NAME]


def locked_until(request: Any, name: str | None) -> datetime:
    """When this name may be tried again from here."""
    last = _recent(request).aggregate(
        by_name=Max("attempt_time", filter=Q(username=name)), by_anyone=Max("attempt_time")
    )
    return (last["by_name"] or last["by_anyone"] or request.axes_attempt_time) + settings.AXES_COOLOFF_TIME


def unlock(name: str) -> int:
    """Let a name be tried again from everywhere; how many networks were counted."""
    forgotten, _ = AccessAttempt.objects.filter(username=name).delete()
    return forgotten


def is_locked_somewhere(name: str) -> bool:
    """Whether some network is locked out from a name."""
    return AccessAttempt.objects.filter(
        username=name, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    ).exists()


def _recent(request: Any) -> QuerySet[AccessAttempt]:
    """What was counted for this network and still counts."""
    since = get_cool_off_threshold(request)
    return AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gte=since)
