"""A register served by `manage.py serve`, in a process and a data directory of its own, asked over real HTTP."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90
OURS = {
    "DATABASE_URL",
    "REGISTER_DATABASE_URL",
    "PRODUCTION",
    "WHEREABOUTS_ROLE",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
}


@dataclass(frozen=True)
class Served:
    port: int
    data_dir: Path
    process: subprocess.Popen[bytes]
    took: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def ask(self, path: str) -> Any:
        status, _, body = self.get(path)
        assert status == 200, f"{path}: {status} {body[:300]!r}"
        return json.loads(body)


@contextmanager
def served(data_dir: Path, **settings: str):
    """Start it, wait until the register can be read, and stop it as Ctrl-C would."""
    port = free_port()
    environment = {name: text for name, text in os.environ.items() if name not in OURS}
    environment |= {"DATA_DIR": str(data_dir), "PORT": str(port)} | settings
    began = time.monotonic()
    with (data_dir.parent / "served.log").open("ab") as log:
        command = [sys.executable, "manage.py", "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until_ready(port, process)
        yield Served(port, data_dir, process, time.monotonic() - began)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"not ready after {PATIENCE} s (exit {process.poll()})")
