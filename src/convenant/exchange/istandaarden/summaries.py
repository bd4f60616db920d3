"""What is worth showing of messages whose content goes no further yet (305, 307, 315 …)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from convenant.exchange.istandaarden.grammar import Element, Shape
from convenant.exchange.istandaarden.messages import Summary

_SHOWN = frozenset(
    {
        "BeschikkingNummer", "DeclaratieNummer", "RedenAfwijzingVerzoek", "RedenBeeindiging",
        "RedenVerzoek", "ReferentieAanbieder", "RetourCode", "StatusAanlevering",
        "ToewijzingNummer", "VerzoekAntwoord",
    }
)  # fmt: skip
_MOST = 20


def summary_of(data: bytes, shape: Shape) -> Summary:
    """Count the repeated classes, and gather up to 20 different values of the telling elements.

    For a structure that was checked. Nothing that says who a client is.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    counts: dict[str, int] = {}
    values: dict[str, dict[str, None]] = {}
    _gather(etree.fromstring(data, parser), shape.root, counts, values)
    shown = {name: tuple(list(found)[:_MOST]) for name, found in values.items()}
    return Summary(counts, shown)


def _gather(
    node: Any, element: Element, counts: dict[str, int], values: dict[str, dict[str, None]]
) -> None:
    for below in node.iterchildren("*"):
        child = element.child(etree.QName(below).localname)
        if child.most is None and child.children:
            counts[child.name] = counts.get(child.name, 0) + 1
        if child.name in _SHOWN:
            values.setdefault(child.name, {})["".join(below.itertext())] = None
        _gather(below, child, counts, values)
