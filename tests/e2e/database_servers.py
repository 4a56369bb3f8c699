"""PostgreSQL servers of their own, set up as docs/operations.md says: a writer, and nodes that follow it.

Each is an embedded cluster in a folder of its own, reached through its private socket. The names that an embedded cluster
has from the start are cleared away, so that the page's statements can be carried out as they stand, by roles no mightier
than the page asks for. Used by tests/e2e/test_read_nodes.py and benchmarks/nodes.py.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg

from config.embedded.cluster import OWNER, READER, Cluster
from config.embedded.place import choose_account

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text()
REPLICATION = "whereabouts_replication"
PASSWORD = "not-to-be-seen-anywhere"
SUPERUSER = "postgres"
SECRET = "for this test alone, and of no use to anyone elsewhere"

MAKE_A_SUPERUSER = f"CREATE ROLE {SUPERUSER} SUPERUSER LOGIN"
CLEAR_THE_NAMES = (
    f"ALTER DATABASE whereabouts RENAME TO before; ALTER ROLE {OWNER} RENAME TO before;"
    f" ALTER ROLE {READER} RENAME TO before_reader"
)
ASK_FOR_THE_PASSWORD = f"local whereabouts {REPLICATION} scram-sha-256\n"
NOBODY_PULLS_THE_PLUG = "ALTER SYSTEM SET fsync = off"  # a killed server loses nothing by it

COMMANDS = """
import io, json, sys
import django
django.setup()
from django.core.management import CommandError, call_command
from django.db import connections
asked = sys.stdin
for line in asked:
    arguments, text_in = json.loads(line)
    said, failed, sys.stdin = io.StringIO(), False, io.StringIO(text_in)
    try:
        call_command(*arguments, stdout=said, stderr=said, no_color=True)
    except CommandError as error:
        failed = True
        said.write(str(error))
    connections.close_all()
    print(json.dumps([failed, said.getvalue()]), flush=True)
