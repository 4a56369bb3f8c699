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

MOST_READY = 400  # shapes of questions; the one that was not asked for longest makes room
MARK = re.compile("%[s%]")
DONE = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Statements:
    """Of one connection, which one thread uses. Errors are psycopg's."""

    def __init__(self, connection: Connection[Any], *, most: int = MOST_READY) -> None:
        self.server = connection.pgconn
        self.values = Transformer.from_context(connection)
        self.most = most
        self.ready: OrderedDict[tuple[str, Any], bytes] = OrderedDict()
        self.made = 0

    def ask(self, text: str, values: Sequence[Any]) -> list[Row]:
        """All rows of a statement with `%s` marks, which the server plans once for all values."""
        given: Any = self.values.dump_sequence(values, [PyFormat.AUTO] * len(values))
        name = self._name_of(text, self.values.types)
        return self._rows(self.server.exec_prepared(name, given, self.values.formats))

    def ask_once(self, text: str) -> list[Row]:
        """All rows of a statement with its values in it, which is planned for them."""
        return self._rows(self.server.exec_(text.encode()))

    def _name_of(self, text: str, types: Any) -> bytes:
        key = text, types
        name = self.ready.get(key)
        if name is None:
            name = self._prepare(key)
        self.ready.move_to_end(key)
        return name

    def _prepare(self, key: tuple[str, Any]) -> bytes:
        text, types = key
        self.made += 1
        name = b"read%d" % self.made
        self._checked(self.server.prepare(name, _numbered(text).encode(), types))
        self.ready[key] = name
        if len(self.ready) > self.most:
            self._forget(self.ready.popitem(last=False)[1])
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
