"""Starting a server, waiting until it answers, seeing how much memory it uses, and stopping it with all its processes."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from benchmarks.database import NAME, ROOT
from benchmarks.http1 import ask
from benchmarks.peer import Launch, NotHereError, Peer, Setting

PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")
ACTIVE = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state = 'active' AND pid <> pg_backend_pid()"


@dataclass(frozen=True)
class Server:
    """A server that answers; its processes are those of its process group."""

    peer: Peer
    port: int
    group: int

    def memory(self) -> float:
        """Resident memory of its largest process, the worker, in MB."""
        return max((_resident(process) for process in _processes(self.group)), default=0) / 1e6

    def processor_time(self) -> int:
        """Ticks that its processes have used."""
        return sum(sum(map(int, _stat(process)[11:13])) for process in _processes(self.group))

    def settle(self, connection: psycopg.Connection) -> None:
        """Wait until it has finished what nobody waits for any more, so that the next one has the machine for itself."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            before = self.processor_time()
            time.sleep(0.05)
            found = connection.execute(ACTIVE, [NAME]).fetchone()
            if self.processor_time() - before <= 1 and found == (0,):
                return


@contextmanager
def started(peer: Peer, setting: Setting) -> Iterator[Server]:
    """The server, until the block ends. Raises NotHereError when it does not come to answer."""
    port = free_port()
    logs = setting.folder / "logs"
    logs.mkdir(exist_ok=True)
    log = logs / f"{''.join(c if c.isalnum() else '-' for c in peer.name)}.log"
    with answering(peer.launch(replace(setting, port=port)), port=port, ready=peer.ready, log=log) as group:
        yield Server(peer, port, group)


@contextmanager
def answering(launch: Launch, *, port: int, ready: bytes, log: Path) -> Iterator[int]:
    """The process group of a command that serves this port, from when it answers `ready` until the block ends."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with log.open("wb") as output:
        process = subprocess.Popen(
            launch.command,
            cwd=ROOT,
            env=environment | launch.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, ready, log)
        yield process.pid
    finally:
        _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, ready: bytes, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if ask(port, [ready])[0].status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    print(f"Nothing answers; see {log}")
    raise NotHereError("it did not start" if process.poll() is not None else "it did not answer")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, then end whatever is left of its group."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)


def _processes(group: int) -> list[Path]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = _stat(process)
        except OSError:  # it ended while we looked
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(process)
    return found


def _stat(process: Path) -> list[str]:
    """Fields of /proc/<pid>/stat from the third on: the second, a name in brackets, may hold anything."""
    return (process / "stat").read_text().rpartition(") ")[2].split()


def _resident(process: Path) -> int:
    return int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
