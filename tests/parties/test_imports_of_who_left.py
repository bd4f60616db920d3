"""Spreadsheets that name who left, who is still to begin, and lists within one cell."""

from __future__ import annotations

from datetime import date

import pytest

from convenant.core.actors import Kind
from convenant.core.imports.problems import Problem
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties.models import Participation, ServiceYear
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.parties.import_files import DE_LINDE, HEAD, LEKZICHT, previewed, problems, xlsx

pytestmark = pytest.mark.django_db

MUNICIPALITIES = ("CBS-code", "Naam", "Doet mee sinds", "Deelname")


def periods(organisation):
    rows = Participation.objects.filter(organisation=organisation).order_by("valid_from")
    return list(rows.values_list("form", "valid_from", "valid_before"))


@pytest.mark.parametrize("since", ["01-01-2020", "01-01-2022"])
def test_who_left_does_not_come_back_before_the_day_it_left(since):
    region = factories.region()
    houten = factories.municipality(region, name="Houten", cbs="0321")
    provider = factories.provider(region)
    for one in (houten, provider):
        actions.leave(region=region, organisation=one, on=date(2026, 1, 1), by=SYSTEM, at=NOON)

    places = previewed(
        region, xlsx(MUNICIPALITIES, ("0321", "Houten", since, "")), kind=Kind.MUNICIPALITY
    )
    carers = previewed(
        region, xlsx(("AGB-code", "Naam", "Doet mee sinds"), (provider.agb, provider.name, since))
    )

    for of, one in ((places, houten), (carers, provider)):
        assert Problem.SINCE_BEFORE_LEFT in problems(of)[2]
        with pytest.raises(Refused):
            actions.confirm_import(of=of, by=SYSTEM, at=NOON)
        assert len(periods(one)) == 1


def test_who_left_comes_back_from_that_day_on():
    region = factories.region()
    factories.municipality(region)
    houten = factories.municipality(region, name="Houten", cbs="0321")
    left = date(2026, 1, 1)
    actions.leave(region=region, organisation=houten, on=left, by=SYSTEM, at=NOON)
    content = xlsx(MUNICIPALITIES, ("0321", "Houten", "01-01-2026", ""))

    of = previewed(region, content, kind=Kind.MUNICIPALITY)
    actions.confirm_import(of=of, by=SYSTEM, at=NOON)

    full = ParticipationForm.FULL
    assert periods(houten) == [(full, factories.START, left), (full, left, None)]


def test_who_is_still_to_begin_gets_the_form_that_the_file_says():
    region = factories.region()
    houten = factories.municipality(region, name="Houten", cbs="0321")
    begin = date(2026, 5, 1)
    Participation.objects.filter(organisation=houten).delete()
    actions.join(
        region=region,
        organisation=houten,
        form=ParticipationForm.BENEFICIARY,
        since=begin,
        by=SYSTEM,
        at=NOON,
    )
    content = xlsx(MUNICIPALITIES, ("0321", "Houten", "", "geheel"))

    of = previewed(region, content, kind=Kind.MUNICIPALITY)
    actions.confirm_import(of=of, by=SYSTEM, at=NOON)

    assert periods(houten) == [(ParticipationForm.FULL, begin, None)]
    again = previewed(region, content, kind=Kind.MUNICIPALITY)
    assert again.rows.get().change == "same"


def test_a_list_with_each_item_on_its_own_line_in_a_cell_is_a_list():
    region = factories.region()
    factories.municipality(region, name="Houten", cbs="0321")
    content = xlsx(
        (*HEAD, "Gemeenten 2024"),
        (*LEKZICHT, "Houten\nNieuwegein"),
        (*DE_LINDE, "Houten en Nieuwegein"),
    )

    of = previewed(region, content)

    assert Problem.MUNICIPALITY_UNKNOWN in problems(of)[3]
    actions.skip_row(of=of, number=3, skipped=True, by=SYSTEM, at=NOON)
    actions.confirm_import(of=of, by=SYSTEM, at=NOON)
    assert set(ServiceYear.objects.values_list("municipality__cbs", flat=True)) == {"0321", "0356"}
