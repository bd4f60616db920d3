"""What was agreed, as the columns that lines are judged against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from convenant.agreements import queries as agreements
from convenant.agreements.queries.consents import CeilingLine, ContractLine
from convenant.ledger import schemas

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """``lines``: schemas.CONTRACT_LINES; ``ceilings``: schemas.CEILINGS, a row per year."""

    lines: pa.Table
    ceilings: pa.Table


def agreed_terms(regions: Iterable[int], *, until: date) -> AgreedTerms:
    """What these regions agreed on tariffs and ceilings; ceilings up to the year of ``until``."""
    terms = [agreements.contract_terms(region=region) for region in regions]
    lines = [_contract_line(line) for one in terms for line in one.lines]
    ceilings = [row for one in terms for row in _ceilings(one.ceilings, until.year)]
    return AgreedTerms(
        schemas.rows(schemas.CONTRACT_LINES, lines), schemas.rows(schemas.CEILINGS, ceilings)
    )


def _contract_line(line: ContractLine) -> dict[str, Any]:
    return {
        "provider": line.provider,
        "municipality": line.municipality,
        "law": line.law,
        "category": line.category,
        "code": line.code,
        "unit": line.unit,
        "tariff": line.tariff,
        "valid_from": line.period.start,
        "valid_before": line.period.before,
        "agreement": line.agreement,
        "agreement_title": line.agreement_title,
        "version": line.version,
        "clause": f"artikel {line.article}, tarief {line.code}",
    }


def _ceilings(lines: Iterable[CeilingLine], last_year: int) -> list[dict[str, Any]]:
    """A ceiling counts a calendar year; in a year with several versions the newest holds."""
    of_year: dict[tuple[str, str, str, int], tuple[tuple[date, int], CeilingLine]] = {}
    for line in lines:
        until = last_year if line.period.last_day is None else line.period.last_day.year
        for year in range(line.period.start.year, min(until, last_year) + 1):
            key = (line.agreement, line.provider, line.code, year)
            newness = (line.period.start, line.version)
            if key not in of_year or of_year[key][0] < newness:
                of_year[key] = (newness, line)
    return [
        {
            "agreement": line.agreement,
            "agreement_title": line.agreement_title,
            "version": line.version,
            "clause": f"artikel {line.article}, plafond {year}",
            "provider": line.provider or None,
            "code": line.code or None,
            "valid_from": date(year, 1, 1),
            "valid_before": date(year + 1, 1, 1),
            "cents": line.amount,
            "hard": line.hard,
        }
        for (_, _, _, year), (_, line) in of_year.items()
    ]
