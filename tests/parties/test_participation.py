"""Taking part: joining, leaving, some products only, from outside, moving and merging."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements.models import Buyer
from convenant.core.actors import Kind, Role
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm, ProductRow, Regime, Standing, standing
from convenant.core.seats import SizeClass
from convenant.core.themes import Theme
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.models import Organisation, Participation, ProductParticipation, Region
from convenant.parties.queries import Product
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
FULL, SOME = ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS
BENEFICIARY, OUT = ParticipationForm.BENEFICIARY, ParticipationForm.RUNNING_OUT
HELP, DAY_CARE = Product("01A04", "01"), Product("07A03", "07")
SOME_CODES = (
    "0321 0353 0331 0356 1961 0344 0345 0310 0312 0313 0317 0327 0335 0339 0340 0342 0351 0352 "
    "0355 0589"
).split()


def pair():
    region = factories.region()
    houten = factories.municipality(region, name="Houten", cbs="0321")
    return region, factories.municipality(region), houten


def add(region, cbs, **given):
    return actions.add_municipality(
        region=region, cbs=cbs, since=given.pop("since", START), by=SYSTEM, at=NOON, **given
    )


def set_product(region, municipality, code, **given):
    since = given.pop("since", START)
    return actions.set_product(
        region=region,
        municipality=municipality,
        code=code,
        since=since,
        by=SYSTEM,
        at=NOON,
        **given,
    )


def form_of(region, municipality, on):
    found = queries.participation_of(region, municipality, on=on)
    return None if found is None else found.form


def refused(verb, **given):
    with pytest.raises(Refused) as refusal:
        verb(**{"by": SYSTEM, "at": NOON, **given})
    return refusal.value


@pytest.mark.parametrize(
    ("form", "rows", "expected"),
    [
        (FULL, [], Standing(takes_part=True)),
        (SOME, [], Standing(takes_part=False)),
        (OUT, [ProductRow("01A04", True, Regime.GENERAL)], Standing(takes_part=False)),
        (None, [], Standing(takes_part=False)),
        (SOME, [ProductRow("01", True, Regime.GENERAL)], Standing(True, Regime.GENERAL)),
        (FULL, [ProductRow("01A04", False, Regime.GENERAL)], Standing(False, Regime.GENERAL)),
        (
            FULL,
            [
                ProductRow("01", False, Regime.INDIVIDUAL),
                ProductRow("01A04", True, Regime.GENERAL),
            ],
            Standing(True, Regime.GENERAL),
        ),
        (
            BENEFICIARY,
            [ProductRow("01", True, Regime.INDIVIDUAL, 7)],
            Standing(True, contracted_by=7),
        ),
    ],
)
def test_a_products_own_row_goes_before_its_category_and_that_before_the_form(form, rows, expected):
    assert standing(form, rows, code="01A04", category="01") == expected


def test_a_municipality_is_taken_from_the_register_by_its_code():
    region = factories.region()

    added = add(region, "0351")

    assert (added.name, added.slug) == ("Gemeente Woudenberg", "gemeente-woudenberg")
    assert form_of(region, added, TODAY) == FULL


def test_a_code_that_ended_says_into_what_it_went():
    region = factories.region()

    ended = refused(actions.add_municipality, region=region, cbs="0545", since=START)
    assert (ended.reason, ended.values["into"]) == (Reason.CBS_ENDED, "Vijfheerenlanden")
    assert (
        refused(actions.add_municipality, region=region, cbs="9999", since=START).reason
        is Reason.CBS_UNKNOWN
    )
    assert not Participation.objects.exists()
    assert not Organisation.objects.exists()


def test_the_same_municipality_takes_part_in_two_regions_but_once_in_each():
    first, second = factories.region(), factories.region("Elders")

    one = add(first, "0356")
    assert add(second, "0356") == one
    twice = refused(actions.add_municipality, region=first, cbs="0356", since=TODAY)
    assert twice.reason is Reason.ALREADY_TAKES_PART


def test_leaving_keeps_what_was_and_the_host_stays_until_another_hosts():
    region, nieuwegein, houten = pair()
    actions.choose_host(region=region, host=nieuwegein, by=SYSTEM, at=NOON)

    actions.leave(region=region, organisation=houten, on=TODAY, by=SYSTEM, at=NOON)
    assert form_of(region, houten, TODAY - timedelta(days=1)) == FULL
    assert form_of(region, houten, TODAY) is None
    region.refresh_from_db()
    no = refused(actions.leave, region=region, organisation=nieuwegein, on=TODAY)
    assert no.reason is Reason.HOST_CANNOT_LEAVE
    gone = refused(actions.choose_host, region=region, host=houten)
    assert gone.reason is Reason.DOES_NOT_TAKE_PART


@pytest.mark.capability("D040")
def test_the_host_keeps_the_region_for_all_in_colours_of_their_own():
    region, nieuwegein, houten = pair()
    actions.choose_host(region=region, host=nieuwegein, by=SYSTEM, at=NOON)
    region.refresh_from_db()
    keeper = factories.actor(nieuwegein, Role.ADMINISTRATOR)
    other = factories.actor(houten, Role.ADMINISTRATOR)

    with pytest.raises(Refused) as refusal:
        actions.rename_region(region=region, name="Anders", by=other, at=NOON)
    assert refusal.value.reason is Reason.NOT_ADMINISTRATOR_OF_REGION
    assert actions.rename_region(region=region, name="Lek", by=keeper, at=NOON).name == "Lek"
    actions.choose_theme(organisation=nieuwegein, theme=Theme.GREEN, by=keeper, at=NOON)
    actions.choose_theme(organisation=houten, theme=Theme.BLUE, by=other, at=NOON)
    assert queries.theme_of(houten.pk, region) is Theme.BLUE
    assert queries.theme_of(None, region) is Theme.GREEN
    with pytest.raises(Refused):
        actions.choose_theme(organisation=nieuwegein, theme=Theme.RED, by=other, at=NOON)


@pytest.mark.capability("D052")
def test_sub_groups_take_part_in_other_products_at_the_same_time():
    region, nieuwegein, houten = pair()
    lopik = add(region, "0331", form=SOME)
    set_product(region, lopik, "01")
    set_product(region, houten, "01A04", takes_part=False, since=date(2025, 1, 1))

    def taking_part(product, on):
        found = queries.standings_of(region, [product], on=on)[product.code]
        return {pk for pk, one in found.items() if one.takes_part}

    assert taking_part(HELP, TODAY) == {nieuwegein.pk, lopik.pk}
    assert taking_part(DAY_CARE, TODAY) == {nieuwegein.pk, houten.pk}
    assert taking_part(HELP, date(2024, 12, 31)) == {nieuwegein.pk, houten.pk, lopik.pk}


@pytest.mark.capability("D054")
def test_one_product_has_another_regime_per_municipality_under_one_text():
    region, nieuwegein, houten = pair()
    basis = factories.basic_agreement(region, [nieuwegein, houten])
    agreement = factories.sub_agreement(region, [nieuwegein, houten], basis=basis)

    set_product(region, houten, "02A05", regime=Regime.GENERAL, since=TODAY)

    product = Product("02A05", "02")
    found = queries.standings_of(region, [product], on=TODAY)["02A05"]
    assert found[nieuwegein.pk].regime is Regime.INDIVIDUAL
    assert found[houten.pk].regime is Regime.GENERAL
    assert agreement.document.versions.count() == 1
    before = queries.standings_of(region, [product], on=TODAY - timedelta(days=1))["02A05"]
    assert before[houten.pk].regime is Regime.INDIVIDUAL


@pytest.mark.capability("D039")
def test_a_centre_municipality_contracts_for_one_outside_the_region():
    region, centre, _houten = pair()
    outside = add(region, "0394", form=BENEFICIARY)

    def name(contractor):
        return set_product(region, outside, "07A03", contracted_by=contractor)

    assert refused_by(name, None).reason is Reason.CONTRACTOR_MISSING
    assert refused_by(name, outside).reason is Reason.CONTRACTOR_MISSING
    assert not ProductParticipation.objects.exists()
    name(centre)
    found = queries.standings_of(region, [DAY_CARE, HELP], on=TODAY)
    assert found["07A03"][outside.pk] == Standing(True, contracted_by=centre.pk)
    assert not found["01A04"][outside.pk].takes_part


def refused_by(verb, *given):
    with pytest.raises(Refused) as refusal:
        verb(*given)
    return refusal.value


@pytest.mark.capability("D058")
def test_a_municipality_moves_and_history_and_running_contracts_stay():
    region, nieuwegein, houten = pair()
    basis = factories.basic_agreement(region, [nieuwegein, houten])
    elsewhere = factories.region("Elders")
    on, until = TODAY + timedelta(days=30), date(2029, 1, 1)
    mover = factories.actor(houten, Role.ADMINISTRATOR)

    actions.move_municipality(
        municipality=houten,
        out_of=region,
        into=elsewhere,
        on=on,
        runs_out_before=until,
        by=mover,
        at=NOON,
    )

    assert form_of(region, houten, on - timedelta(days=1)) == FULL
    assert form_of(region, houten, on) == OUT
    assert form_of(region, houten, until) is None
    assert form_of(elsewhere, houten, on) == FULL
    assert form_of(elsewhere, houten, on - timedelta(days=1)) is None
    assert Buyer.objects.filter(agreement=basis, municipality=houten).exists()
    assert queries.not_buying(region, [nieuwegein, houten], on=on) == [houten]
    assert queries.not_buying(region, [nieuwegein, houten], on=TODAY) == []


def test_who_moved_away_is_no_buyer_of_what_is_new():
    region, nieuwegein, houten = pair()
    actions.change_form(
        region=region, organisation=houten, form=OUT, since=TODAY, by=SYSTEM, at=NOON
    )

    with pytest.raises(Refused) as refusal:
        factories.basic_agreement(region, [nieuwegein, houten])
    assert refusal.value.reason is Reason.BUYER_TAKES_NO_PART
    assert factories.basic_agreement(region, [nieuwegein]).buyers.count() == 1


def test_a_stranger_moves_nobody():
    region, _nieuwegein, houten = pair()
    elsewhere = factories.region("Elders")
    utrecht = factories.municipality(elsewhere, name="Utrecht", cbs="0344")
    given = {
        "municipality": houten,
        "out_of": region,
        "into": elsewhere,
        "on": TODAY,
        "runs_out_before": None,
    }

    no = refused(
        actions.move_municipality, **given, by=factories.actor(utrecht, Role.ADMINISTRATOR)
    )
    assert no.reason is Reason.NOT_FOR_YOUR_ORGANISATION
    same = refused(actions.move_municipality, **{**given, "into": region})
    assert same.reason is Reason.SAME_REGION
    assert form_of(region, houten, TODAY) == FULL


def test_a_merged_municipality_has_the_place_products_and_people_of_the_old_ones():
    region = factories.region()
    leerdam, vianen = (
        actions.add_municipality(
            region=region, slug=name.lower(), name=name, cbs=cbs, since=START, by=SYSTEM, at=NOON
        )
        for name, cbs in (("Leerdam", "0545"), ("Vianen", "0620"))
    )
    into = actions.register_municipality(cbs="1961", on=TODAY, by=SYSTEM, at=NOON)
    clerk = factories.actor(leerdam, Role.PURCHASER)
    set_product(region, vianen, "02A05", regime=Regime.GENERAL)

    actions.merge_municipalities(
        region=region, old=[leerdam, vianen], into=into, on=TODAY, by=SYSTEM, at=NOON
    )

    yesterday = TODAY - timedelta(days=1)
    leerdam.refresh_from_db()
    assert (leerdam.successor, leerdam.dissolved_on) == (into, TODAY)
    assert (form_of(region, leerdam, yesterday), form_of(region, leerdam, TODAY)) == (FULL, None)
    assert (form_of(region, into, yesterday), form_of(region, into, TODAY)) == (None, FULL)
    found = queries.standings_of(region, [Product("02A05", "02")], on=TODAY)["02A05"]
    assert found == {into.pk: Standing(True, Regime.GENERAL)}
    roles = [(m.person_id, m.role) for m in queries.people_of([into.pk], on=TODAY)]
    assert roles == [(clerk.person, Role.PURCHASER)]
    no = refused(actions.merge_municipalities, region=region, old=[leerdam], into=into, on=TODAY)
    assert no.reason is Reason.NOT_A_MERGER


def test_a_merger_that_the_register_knows_otherwise_is_refused():
    region, nieuwegein, _houten = pair()
    leerdam = actions.add_municipality(
        region=region, slug="leerdam", name="Leerdam", cbs="0545", since=START, by=SYSTEM, at=NOON
    )

    no = refused(
        actions.merge_municipalities, region=region, old=[leerdam], into=nieuwegein, on=TODAY
    )

    assert no.reason is Reason.NOT_A_MERGER
    leerdam.refresh_from_db()
    assert leerdam.successor is None


@pytest.mark.parametrize("size", [1, 5, 6, 8, 11, 20])
def test_a_region_of_any_size_is_counted_and_keeps_to_itself(size):
    region, other = factories.region(), factories.region("Elders")
    municipalities = [add(region, cbs) for cbs in SOME_CODES[:size]]
    add(other, "0014")
    viewer = factories.actor(municipalities[0], Role.POLICY_OFFICER)

    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=TODAY, seen_by=viewer)
    assert len(rows) == size
    assert queries.form_counts(region, on=TODAY) == {FULL: size}
    nothing = queries.participations(other, kind=Kind.MUNICIPALITY, on=TODAY, seen_by=viewer)
    assert not nothing
    assert queries.product_rows(other, on=TODAY, seen_by=viewer) == {}
    assert not queries.providers(other, on=TODAY, seen_by=viewer)


def test_an_administrator_begins_a_region_that_her_municipality_hosts():
    somewhere = factories.region()
    buyer = factories.municipality(somewhere)
    by = factories.actor(buyer, Role.ADMINISTRATOR)

    def found(name, by):
        return actions.found_region(slug="", name=name, invented=False, by=by, at=NOON)

    region = found("  Lek  en Merwede", by)
    assert (region.name, region.slug, region.host) == ("Lek en Merwede", "lek-en-merwede", buyer)
    assert form_of(region, buyer, TODAY) == FULL
    assert refused_by(found, "Lek en Merwede", by).reason is Reason.REGION_NAME_TAKEN
    assert refused_by(found, " ", by).reason is Reason.NAME_EMPTY
    provider = factories.director(factories.provider(somewhere))
    assert refused_by(found, "X", provider).reason is Reason.NOT_FOR_YOUR_ORGANISATION
    assert Region.objects.count() == 2


def test_a_provider_in_two_regions_is_one_and_its_size_has_dates():
    first, second = factories.region(), factories.region("Elders")
    given = {"name": "Zorg", "agb": "73009001", "kvk": "12345678", "since": START}
    who = {"by": SYSTEM, "at": NOON}

    provider = actions.add_provider(region=first, **given, **who)
    assert actions.add_provider(region=second, **given, **who) == provider
    assert refused(actions.add_provider, region=first, **{**given, "kvk": "1"}).reason is (
        Reason.KVK_INVALID
    )
    stated = {"region": first, "provider": provider, "measured_on": START}
    actions.state_size(**stated, size=SizeClass.SMALL, turnover=5, **who)
    actions.state_size(**stated, size=SizeClass.LARGE, turnover=7, clients=3, **who)
    (size,) = queries.sizes_of(provider, region=first, seen_by=SYSTEM)
    assert (size.size, size.turnover, size.clients) == (SizeClass.LARGE, 7, 3)
    future = {**stated, "measured_on": TODAY + timedelta(days=1)}
    no = refused(actions.state_size, **future, size=SizeClass.SMALL, turnover=5)
    assert no.reason is Reason.SIZE_INVALID


def test_providers_are_found_by_name_code_and_size_with_one_query():
    region = factories.region()
    viewer = factories.actor(factories.municipality(region), Role.POLICY_OFFICER)
    for number in range(30):
        factories.provider(region, name=f"Zorg {number:02d}", size=SizeClass.SMALL)
    large = factories.provider(region, name="Reus", size=SizeClass.LARGE)

    def found(**asked):
        return list(queries.providers(region, on=TODAY, seen_by=viewer, **asked))

    with CaptureQueriesContext(connection) as captured:
        assert len(found()) == 31
    assert len(captured) == 1
    assert found(search="reus") == found(size=SizeClass.LARGE) == found(search=large.agb) == [large]
    assert found(search="nergens") == []
