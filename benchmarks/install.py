"""What the peers need, in folders of the benchmark's own: the project's requirements stay as small as they are."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.database import HERE
from benchmarks.peer import NotHereError

REQUIREMENTS = HERE / "requirements.txt"
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
NODE = (22, 0)
PATIENCE = 600


def install_python_packages(folder: Path) -> Path | None:
    """The Python of a virtual environment with the peers' packages; None where they cannot be had."""
    python = folder / "bin" / "python"
    mark = folder / ".installed"
    wanted = fingerprint(REQUIREMENTS)
    if mark.exists() and mark.read_text() == wanted:
        return python
    print("Installing the peers' Python packages ...", flush=True)
    try:
        _run([sys.executable, "-m", "venv", "--clear", str(folder)], folder.parent)
        _run([str(python), *PIP, "--requirement", str(REQUIREMENTS)], folder)
    except NotHereError:
        return None
    mark.write_text(wanted)
    return python


def install_node_packages(folder: Path, source: Path) -> str:
    """The path of node, once the packages that `source/package-lock.json` names are in `folder`."""
    if shutil.which("npm") is None:
        raise NotHereError("npm is not installed")
    mark = folder / ".installed"
    wanted = fingerprint(source / "package-lock.json")
    if not (mark.exists() and mark.read_text() == wanted):
        print("Installing the packages of Node ...", flush=True)
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        try:
            _run(["npm", "ci", "--no-audit", "--no-fund"], folder)
        except NotHereError:
            raise NotHereError("npm could not install it") from None
        mark.write_text(wanted)
    return str(folder / "node_modules" / ".bin" / "node")


def fingerprint(file: Path) -> str:
    """What a lock file asks for, in short."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _run(command: list[str], folder: Path) -> None:
    """What the installer says goes into a file beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.with_name(f"{folder.name}-install.log")
    try:
        with log.open("ab") as said:
            subprocess.run(
                command,
                cwd=folder,
                check=True,
                timeout=PATIENCE,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
    except (subprocess.SubprocessError, OSError) as error:
        print(f"{command[0]} failed; see {log}", file=sys.stderr)
        raise NotHereError("it could not be installed") from error
