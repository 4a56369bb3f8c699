"""Dump: the desk as fixture files, the inverse of load. It writes files and changes nothing on the desk."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from records.kinds import KINDS
from records.kinds.base import HEAD, Kind, Publishable, read_whole, shared
from records.loading.reader import MOST_NODES
from records.publishing.batches import batches_of

BYTES_A_VALUE = 40  # so that a file's text stays within its limit of bytes as well
VALUES_A_FILE = MOST_NODES // 2  # below what the reader takes in one file; its bytes follow
DERIVED = {*HEAD, "contested", "earliest", "latest"} - {"id"}


def dump(*, folder: Path) -> dict[str, int]:
    """Write the collections into an empty or new folder; return how many entries each has.

    Raises FileExistsError when the folder holds anything, so that no file of someone's is overwritten.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return {kind.collection: _dump_kind(kind, folder) for kind in KINDS.values()}


def _dump_kind(kind: Kind, folder: Path) -> int:
    written = 0
    for number, part in enumerate(batched(_fixtures(kind)), start=1):
        text = yaml.safe_dump({kind.collection: part}, allow_unicode=True, sort_keys=False, width=120)
        (folder / f"{kind.collection}-{number:03}.yaml").write_text(text, encoding="utf-8")
        written += len(part)
    return written


def _fixtures(kind: Kind) -> Iterator[dict[str, Any]]:
    """Every entry of a kind, some hundreds of them in memory."""
    every = kind.model._default_manager.order_by("pk").values_list("pk", flat=True)
    for ids in batches_of(every.iterator()):
        yield from (as_fixture(kind, item) for item in read_whole(kind.document, ids))


def as_fixture(kind: Kind, item: Publishable) -> dict[str, Any]:
    """An entry as a fixture writes it: ids for references, and nothing that is derived, unknown or empty."""
    rendered = shared(kind.document).to_representation(item)
    document = {key: value for key, value in rendered.items() if key not in DERIVED}
    return _plain(document) | ({"sensitivity": item.sensitivity} if item.sensitivity else {})


def batched(entries: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Consecutive entries that fit one file."""
    part: list[dict[str, Any]] = []
    values = 1
    for entry in entries:
        size = _size(entry)
        if part and values + size > VALUES_A_FILE:
            yield part
            part, values = [], 1
        part.append(entry)
        values += size
    if part:
        yield part


def _size(value: Any) -> int:
    """How many values the reader will count, long texts counting as many."""
    if isinstance(value, dict):
        return 1 + sum(_size(part) for part in value.values())
    if isinstance(value, list):
        return 1 + sum(_size(part) for part in value)
    return 1 + len(str(value)) // BYTES_A_VALUE


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if "id" in value and "url" in value:
            return value["id"]
        kept = {key: _kept(key, part) for key, part in value.items() if key not in ("earliest", "latest")}
        return {key: part for key, part in kept.items() if part not in (None, [], {})}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _kept(key: str, part: Any) -> Any:
    """What a source states is kept as it was written: there, a bound of null or a value of null was said on purpose."""
    return part if key == "states" else _plain(part)
