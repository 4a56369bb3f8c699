"""The clock of the measurements without HTTP: processor time, which a busy machine changes little.

Django must be set up before this is imported.
"""

import time
from pathlib import Path

from django.db import connections


def clock() -> float:
    """Seconds that this process and the server's own for it have worked; or what a clock says, where that is not known."""
    connection = connections["register"].connection
    try:
        server = Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text().split()[0]
    except (AttributeError, OSError):
        return time.perf_counter()
    return time.process_time() + int(server) / 1e9
