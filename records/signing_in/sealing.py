"""Seals what the database must keep but whoever reads a copy of it must not learn. The key is derived from `SECRET_KEY`."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

PURPOSE = b"records.signing_in.sealing"


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The text; None if it was sealed with another key."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
