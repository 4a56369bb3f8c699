"""The folder of a trial: made for whoever starts it, with a secret of its own that every process of it reads."""

import fcntl
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def make_data_dir(path: Path) -> Path:
    """Make a data directory that the database's account can pass, whatever the umask; secrets in it are 0600."""
    if not path.is_dir():
        previous = os.umask(0o022)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"DATA_DIR {path} cannot be made: {error.strerror}; name another"
            ) from error
        finally:
            os.umask(previous)
    return path


def read_or_make_secret_key(path: Path) -> str:
    """The trial's own secret: whoever finds none makes it, and processes that start together read the same one."""
    try:
        return (path.read_text() if path.exists() else "") or _make_secret_key(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be read or written: {error.strerror}; name another DATA_DIR"
        ) from error


def _make_secret_key(path: Path) -> str:
    """Write a secret while nobody else does; a file that was left empty is filled."""
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        key = file.read()
        if not key:
            key = secrets.token_urlsafe(50)
            file.write(key)  # less than a buffer: others find nothing or all of it
        return key
