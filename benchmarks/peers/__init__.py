"""Everyone in the table, in its order."""

from benchmarks.peer import Peer
from benchmarks.peers import datasette, drf, fastapi_sqlalchemy, floor, ninja, postgraphile, whereabouts

FLOOR = floor.PEER
US = whereabouts.PEER
PEERS: tuple[Peer, ...] = (
    FLOOR,
    US,
    whereabouts.REMEMBERED,
    postgraphile.PEER,
    datasette.PEER,
    fastapi_sqlalchemy.PEER,
    ninja.PEER,
    drf.PEER,
)
