"""From nothing to a served register: database, tables, sample records, a way to sign in, then the web server.

A trial does all of it by itself, and each step is skipped when it was done before. In production and on a
reader nothing is created for the operator: pending migrations stop the start, and accounts and records are
theirs to make.
"""

import os
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from config import heap

ADMINISTRATOR = "admin"
REGISTER_TABLE, DESK_TABLE = "records_published", "auth_user"
PREPARING = 7_305_808_868_229_539  # an advisory lock; any fixed number of our own


def serve(*, host: str, port: int, workers: int) -> None:
    """Prepare what is missing, say where to click, and serve until interrupted."""
    refuse_taken_port(host, port)
    end_in_good_order()
    try:
        with one_at_a_time():
            prepare()
    except OperationalError as error:
        raise CommandError(f"the database cannot be used: {one_line(error)}") from error
    connections.close_all()  # a worker is a fork of this process and must not share its connections
    say_where_to_click(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    run_web_server(host, port, workers)


def end_in_good_order() -> None:
    """Let whoever ends this process, or closes its terminal, end the embedded database with it. `nohup` keeps its meaning."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda received, _frame: sys.exit(128 + received))


def refuse_taken_port(host: str, port: int) -> None:
    """Say in one line that the address cannot be listened on, before anything else is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
            raise CommandError(
                f"cannot listen on {host} port {port}: {reason}; choose another PORT"
            ) from error


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of two first starts on one database, one prepares and the other finds it done. A reader prepares nothing."""
    if settings.IS_READER:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def prepare() -> None:
    """Everything that must be there before the first request."""
    if settings.IS_READER:  # its role may see the register's table and nothing else
        refuse_missing_register()
    else:
        refuse_read_node()
        prepare_desk()
    if settings.PRODUCTION:
        collect_static_files()


def prepare_desk() -> None:
    """A trial's desk is made; in production it is there."""
    if settings.PRODUCTION:
        refuse_pending_migrations()
        return
    migrate_if_needed()
    load_if_empty()
    create_administrator_once()


def refuse_missing_register() -> None:
    """A reader makes no tables."""
    if REGISTER_TABLE not in connection.introspection.table_names():
        raise CommandError(
            "this database holds no register: serve the desk first, or run `manage.py replication subscribe`"
        )


def refuse_read_node() -> None:
    """A read node's database holds the register and no desk, though every migration is noted as done."""
    tables = connection.introspection.table_names()
    if REGISTER_TABLE in tables and DESK_TABLE not in tables:
        raise CommandError("this database is a read node's: set WHEREABOUTS_ROLE=reader")


def has_pending_migrations() -> bool:
    """Whether the tables are older than the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_pending_migrations() -> None:
    """In production the operator decides when tables change."""
    if has_pending_migrations():
        raise CommandError("the tables are older than the code: run `manage.py migrate` first")


def migrate_if_needed() -> None:
    """Bring the tables up to date."""
    if has_pending_migrations():
        say("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Gather static files unless that was done; a later release runs `collectstatic` itself."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", verbosity=0, interactive=False)


def load_if_empty() -> None:
    """Publish the records that come with the project, unless the register has any."""
    if not apps.get_model("records", "Published")._default_manager.exists():
        say("Loading and publishing fixtures/ ...")
        call_command("load", str(settings.BASE_DIR / "fixtures"), publish=True)


def create_administrator_once() -> None:
    """Make an account to try the desk with; its password stays readable to whoever owns the data directory."""
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists():
        return
    password = secrets.token_urlsafe(12)
    with open(os.open(password_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password + "\n")
    users.create_superuser(ADMINISTRATOR, password=password)


def password_file() -> Path:
    """Where the trial's administrator password is kept."""
    return Path(settings.DATA_DIR) / "admin-password"


def say_where_to_click(address: str) -> None:
    """Tell a newcomer what to open and how to sign in."""
    say(f"\nWhereabouts is at {address}/")
    say(f"  for programs    {address}/api/docs/")
    if not settings.IS_READER:
        say(f"  for editors     {address}{settings.DESK}    {how_to_sign_in()}")
    say("Ctrl-C stops it.\n")


def how_to_sign_in() -> str:
    """The trial account's name and password while its file is there, and what to do when it is not."""
    if settings.PRODUCTION:
        return "(accounts: manage.py createsuperuser)"
    if password_file().exists():
        return (
            f"sign in as {ADMINISTRATOR} with {password_file().read_text().strip()} (from {password_file()})"
        )
    return f"(a new password: manage.py changepassword {ADMINISTRATOR})"


def run_web_server(host: str, port: int, workers: int) -> None:
    """Few threads a worker: the work is short and bound to the processor."""
    server = Server(
        "config.serving:make_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.THREADS,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
    )
    if not settings.PRODUCTION and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        server.on_startup(lambda: end_with_the_terminal(server))
    server.serve()


def end_with_the_terminal(server: Any) -> None:
    """Granian makes its workers anew when a terminal is closed, and would go on without one, its port taken."""
    signal.signal(signal.SIGHUP, server.signal_handler_interrupt)


def make_application() -> Any:
    """What a worker serves, until its parent is gone: a killed server must not leave its port taken."""
    heap.keep_together()
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    return import_module("config.wsgi").application


def end_with(parent: int) -> None:
    """End this process when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGKILL)


def one_line(error: Exception) -> str:
    """An error's text without its line breaks."""
    return " ".join(str(error).split())


def say(line: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
