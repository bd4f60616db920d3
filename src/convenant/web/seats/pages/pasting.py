"""Rows copied from a spreadsheet: what they say, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from convenant.core.seating.policies import FacetKind

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import Facet

MOST_PROBLEMS = 20


def read_served(
    text: str, providers: Mapping[int, Organisation], facets: Sequence[Facet]
) -> tuple[dict[int, set[int]], list[str]]:
    """AGB code, results, target groups in three columns (tab or semicolon), several in a cell
    separated by a comma. Gives provider -> facets, and what is wrong by row."""
    by_agb = {one.agb: pk for pk, one in providers.items()}
    by_name = {(facet.kind, facet.name.casefold()): facet.pk for facet in facets}
    found: dict[int, set[int]] = {}
    problems: list[str] = []
    for number, cells in _rows(text):
        provider = _provider(cells, by_agb, number, problems)
        if provider is None:
            continue
        chosen = found.setdefault(provider, set())
        for kind, cell in zip(FacetKind, [*cells[1:3], "", ""], strict=False):
            for name in filter(None, (part.strip() for part in cell.split(","))):
                pk = by_name.get((kind.value, name.casefold()))
                if pk is None:
                    problems.append(
                        _("Rij %(row)s: %(name)s staat niet in de lijst van de regio.")
                        % {"row": number, "name": name}
                    )
                else:
                    chosen.add(pk)
    return found, problems[:MOST_PROBLEMS]


def read_half_days(
    text: str, providers: Mapping[int, Organisation]
) -> tuple[dict[int, int], list[str]]:
    """AGB code and number of half-days in two columns. Gives provider -> number, and problems."""
    by_agb = {one.agb: pk for pk, one in providers.items()}
    found: dict[int, int] = {}
    problems: list[str] = []
    for number, cells in _rows(text):
        provider = _provider(cells, by_agb, number, problems)
        if provider is None:
            continue
        typed = cells[1].replace(".", "") if len(cells) > 1 else ""
        if not typed.isdecimal() or len(typed) > 9:
            problems.append(
                _("Rij %(row)s: schrijf in de tweede kolom een heel getal, zoals 1250.")
                % {"row": number}
            )
        else:
            found[provider] = int(typed)
    return found, problems[:MOST_PROBLEMS]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, with their number; a head is passed over."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        head = number == 1 and not any(sign.isdecimal() for sign in cells[0])
        if any(cells) and not head:
            yield number, cells


def _provider(
    cells: Sequence[str], by_agb: Mapping[str, int], row: int, problems: list[str]
) -> int | None:
    # A spreadsheet that takes the code for a number drops the zeros in front.
    found = by_agb.get(cells[0].zfill(8))
    if found is None:
        problems.append(
            _("Rij %(row)s: geen aanbieder in deze regio met AGB-code %(code)s.")
            % {"row": row, "code": cells[0] or "–"}
        )
    return found
