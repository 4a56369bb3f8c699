"""Whose account could hurt most in wrong hands, and so needs a second factor: whoever can change what the public sees, erase
what cannot be brought back, or give others the right to.
"""

from typing import Any

from django.conf import settings

from records.editorial.roles import ERASE
from records.reviewing.permissions import REDACT, REVIEW

FAR_REACHING = (REVIEW, REDACT, ERASE, "auth.add_user", "auth.change_user", "auth.change_group")


def must_have_second_factor(user: Any) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and any(map(user.has_perm, FAR_REACHING))