"""


def sql_blocks(heading: str) -> list[str]:
    """The page's statements below a heading."""
    section = re.split(r"^#+ ", PAGE.partition(f" {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```sql\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)


class DatabaseServer:
    """One server, with the roles and the empty database of the page, and the project's commands on it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.cluster = Cluster.below(folder)

    def make(self) -> None:
        """From nothing."""
        self.cluster.ensure_running()
        self.sql(MAKE_A_SUPERUSER, role=OWNER, database="postgres")
        self.sql(f"{CLEAR_THE_NAMES}; {NOBODY_PULLS_THE_PLUG}", role=SUPERUSER, database="postgres")
        self.sql(sql_blocks("The database's roles")[0], role=SUPERUSER, database="postgres")

    def copy(self, stopped: "DatabaseServer") -> None:
        """From another one, which is quicker."""
        copy_data(stopped.cluster.data, self.cluster)
        self.cluster.ensure_running()

    def url(self, *, role: str = OWNER, password: str = "") -> str:
        who = f"{role}:{password}" if password else role
        return f"postgresql://{who}@/whereabouts?host={self.cluster.sockets}"

    def sql(
        self, statements: str, *, role: str = OWNER, database: str = "whereabouts"
    ) -> list[tuple[Any, ...]]:
        """Run statements one by one; the rows of the last."""
        with closing(self.connect(role=role, database=database)) as connection:
            done = [connection.execute(each) for each in re.split(r";\s*", statements) if each.strip()]
            return done[-1].fetchall() if done[-1].description else []

    def connect(self, *, role: str = OWNER, database: str = "whereabouts") -> psycopg.Connection[Any]:
        where = f"host={self.cluster.sockets} user={role} dbname={database}"
        return psycopg.connect(where, autocommit=True)

    def one(self, statement: str, **where: str) -> Any:
        return self.sql(statement, **where)[0][0]

    def environment(self, **settings: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}
        ours = {"DATABASE_URL": self.url(), "SECRET_KEY": SECRET, "DATA_DIR": str(self.folder)}
        return kept | ours | settings

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command of manage.py in a process of its own."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
        )

    @cached_property
    def _commands(self) -> subprocess.Popen[str]:
        """One process for many commands, for it takes a second to start."""
        return subprocess.Popen(
            [sys.executable, "-c", COMMANDS],
            cwd=ROOT,
            env=self.environment(DJANGO_SETTINGS_MODULE="config.settings"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def try_manage(self, *arguments: str, text_in: str = "") -> tuple[bool, str]:
        """Whether a command failed, and what it said."""
        pipe = self._commands
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        print(json.dumps([arguments, text_in]), file=pipe.stdin)
        failed, said = json.loads(pipe.stdout.readline())
        return failed, said

    def manage(self, *arguments: str, text_in: str = "") -> str:
        failed, said = self.try_manage(*arguments, text_in=text_in)
        assert not failed, f"{arguments}\n{said}"
        return said

    def restart(self) -> None:
        self.cluster.stop()
        self.cluster.ensure_running()

    def kill(self) -> None:
        """As a defect would; returns when it is dead."""
        os.kill(int((self.cluster.data / "postmaster.pid").read_text().split()[0]), 9)
        wait_for(lambda: not self.cluster.answers())

    def remove(self) -> None:
        if "_commands" in vars(self):
            self._commands.communicate()
        with suppress(OSError):
            self.kill()
        self.cluster.leave()
        self.cluster.remove()


def copy_data(stopped: Path, cluster: Cluster) -> None:
    """Begin a cluster with the data of a stopped one."""
    account = choose_account(cluster.home)
    cluster.enter()
    shutil.copytree(stopped, cluster.data)
    for path in [cluster.data, *cluster.data.rglob("*")]:
        account.own(path)


def make_servers(folder: Path, *names: str) -> list[DatabaseServer]:
    """Servers in folders of these names, the first of them for the writer."""
    first, *others = made = [DatabaseServer(folder / name) for name in names]
    first.make()
    first.cluster.stop()
    for other in others:
        other.copy(first)
    first.cluster.ensure_running()
    return made


def make_writer(server: DatabaseServer) -> None:
    """Tables, the published fixtures, and the register on offer."""
    server.manage("migrate", "--verbosity=0")
    server.manage("load", "fixtures", "--publish")
    failed, said = server.try_manage("replication", "publish")
    assert failed
    assert "ALTER SYSTEM SET wal_level = 'logical'; ALTER SYSTEM SET max_slot_wal_keep_size" in said
    offer(server)


def offer(server: DatabaseServer) -> None:
    """What the page asks of a writer, and of a relay."""
    (statements,) = sql_blocks("On the writer, once")
    server.sql(statements.replace("choose-a-third", PASSWORD), role=SUPERUSER)
    hba = server.cluster.data / "pg_hba.conf"
    hba.write_text(ASK_FOR_THE_PASSWORD + hba.read_text())
    server.restart()
    server.manage("replication", "publish")


def make_node(server: DatabaseServer, writer: DatabaseServer) -> None:
    """Copy the writer's register and follow it, as a role that is no superuser."""
    failed, said = try_to_follow(server, writer)
    assert failed
    assert "GRANT pg_create_subscription" in said
    (statement,) = sql_blocks("On a node")
    server.sql(statement, role=SUPERUSER)
    follow(server, writer)


def follow(node: DatabaseServer, writer: DatabaseServer) -> str:
    """Subscribe, with the writer's address from standard input and the folder's name; what the command said."""
    failed, said = try_to_follow(node, writer)
    assert not failed, said
    return said


def try_to_follow(node: DatabaseServer, writer: DatabaseServer) -> tuple[bool, str]:
    address = writer.url(role=REPLICATION, password=PASSWORD)
    return node.try_manage("replication", "subscribe", "-", "--name", node.folder.name, text_in=address)


def as_reader(node: DatabaseServer) -> dict[str, str]:
    """The settings of a server in front of a node."""
    return {"WHEREABOUTS_ROLE": "reader", "DATABASE_URL": node.url(role=READER)}


def wait_for(condition: Any, seconds: float = 120) -> None:
    """Until a condition holds; patience is generous, because the machine may be busy."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)
