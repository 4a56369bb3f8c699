"""What the figures were measured on, in one line."""

import os
import platform
from pathlib import Path

import psycopg


def describe_machine(connection: psycopg.Connection) -> str:
    """Cores, memory, processor, and the versions of PostgreSQL and Python."""
    (postgresql,) = connection.execute("SHOW server_version").fetchone() or ("?",)
    return (
        f"{os.cpu_count()} cores ({_line('/proc/cpuinfo', 'model name') or platform.processor()}), {_memory()} of memory, "
        f"PostgreSQL {postgresql}, Python {platform.python_version()}"
    )


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 2**30:.0f} GiB"


def _line(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
