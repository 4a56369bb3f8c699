"""Shapes of facets, as the values of parameters."""

from typing import Any


def facets() -> dict[str, dict[str, Any]]:
    """Every shape of facets by name, as the values of its parameters."""
    everything = (
        "kind,actor,party,mediator,host,claimant,place,country,source,publisher,status,contested,year,month"
    )

    def counting(names: str, **asked: Any) -> dict[str, Any]:
        return {"facets": [names.split(",")], **asked}

    frequent, common, rare = [["actor-0"]], [["actor-30"]], [["source-7"]]
    return {
        "facets: one, of everything": counting("mediator"),
        "facets: years, of everything": counting("year"),
        "facets: all, of everything": counting(everything),
        "facets: all, frequent term": counting(everything, actor=frequent),
        "facets: all, term in a hundred": counting(everything, actor=common),
        "facets: all, rare term": counting(everything, source=rare),
        "facets: three, two of them asked": counting(
            "actor,status,kind", actor=frequent, status=[["reported"]]
        ),
        "facets: one, terms that hardly meet": counting(
            "place", actor=[["actor-0"], ["actor-1"], ["actor-2"]]
        ),
        "facets: one, frequent word": counting("mediator", search="nimo"),
        "facets: one, word in a hundred": counting("mediator", search="sorlo"),
        "facets: one, rare word": counting("mediator", search="rella"),
    }
