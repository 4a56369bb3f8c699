"""Codes of the second factor: six digits that an app makes every half minute (RFC 6238), and eight codes on paper."""

import hashlib
import hmac
import re
import secrets
import time

import pyotp

ISSUER = "Whereabouts desk"
SECONDS = 30
EARLIER_AND_LATER = (-1, 0, 1)  # clocks differ, and typing takes time
PAPER_CODES = 8  # of nearly eighty bits each: no slow hash is needed


def new_secret() -> str:
    return pyotp.random_base32()


def address_for_app(secret: str, name: str) -> str:
    """What the square picture says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name, issuer_name=ISSUER)


def matching_step(secret: str, typed: str, *, after: int = 0) -> int | None:
    """The half minute whose code was typed, if it comes after the last one taken; None for every other text."""
    digits = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch("[0-9]{6}", digits):
        return None
    totp, now = pyotp.TOTP(secret), int(time.time()) // SECONDS
    matching = [
        now + shift
        for shift in EARLIER_AND_LATER
        if hmac.compare_digest(totp.generate_otp(now + shift), digits) and now + shift > after
    ]
    return matching[0] if matching else None


def new_paper_codes() -> list[str]:
    """Sixteen letters and digits each, in fours, without those that look alike on paper."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    codes = ("".join(secrets.choice(letters) for _ in range(16)) for _ in range(PAPER_CODES))
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


def hash_of_paper_code(typed: str) -> str:
    return hashlib.sha256(re.sub(r"[\s-]", "", typed).lower().encode("utf-8", "replace")).hexdigest()
