"""The statements that a connection keeps ready on the server, run by the driver's library itself.

A cursor takes an answer in piece by piece, with Python between the pieces. The library waits for all of it, and the worker's
other thread works meanwhile: a sixth more entries a second.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from psycopg import Connection, OperationalError, capabilities
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

Row = tuple[Any, ...]
Key = tuple[str, Any]  # a statement's text, and the types of its values

MOST_READY = 400  # shapes of questions; the one that was not asked for longest makes room
LONGEST_READY = 300_000  # characters of all of them; the server takes 130 bytes for each
MOST_NOTED = 4_000  # shapes that were asked once, of which no more than a number is kept
MARK = re.compile("%[s%]")
DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Statements:
    """Of one connection, which one thread uses. Errors are psycopg's.

    What is asked the first time is not kept: most trees are asked once, and would take the place of what everybody asks.
    """

    def __init__(
        self, connection: Connection[Any], *, most: int = MOST_READY, longest: int = LONGEST_READY
    ) -> None:
        self.server = connection.pgconn
        self.values = Transformer.from_context(connection)
        self.most, self.longest = most, longest
        self.ready: OrderedDict[Key, bytes] = OrderedDict()
        self.length = self.made = 0
        self.asked_once: set[int] = set()

    def ask(self, text: str, values: Sequence[Any]) -> list[Row]:
        """All rows of a statement with `%s` marks, which the server plans once for all values."""
        given: Any = self.values.dump_sequence(values, [PyFormat.AUTO] * len(values))
        types, formats = self.values.types, self.values.formats
        name = self._name_of((text, types))
        if name is None:
            return self._rows(self.server.exec_params(_numbered(text).encode(), given, types, formats))
        return self._rows(self.server.exec_prepared(name, given, formats))

    def ask_once(self, text: str) -> list[Row]:
        """All rows of a statement with its values in it, which is planned for them."""
        return self._rows(self.server.exec_(text.encode()))

    def _name_of(self, key: Key) -> bytes | None:
        """None for what was not asked before."""
        name = self.ready.get(key)
        if name is not None:
            self.ready.move_to_end(key)
        elif hash(key) in self.asked_once:
            name = self._prepare(key)
        else:
            self._note(key)
        return name

    def _note(self, key: Key) -> None:
        if len(self.asked_once) >= MOST_NOTED:
            self.asked_once.clear()
        self.asked_once.add(hash(key))

    def _prepare(self, key: Key) -> bytes:
        text, types = key
        self.made += 1
        name = b"read%d" % self.made
        self._checked(self.server.prepare(name, _numbered(text).encode(), types))
        self.ready[key] = name
        self.length += len(text)
        while len(self.ready) > self.most or (self.length > self.longest and len(self.ready) > 1):
            (left_out, _), unused = self.ready.popitem(last=False)
            self.length -= len(left_out)
            self._forget(unused)
        return name

    def _forget(self, name: bytes) -> None:
        if capabilities.has_send_close_prepared():
            self._checked(self.server.close_prepared(name))
        else:
            self._checked(self.server.exec_(b"DEALLOCATE " + name))

    def _rows(self, result: PGresult) -> list[Row]:
        self.values.set_pgresult(self._checked(result))
        try:
            return self.values.load_rows(0, result.ntuples, tuple)
        finally:
            self.values.set_pgresult(None)  # it would keep the last answer

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in DONE:
            return result
        if self.server.status == ConnStatus.BAD:
            raise OperationalError(self.server.get_error_message())
        raise error_from_result(result)


def _numbered(text: str) -> str:
    """With the marks that the server knows."""
    numbers = iter(range(1, text.count("%s") + 1))
    return MARK.sub(lambda mark: "%" if mark[0] == "%%" else f"${next(numbers)}", text)
