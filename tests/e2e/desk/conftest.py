"""A served desk with three accounts, in a process and a database of its own, for people at real browsers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from desk import PASSWORD, Desk, a_browser, sign_in  # noqa: E402
from loaded import copy_loaded  # noqa: E402
from served import ROOT, Served, served  # noqa: E402

from config.embedded.cluster import Cluster  # noqa: E402

ACCOUNTS = {"mara": "Contributor", "jonas": "Reviewer"}
MAKE = """
from django.contrib.auth.models import Group, User
for name, role in {accounts!r}.items():
    user = User.objects.create_user(name, password={password!r}, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
"""
OURS = {"DATABASE_URL", "REGISTER_DATABASE_URL", "PRODUCTION", "WHEREABOUTS_ROLE", "SECRET_KEY"}


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data_dir = tmp_path_factory.mktemp("desk") / "var"
    data_dir.mkdir()
    copy_loaded(data_dir, tmp_path_factory)
    try:
        with served(data_dir) as running:
            _make_accounts(data_dir)
            yield running
    finally:
        Cluster.below(data_dir).remove()
        shutil.rmtree(data_dir, ignore_errors=True)


def _make_accounts(data_dir: Path) -> None:
    environment = {name: text for name, text in os.environ.items() if name not in OURS}
    code = MAKE.format(accounts=ACCOUNTS, password=PASSWORD)
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    subprocess.run(command, cwd=ROOT, env=environment | {"DATA_DIR": str(data_dir)}, check=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with a_browser() as running:
        yield running


@pytest.fixture
def mara(browser: Any, register: Served) -> Iterator[Desk]:
    """A contributor."""
    desk = sign_in(browser, register.address, "mara")
    yield desk
    assert desk.troubles == []


@pytest.fixture
def jonas(browser: Any, register: Served) -> Iterator[Desk]:
    """A reviewer."""
    desk = sign_in(browser, register.address, "jonas")
    yield desk
    assert desk.troubles == []
