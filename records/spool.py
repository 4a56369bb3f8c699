"""A spool: things put aside on disk in their order, so that memory does not grow with how many they are.

The file has no name: it is gone with the process, whatever becomes of that. Small spools never reach the disk.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any, Generic, NoReturn, TypeVar

IN_MEMORY = 1_000_000  # bytes: a few hundred entries

Item = TypeVar("Item")


class NoRoomError(Exception):
    """The disk of temporary files cannot take what has to be put aside."""


class Spool(Generic[Item]):
    """Things of one sort. They may be read while others are still put in."""

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed with the spool
        self._end = 0
        self._is_at_end = True
        self._count = 0

    def __del__(self) -> None:
        with suppress(OSError):  # a full disk was reported when it was found
            self._file.close()

    def __len__(self) -> int:
        return self._count

    def put(self, item: Item) -> int:
        """Put one at the end; return its place. Raises NoRoomError."""
        told, place = pickle.dumps(item, protocol=pickle.HIGHEST_PROTOCOL), self._end
        if not self._is_at_end:
            self._go_to(place)
        try:
            self._file.write(told)
        except OSError as error:
            _refuse(error)
        self._end, self._is_at_end = place + len(told), True
        self._count += 1
        return place

    def at(self, place: int) -> Item:
        """The one at a place."""
        self._go_to(place)
        item: Item = pickle.load(self._file)  # noqa: S301  of our own making, in a file that nobody else can open
        return item

    def __iter__(self) -> Iterator[Item]:
        return (item for _, item in self.items())

    def items(self) -> Iterator[tuple[int, Item]]:
        """Each with its place."""
        place, end = 0, self._end  # those put in meanwhile are not among them
        while place < end:
            item = self.at(place)
            following = self._file.tell()
            yield place, item
            place = following

    def _go_to(self, place: int) -> None:
        self._is_at_end = False
        try:
            self._file.seek(place)
        except OSError as error:  # what was put in last is written only now
            _refuse(error)


@contextmanager
def writing_temporary_files() -> Iterator[None]:
    """For libraries that write such files themselves. Raises NoRoomError for what the disk refuses."""
    try:
        yield
    except OSError as error:
        _refuse(error)


def _refuse(error: OSError) -> NoReturn:
    says = f"There is no room for temporary files{_where()} ({error.strerror}): make room, or set TMPDIR."
    raise NoRoomError(says) from error


def _where() -> str:
    """The folder; nothing where all are full, because none is chosen that cannot be written to."""
    try:
        return f" in {gettempdir()}"
    except OSError:
        return ""
