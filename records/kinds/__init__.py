"""The kinds, in the order in which people meet them. Adding a kind adds one line here."""

from records.kinds import (
    actor,
    figure,
    incident,
    measure,
    missing_person_talk,
    negotiation_round,
    place,
    prisoner_release,
    source,
)
from records.kinds.base.declaration import Kind

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        missing_person_talk,
        prisoner_release,
        negotiation_round,
        figure,
        incident,
        source,
        actor,
        place,
        measure,
    )
}

RECORD_KINDS: dict[str, Kind] = {name: kind for name, kind in KINDS.items() if kind.is_record}
