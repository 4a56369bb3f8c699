"""The load client: wrk where it is installed, our own otherwise; both send the same bytes over as many connections."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.database import HERE, ROOT

CONNECTIONS = 8


@dataclass(frozen=True)
class Measured:
    """One round. `cpu` is the processor time that the client itself used, in seconds."""

    requests: int
    seconds: float
    failed: int
    cpu: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


Client = Callable[[int, list[bytes], float], Measured]


def choose_client() -> tuple[str, Client]:
    """Its name and how to run it."""
    return ("wrk", run_wrk) if shutil.which("wrk") else ("the benchmark's own client", run_own)


def run_wrk(port: int, requests: list[bytes], seconds: float) -> Measured:
    """wrk counts in whole seconds."""
    lines = ",\n".join(_as_lua(request) for request in requests)
    with _file(f"return {{\n{lines}\n}}\n", ".lua") as path:
        how_long = f"{max(1, round(seconds))}s"
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{how_long}", "-s", str(HERE / "wrk.lua")]
        return _run([*command, f"http://127.0.0.1:{port}"], {"REQUESTS": str(path)})


def run_own(port: int, requests: list[bytes], seconds: float) -> Measured:
    with _file(json.dumps([request.decode("latin-1") for request in requests]), ".json") as path:
        command = [sys.executable, "-m", "benchmarks.load"]
        return _run([*command, str(port), str(seconds), str(CONNECTIONS), str(path)], {})


def _run(command: list[str], environment: dict[str, str]) -> Measured:
    before = os.times()
    said = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(**json.loads(said.strip().rpartition("\n")[2]), cpu=used)


def _as_lua(request: bytes) -> str:
    return '"' + "".join(f"\\{byte:03d}" for byte in request) + '"'


@contextmanager
def _file(text: str, suffix: str) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(text)
        file.flush()
        yield Path(file.name)
