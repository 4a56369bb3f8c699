"""Carries out the ```console blocks of the documentation and compares what they print with what the page shows.

`curl` is answered by Django's test client over the published fixtures; what follows its first `|` runs in a shell, and so
does `python3`, in a folder of the test's own, where the register's address is that of a server in the test's transaction.
`manage.py` commands run inside the test's transaction, one line after the other, so that a page can publish, withdraw
and look at the result. `make` is not run here: those that install, serve and test are the business of tests/e2e.
Times, random bytes and cursors are replaced by fixed text on both sides. With WRITE_DOCS=1 (`make docs`) the page is
rewritten with what was really printed instead of compared.
"""

import argparse
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.core.management import CommandError, call_command
from django.test import Client
from served_here import served

ROOT = Path(__file__).resolve().parents[2]
MANAGE = ".venv/bin/python manage.py "
REGISTER = "http://127.0.0.1:8000"
REWRITES = os.environ.get("WRITE_DOCS") == "1"

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SAVED = re.compile(r"Save this as `([\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FIXED = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "2026-01-31T12:00:00Z"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0" * 64),
    (re.compile(r'("nonce": ")[0-9a-f]{32}'), rf"\g<1>{'0' * 32}"),
    (
        re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"),
        "Sat, 31 Jan 2026 12:00:00 GMT",
    ),
    (re.compile(r"(Whereabouts, [a-z]+ \d+ of )\d{4}-\d\d-\d\d"), r"\g<1>2026-01-31"),
    (re.compile(r"cursor=[\w.=-]+"), "cursor=…"),
)


@dataclass
class Step:
    """One command of a page and what the page says it prints."""

    command: str
    printed: str


def pages() -> list[Path]:
    """Every page of the documentation."""
    folder = ROOT / "docs"
    return [ROOT / "README.md", *sorted(folder.rglob("*.md"))]


def steps_of(block: str) -> Iterator[Step]:
    """The commands of a block; a command goes on while a quotation mark is open or a line ends in a backslash."""
    lines = block.splitlines(keepends=True)
    while lines:
        line = lines.pop(0)
        assert line.startswith("$ "), f"a console block begins each command with '$ ': {line!r}"
        command = line[2:]
        while lines and not is_complete(command):
            command += lines.pop(0)
        printed = ""
        while lines and not lines[0].startswith("$ "):
            printed += lines.pop(0)
        yield Step(command.rstrip("\n"), printed)


def is_complete(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return not command.endswith("\\\n")


def carry_out(page: Path, workdir: Path) -> None:
    """Run every console block of a page in order, and compare, or rewrite the page."""
    text = page.read_text()
    saved = SAVED.findall(text)
    assert len(saved) == text.count("Save this as"), "each file to save is followed by its block"
    for name, body in saved:
        (workdir / name).write_text(body)
    for block in BLOCK.findall(text):
        text = text.replace(block, "".join(retold(step, workdir) for step in steps_of(block)), 1)
    if REWRITES:
        page.write_text(text)


def retold(step: Step, workdir: Path) -> str:
    """The step as it belongs on the page."""
    printed = step.printed if step.command.startswith("make ") else settled(run(step.command, workdir))
    if not REWRITES:
        assert printed == step.printed, (
            f"$ {step.command}\nprints:\n{printed}\nbut the page shows:\n{step.printed}"
        )
    return f"$ {step.command}\n{printed}"


def settled(text: str) -> str:
    """What was printed, with fixed text for what differs from one publication to the next."""
    for pattern, replacement in FIXED:
        text = pattern.sub(replacement, text)
    return text if text.endswith("\n") or not text else f"{text}\n"


def run(command: str, workdir: Path) -> str:
    if command.startswith("curl "):
        asked, _, rest = command.partition(" | ")
        answer = fetch(shlex.split(asked)[1:], workdir)
        return shell(rest, answer, workdir) if rest else answer
    if command.startswith(MANAGE):
        return manage(shlex.split(command.removeprefix(MANAGE)), workdir)
    if command.startswith("python3 "):
        return with_a_register(command, workdir)
    raise AssertionError(f"no test knows how to run this: {command}")


def with_a_register(command: str, workdir: Path) -> str:
    """What a program prints that asks the register; the files that the page had saved ask the same one."""
    with served() as origin:
        for file in workdir.glob("*.py"):
            file.write_text(file.read_text().replace(REGISTER, origin))
        printed = shell(command.replace(REGISTER, origin), "", workdir)
        for file in workdir.glob("*.py"):
            file.write_text(file.read_text().replace(origin, REGISTER))
    return printed.replace(origin, REGISTER)


def fetch(arguments: list[str], workdir: Path) -> str:
    """The body that curl would print, with `-I` status and headers, or with `-w %{http_code}` the status.

    Nothing where `-o` names a file to keep it in.
    """
    told = CURL.parse_args(arguments)
    asked = urlsplit(told.address)
    assert told.address.startswith(f"{REGISTER}/"), (
        f"examples ask the register of `make serve`: {told.address}"
    )
    query = asked.query + urlencode([tuple(pair.split("=", 1)) for pair in told.data])
    headers = dict(header.split(": ", 1) for header in told.headers)
    client = Client(headers=headers, HTTP_HOST=asked.netloc)
    answer = client.generic("HEAD" if told.asks_headers else told.method, f"{asked.path}?{query}")
    if told.asks_headers:
        lines = "".join(f"{name.lower()}: {value}\n" for name, value in answer.items())
        return f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}\n{lines}"
    body = b"".join(answer)
    if told.kept not in ("", "/dev/null"):
        (workdir / told.kept).write_bytes(body)
    return f"{answer.status_code}\n" if told.shown else "" if told.kept else body.decode()


def as_curl() -> argparse.ArgumentParser:
    """What examples say to curl."""
    words = argparse.ArgumentParser()
    words.add_argument("-s", "-G", action="store_true")
    words.add_argument("-I", dest="asks_headers", action="store_true")
    words.add_argument("-X", dest="method", default="GET")
    words.add_argument("-H", dest="headers", action="append", default=[])
    words.add_argument("--data-urlencode", dest="data", action="append", default=[])
    words.add_argument("-o", dest="kept", default="")
    words.add_argument("-w", dest="shown", default="", type=lambda text: text.startswith("%{http_code}"))
    words.add_argument("address")
    return words


CURL = as_curl()


def shell(command: str, text_in: str, workdir: Path) -> str:
    """What a shell prints, with this Python as python3.

    Which keeps no bytecode: a file that asks another port a moment later is as long as before, and would seem unchanged.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        input=text_in,
        cwd=workdir,
        env=os.environ | {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def is_ours(word: str, workdir: Path) -> bool:
    return word.startswith("var/") or (workdir / word).is_file()


def manage(arguments: list[str], workdir: Path) -> str:
    """What a command of manage.py prints; `var/` and what a page had saved are in the test's own folder."""
    out = io.StringIO()
    arguments = [str(workdir / word) if is_ours(word, workdir) else word for word in arguments]
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        call_command(*arguments, stdout=out, stderr=out, no_color=True)
    except CommandError as error:
        out.write(f"CommandError: {error}\n")
    finally:
        os.chdir(before)
    return out.getvalue().replace(f"{workdir}/", "").replace(f"{ROOT}/", "")
