"""The two database connections: `default` for the desk, which writes, and `register`, which only reads what
is public.

Both come from `DATABASE_URL` (PostgreSQL 14 or newer; `REGISTER_DATABASE_URL` gives the reading side a role
of its own), or else from the embedded cluster in the data directory, which the first connection starts.
Nothing is started here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.embedded import cluster

PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"  # of what is prepared, whatever its values
ONLY_WHEN_ASKED = 1_000_000  # times that the driver sees a statement before it prepares it by itself
READ_ONLY = (
    "-c default_transaction_read_only=on -c statement_timeout=2000 -c jit=off"
    " -c max_parallel_workers_per_gather=0"
)


def configure_databases(environment: Mapping[str, str], data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES."""
    if url := environment.get("DATABASE_URL"):
        desk = parse_url("DATABASE_URL", url)
        reader = environment.get("REGISTER_DATABASE_URL")
        register = parse_url("REGISTER_DATABASE_URL", reader) if reader else parse_url("DATABASE_URL", url)
    else:
        desk = describe_embedded(data_dir, user=cluster.OWNER)
        register = describe_embedded(data_dir, user=cluster.READER)
    return {"default": keep_open(desk), "register": restrict_to_reading(keep_open(register))}


def parse_url(variable: str, url: str) -> dict[str, Any]:
    """The settings that a URL stands for; an error names the variable, never the URL, which has a password."""
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{variable} must begin with postgresql:// (no other database is supported)"
        )
    try:
        return dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{variable} cannot be read: write postgresql://user:password@host:port/name"
        ) from error


def describe_embedded(data_dir: Path, *, user: str) -> dict[str, Any]:
    """The embedded cluster, reached through its private socket as one of its two roles."""
    embedded = cluster.Cluster.below(data_dir)
    return {
        "ENGINE": "config.embedded",
        "EMBEDDED_IN": str(embedded.home),
        "HOST": str(embedded.sockets),
        "NAME": cluster.DATABASE,
        "USER": user,
    }


def keep_open(database: dict[str, Any]) -> dict[str, Any]:
    """Keep the connection between requests, check it before each, give up quickly when the server is away.

    Statements that ask for it are prepared on the server (records/statements.py).
    """
    options = {"connect_timeout": 2, "prepare_threshold": ONLY_WHEN_ASKED, **database.get("OPTIONS", {})}
    options["options"] = f"{options.get('options', '')} {PLAN_ONCE}".strip()
    return {**database, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def restrict_to_reading(database: dict[str, Any]) -> dict[str, Any]:
    """Refuse writes and slow statements, prepare on the server, and stand aside for `default` in tests."""
    stated = database["OPTIONS"].get("options", "")
    options = {
        **database["OPTIONS"],
        "server_side_binding": True,  # not on `default`: history triggers break under it
        "prepare_threshold": 1,
        "options": f"{stated} {READ_ONLY}".strip(),
    }
    # `records.reading` notices a connection that is gone by itself; asking before each request would double the statements
    return {**database, "CONN_HEALTH_CHECKS": False, "OPTIONS": options, "TEST": {"MIRROR": "default"}}
