"""Reading environment variables, each refused with one line when it cannot be used."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

SCHEME_AND_HOST = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)


def is_on(name: str, *, default: bool = False) -> bool:
    """Whether a variable says yes."""
    said = os.environ.get(name, "").strip().lower()
    return said in {"1", "true", "yes", "on"} if said else default


def require(*names: str) -> None:
    """Stop unless all these variables are set, naming those that are not."""
    if missing := [name for name in names if not os.environ.get(name, "").strip()]:
        raise ImproperlyConfigured(f"PRODUCTION=1 needs these environment variables: {', '.join(missing)}")


def read_number(name: str, *, default: int) -> int:
    """A variable's number; `yes` and the like are 1."""
    text = os.environ.get(name, "").strip() or str(default)
    if not re.fullmatch("[0-9]{1,2}", text) and not is_on(name):
        raise ImproperlyConfigured(f"{name} must be a number from 0 to 99")
    return int(text) if text.isdecimal() else 1


def read_megabytes(name: str, *, default: int) -> int:
    """A variable's megabytes, in bytes."""
    text = os.environ.get(name, "").strip() or str(default)
    if not re.fullmatch("[0-9]{1,5}", text):
        raise ImproperlyConfigured(f"{name} must be a whole number of megabytes; 0 keeps nothing")
    return int(text) * 1024 * 1024


def read_address(name: str) -> str:
    """A variable's scheme and host, such as `https://register.example`, without a slash at its end; empty is empty."""
    text = os.environ.get(name, "").strip().removesuffix("/")
    if text and not SCHEME_AND_HOST.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} must be a scheme and a host alone, such as https://register.example"
        )
    return text
