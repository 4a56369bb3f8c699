"""What some formats need is optional: it is loaded when one is asked for, and where it is absent everything else works."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from records.api.formats.offered import FORMS

ROOT = Path(settings.BASE_DIR)
OPTIONAL = {name: form.library for name, form in FORMS.items() if form.library}
BEGIN = """
import json, sys
import django
django.setup()
from django.test import Client, RequestFactory
client = Client(SERVER_NAME="localhost")
"""
ASKED = """
from records.api.accepted import MEDIA, format_of
from records.api.formats.offered import names_for
answer = client.get(f"/api/v1/figures/?format={form}")
described = client.options("/api/v1/figures/").json()["formats"]
both = RequestFactory().get("/", headers={"accept": f"{MEDIA[form]}, text/csv;q=0.5"})
print(json.dumps({
    "status": answer.status_code,
    "detail": answer.json()["detail"],
    "absent": [offered["name"] for offered in described if not offered["is_installed"]],
    "instead": format_of(both, {}, names_for(("figure",))),
}))
"""


def run(code, folder, *options, **environment):
    """What a Python of its own prints; it never reaches a database."""
    done = subprocess.run(
        [sys.executable, *options, "-c", BEGIN + code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def packages_without(library, folder):
    """A folder with everything that is installed here but one library."""
    folder.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.lower().startswith(library):
            (folder / entry.name).symlink_to(entry)
    return folder


@pytest.mark.parametrize(("form", "library"), OPTIONAL.items(), ids=OPTIONAL)
def test_without_its_library_a_form_says_what_to_install_and_the_next_best_is_sent(form, library, tmp_path):
    packages = packages_without(library, tmp_path / "packages")
    told = run(f"form = {form!r}\n{ASKED}", tmp_path, "-S", PYTHONPATH=str(packages))
    assert told["status"] == 406
    assert f"pip install {library}" in told["detail"]
    assert told["absent"] == [form]
    assert told["instead"] == "csv"


def test_serving_loads_none_of_them_before_one_is_asked_for(tmp_path):
    loaded = run(
        "import config.wsgi\nclient.options('/api/v1/figures/')\nprint(json.dumps(sorted(sys.modules)))",
        tmp_path,
    )
    assert "records.api.formats.parquet" in loaded
    assert set(OPTIONAL.values()) & set(loaded) == set()


@pytest.mark.parametrize(("form", "library"), OPTIONAL.items(), ids=OPTIONAL)
def test_each_is_an_extra_of_the_project_by_the_name_of_its_form(form, library):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (file,) = project["tool"]["setuptools"]["dynamic"]["optional-dependencies"][form]["file"]
    assert needed(file) == {library}


def test_make_serve_installs_what_the_forms_need_but_for_parquet_which_has_a_target_of_its_own():
    installed = needed("requirements.txt")
    assert {form for form, library in OPTIONAL.items() if library not in installed} == {"parquet"}
    assert needed("requirements-parquet.txt") == {OPTIONAL["parquet"]}
    assert re.search(r"^parquet:.*\n\n", (ROOT / "Makefile").read_text(), re.MULTILINE)


def needed(file):
    """The packages that a file of requirements names."""
    return {name.lower() for name in re.findall(r"^([\w.-]+)", (ROOT / file).read_text(), re.MULTILINE)}
