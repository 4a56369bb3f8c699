"""The Django database engine of the embedded cluster: stock PostgreSQL, started by the first connection that
fails.

Starting on connection, not on import, is why `makemigrations`, mypy or the OpenAPI build can load the
settings without a server appearing, why no command needs to say whether it uses the database, and why a
server that was killed comes back with the next request. `DATABASES[alias]["EMBEDDED_IN"]` names the cluster's
folder.
"""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import Connection
from psycopg import OperationalError as NotConnected

from config.embedded.cluster import Cluster
from config.embedded.place import EmbeddedDatabaseError


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL that is started when it does not answer."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        cluster = Cluster(Path(self.settings_dict["EMBEDDED_IN"]))
        try:
            cluster.enter()
            return self._connect_or_start(cluster, conn_params)
        except EmbeddedDatabaseError as error:
            raise OperationalError(str(error)) from error

    def _connect_or_start(self, cluster: Cluster, conn_params: dict[str, Any]) -> Connection[Any]:
        try:
            return super().get_new_connection(conn_params.copy())
        except NotConnected:
            cluster.ensure_running()
            return super().get_new_connection(conn_params)
