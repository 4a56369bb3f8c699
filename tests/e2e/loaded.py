"""A database server with the published fixtures: made once for a whole run, and copied for each file that changes what is
in it. A copy costs a second where tables and entries cost ten.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import Any

import psycopg
from database_servers import NOBODY_PULLS_THE_PLUG, copy_data
from people import COMMAND, people

from config.embedded.cluster import OWNER, Cluster


def environment_of(data_dir: Path) -> dict[str, str]:
    """What a process needs to use the server of a data directory."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PRODUCTION")}
    return {**kept, "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}


def copy_loaded(data_dir: Path, factory: Any) -> Cluster:
    """A server of the data directory's own, not yet started, that holds the published fixtures."""
    cluster = Cluster.below(data_dir)
    copy_data(_loaded_data(_folder_of_the_run(factory)), cluster)
    return cluster


def _folder_of_the_run(factory: Any) -> Path:
    """Each worker of a run has a folder in it."""
    own: Path = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _loaded_data(run: Path) -> Path:
    """The data of a stopped server; whoever comes first makes it, and the others wait."""
    data = run / "loaded-data"
    with (run / "loaded-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            _make(run / "loading", data)
    return data


def _make(folder: Path, data: Path) -> None:
    folder.mkdir()
    cluster = Cluster.below(folder)
    cluster.ensure_running()
    try:
        with psycopg.connect(
            host=str(cluster.sockets), user=OWNER, dbname="postgres", autocommit=True
        ) as owner:
            owner.execute(NOBODY_PULLS_THE_PLUG)
        with people(environment_of(folder), 1) as (editor,):
            for command in (["migrate"], ["load", "fixtures", "--publish"]):
                editor.does(COMMAND, *command, "-v0")
        cluster.stop()
        shutil.copytree(cluster.data, data.with_name("unfinished-data"))
        data.with_name("unfinished-data").rename(data)
    finally:
        cluster.leave()
        cluster.remove()
