"""Opens fixture files that nobody has vouched for: regular files only, bounded in size, clean UTF-8 text.

Symbolic links, pipes and devices are refused without being opened, and so is text that would not read as it is stored.
What the text means is `reader.py`'s business.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from records.characters import BIDI, CONTROL

LARGEST_FILE = 2_000_000  # bytes
YAML_SUFFIXES = {".yaml", ".yml"}

FORBIDDEN_IN_FILE = re.compile(rf"[{CONTROL}{BIDI}]|\r(?!\n)")
BIDI_CHARACTER = re.compile(f"[{BIDI}]")

UTF8_MARK = b"\xef\xbb\xbf"
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# O_NONBLOCK: opening a FIFO must not wait for a writer.
SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class ReadError(Exception):
    """One reason why a file cannot be read, at a line counted from 1, in words that say what to do."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        name = str(self.path)
        return f"{name if name.isprintable() else ascii(name)}:{self.line}: {self.problem}"


def fixture_files(folder_or_file: Path) -> list[Path]:
    """The YAML files in a folder and below, sorted, or the one file given. Raises ReadError if in doubt."""
    if stat.S_ISREG(_kind_of(folder_or_file)):
        if not _is_yaml(folder_or_file):
            raise ReadError(folder_or_file, 1, "this is not a YAML file; its name must end in .yaml or .yml")
        return [folder_or_file]
    found = sorted(path for path in _files_below(folder_or_file) if _is_yaml(path))
    if not found:
        raise ReadError(
            folder_or_file, 1, "the folder holds no .yaml or .yml file; check that it is the right one"
        )
    return found


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in YAML_SUFFIXES


def _files_below(folder: Path) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        for path in _entries(waiting.pop()):
            if stat.S_ISDIR(_kind_of(path)):
                waiting.append(path)
            else:
                yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        _refuse_unopened(folder, error)


def _kind_of(path: Path) -> int:
    """The mode of a regular file or a folder; everything else is refused without being opened."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError) as error:
        _refuse_unopened(path, error)
    if stat.S_ISLNK(mode):
        raise ReadError(path, 1, "this is a symbolic link; put the file itself here")
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise ReadError(path, 1, "this is neither a file nor a folder; remove it")
    return mode


def _refuse_unopened(path: Path, error: OSError | ValueError) -> NoReturn:
    reason = error.errno if isinstance(error, OSError) else None
    if reason == errno.ENOENT:
        raise ReadError(path, 1, "there is no such file or folder; check its name") from error
    if reason == errno.ELOOP:
        raise ReadError(path, 1, "this is a symbolic link; put the file itself here") from error
    if reason == errno.EACCES:
        raise ReadError(path, 1, "it may not be read by this user; change its permissions") from error
    words = os.strerror(reason) if reason else "its name is not valid"
    raise ReadError(path, 1, f"it cannot be opened ({words}); check the file and its name") from error


def read_text(path: Path) -> str:
    return as_text(path, _read_bytes(path))


def as_text(path: Path, raw: bytes) -> str:
    """The text of a file from its bytes. Raises ReadError for what is too large, not UTF-8 or would not show."""
    if len(raw) > LARGEST_FILE:
        _refuse_size(path)
    text = decode(path, raw)
    bad = FORBIDDEN_IN_FILE.search(text)
    if bad:
        raise ReadError(path, text.count("\n", 0, bad.start()) + 1, describe_forbidden(bad.group()))
    return text


def _read_bytes(path: Path) -> bytes:
    # The checks are made on the file once open: a check of its name beforehand could be about another file.
    try:
        descriptor = os.open(path, SAFELY)
    except (OSError, ValueError) as error:
        _refuse_unopened(path, error)
    try:
        _check_open_file(path, os.fstat(descriptor))
        return _read_bounded(path, descriptor)
    except OSError as error:
        _refuse_unopened(path, error)
    finally:
        os.close(descriptor)


def _check_open_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(path, 1, "this is not a regular file; put a plain text file here")
    if status.st_size > LARGEST_FILE:
        _refuse_size(path)


def _read_bounded(path: Path, descriptor: int) -> bytes:
    # The size was that of a moment ago: a file still being written may have outgrown it.
    with open(descriptor, "rb", closefd=False) as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        _refuse_size(path)
    return raw


def _refuse_size(path: Path) -> NoReturn:
    raise ReadError(path, 1, f"the file is larger than {LARGEST_FILE:,} bytes; split it into several")


def decode(path: Path, raw: bytes) -> str:
    """UTF-8 text, with a byte order mark or without. Raises ReadError for anything else."""
    if raw.startswith(OTHER_MARKS):
        raise ReadError(path, 1, "the file is in UTF-16 or UTF-32; save it as UTF-8")
    try:
        return raw.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ReadError(path, line, "this line is not valid UTF-8; save the file as UTF-8") from error


def describe_forbidden(character: str) -> str:
    kind = "bidirectional control" if BIDI_CHARACTER.match(character) else "control"
    return f"the {kind} character U+{ord(character):04X} is not allowed; remove it"
