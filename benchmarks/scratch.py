"""A database of a benchmark's own, made before it and dropped after it, so that nobody's records are touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.db import connections


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """A migrated, empty database behind both aliases while the block runs."""
    _set_up()
    default = connections["default"]
    if home := default.settings_dict.get("EMBEDDED_IN"):
        from config.embedded.cluster import Cluster

        Cluster(Path(home)).ensure_running()
    earlier = default.settings_dict["NAME"]
    default.settings_dict["TEST"]["NAME"] = name
    default.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        connections["register"].settings_dict["NAME"] = name
        yield name
    finally:
        connections.close_all()
        default.creation.destroy_test_db(earlier, verbosity=0)


def use_database(name: str) -> None:
    """Let a process that was started beside a benchmark use its database."""
    _set_up()
    for alias in ("default", "register"):
        connections[alias].settings_dict["NAME"] = name


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not settings.configured:
        django.setup()
