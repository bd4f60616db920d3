"""``convenant calculate …``: the sums of the product, by hand, with their steps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.core.depletion import outlook
from convenant.core.money import NotAnAmount, parse_amount
from convenant.core.volumes import Extent, Frequency, amount, period_maximum, whole_maximum
from convenant.wording import formats
from convenant.wording.delivery import UNITS
from convenant.wording.volumes import COUNTED

SOMETHING_WRONG = 1

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a sum: plain values for machines, steps for people."""

    values: Mapping[str, int | str | None]
    steps: list[Step]


class Command(BaseCommand):
    help = _("Rekent een plafond, een volume of een bedrag na en laat elke stap zien.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help=_("als JSON"))
        sums = parser.add_subparsers(dest="what", required=True, metavar=_("WAT"))
        ceiling = sums.add_parser("ceiling", help=_("wanneer een plafond op is (docs: depletion)"))
        ceiling.add_argument("--amount", required=True, help=_("plafond per jaar, als 2.300.000"))
        ceiling.add_argument("--used", required=True, help=_("besteed tot nu toe"))
        ceiling.add_argument("--months", required=True, help=_("in hoeveel maanden"))
        ceiling.add_argument("--on", help=_("op welke dag (2026-09-01); vandaag als u niets kiest"))
        volume = sums.add_parser(
            "volume", help=_("hoeveel er gedeclareerd mag worden (TR321, TR322)")
        )
        volume.add_argument("--volume", required=True, type=int, help=_("toegewezen volume"))
        volume.add_argument("--unit", required=True, choices=list(UNITS), help=_("eenheid (WJ756)"))
        volume.add_argument("--frequency", required=True, choices=[f.value for f in Frequency])
        volume.add_argument("--law", default="wmo", choices=["wmo", "jw"])
        volume.add_argument("--category", default="02", help=_("productcategorie"))
        volume.add_argument("--starts", required=True, help=_("ingangsdatum van de toewijzing"))
        volume.add_argument("--ends", help=_("einddatum van de toewijzing"))
        volume.add_argument("--first", required=True, help=_("eerste dag van de productperiode"))
        volume.add_argument("--last", required=True, help=_("laatste dag van de productperiode"))
        price = sums.add_parser("amount", help=_("wat een regel mag kosten (TR346, IV081)"))
        price.add_argument("--volume", required=True, type=int, help=_("geleverd volume"))
        price.add_argument(
            "--unit", required=True, choices=list(UNITS), help=_("eenheid van de regel")
        )
        price.add_argument("--tariff", required=True, help=_("afgesproken tarief, als 75,60"))
        price.add_argument("--tariff-unit", choices=list(UNITS), help=_("eenheid van het tarief"))

    def handle(self, *, what: str, as_json: bool, **options: str | None) -> None:
        """Exits 0, or 1 when what was given cannot be calculated with."""
        try:
            outcome = _SUMS[what](options)
        except (_Wrong, ValueError) as wrong:
            raise CommandError(str(wrong), returncode=SOMETHING_WRONG) from wrong
        if as_json:
            self.stdout.write(json.dumps(outcome.values, ensure_ascii=False))
            return
        width = max(len(label) for label, _words in outcome.steps)
        for label, words in outcome.steps:
            self.stdout.write(f"  {label:<{width}}  {words}")


class _Wrong(Exception):
    """What was typed cannot be read; says what to type instead."""


def _ceiling(given: Mapping[str, str | None]) -> Outcome:
    ceiling, used = _cents(given, "amount"), _cents(given, "used")
    months = _decimal(given, "months")
    on = _day(given, "on") or timezone.localdate()
    found = outlook(ceiling=ceiling, used=used, months=months, on=on, until=date(on.year + 1, 1, 1))
    left = None if found.months_left is None else f"{found.months_left:.1f}"
    language = get_language() or "nl"
    return Outcome(
        {
            "share": f"{found.share:.4f}",
            "monthsLeft": left,
            "goneOn": found.gone_on.isoformat() if found.gone_on else None,
        },
        [
            (_("Plafond"), formats.euro(ceiling, language)),
            (_("Besteed"), formats.euro(used, language)),
            (_("Deel"), formats.percent(found.share, language)),
            (_("Over"), formats.euro(ceiling - used, language)),
            (_("Maanden over in dit tempo"), left or _("geen tempo bekend")),
            (
                _("Op rond"),
                formats.day(found.gone_on, language) if found.gone_on else _("niet dit jaar"),
            ),
        ],
    )


def _volume(given: Mapping[str, str | None]) -> Outcome:
    frequency = Frequency(given["frequency"] or "")
    extent = Extent(int(given["volume"] or 0), given["unit"] or "", frequency)
    starts, ends = _needed_day(given, "starts"), _day(given, "ends")
    period = period_maximum(
        extent,
        law=given["law"] or "",
        category=given["category"] or "",
        starts=starts,
        ends=ends,
        first=_needed_day(given, "first"),
        last=_needed_day(given, "last"),
    )
    whole = whole_maximum(extent, starts=starts, ends=ends)
    unit = str(UNITS[extent.unit])
    steps: list[Step] = [(_("Toegewezen"), f"{extent.volume} {unit}")]
    for label, maximum in ((_("In deze periode"), period), (_("In de hele toewijzing"), whole)):
        if maximum is None:
            steps.append((label, _("geen grens")))
            continue
        each, times = maximum.each, maximum.times
        sum_of_it = f"{times} ({COUNTED[maximum.counted]}) × {each} = {times * each} {unit}"
        steps.append((label, sum_of_it))
    return Outcome(
        {
            "period": None if period is None else period.times * period.each,
            "whole": None if whole is None else whole.times * whole.each,
        },
        steps,
    )


def _amount(given: Mapping[str, str | None]) -> Outcome:
    tariff, unit = _cents(given, "tariff"), given["unit"] or ""
    tariff_unit = given["tariff_unit"] or unit
    volume = int(given["volume"] or 0)
    cents = amount(volume=volume, tariff=tariff, unit=unit, tariff_unit=tariff_unit)
    language = get_language() or "nl"
    return Outcome(
        {"amount": cents},
        [
            (_("Geleverd"), f"{volume} {UNITS[unit]}"),
            (_("Tarief"), f"{formats.euro(tariff, language)} / {UNITS[tariff_unit]}"),
            (_("Bedrag"), formats.euro(cents, language)),
        ],
    )


_SUMS: Mapping[str, Callable[[Mapping[str, str | None]], Outcome]] = {
    "ceiling": _ceiling,
    "volume": _volume,
    "amount": _amount,
}


def _cents(given: Mapping[str, str | None], name: str) -> int:
    try:
        return parse_amount(given[name] or "")
    except NotAnAmount:
        raise _Wrong(
            _("%(value)s is geen bedrag. Schrijf het als 75,60 of 2.300.000.")
            % {"value": given[name]}
        ) from None


def _decimal(given: Mapping[str, str | None], name: str) -> Decimal:
    try:
        value = Decimal((given[name] or "").replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise _Wrong(
            _("%(value)s is geen aantal. Schrijf het als 8 of 8,5.") % {"value": given[name]}
        )
    return value


def _day(given: Mapping[str, str | None], name: str) -> date | None:
    text = given[name]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(
            _("%(value)s is geen dag. Schrijf hem als 2026-09-01.") % {"value": text}
        ) from None


def _needed_day(given: Mapping[str, str | None], name: str) -> date:
    day = _day(given, name)
    if day is None:
        raise _Wrong(_("Er ontbreekt een dag: --%(name)s.") % {"name": name})
    return day
