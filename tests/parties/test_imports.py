"""A spreadsheet is taken over as a whole, once, by who may, after everybody could see it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.audit.models import Event
from convenant.core.actors import Kind, Role
from convenant.core.imports.entries import ProviderEntry, Size, digest_of
from convenant.core.imports.problems import Problem
from convenant.core.lifecycles import ImportStatus
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.models import (
    BudgetYear,
    Import,
    Offering,
    Organisation,
    Participation,
    ProductParticipation,
    ServiceYear,
    SizeStatement,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.parties.import_files import DE_LINDE, HEAD, LEKZICHT, previewed, problems, started, xlsx

pytestmark = pytest.mark.django_db

WIDE = (
    *HEAD,
    "Producten",
    "Gemeenten 2023",
    "Gemeenten 2024",
    "Budget 2024 Wmo",
    "Budget 2024 Jeugd",
)


@pytest.fixture
def region():
    region = factories.region()
    factories.municipality(region, name="Houten", cbs="0321")
    factories.municipality(region)
    return region


def purchaser(region, role=Role.PURCHASER):
    buyer = Participation.objects.filter(region=region).first().organisation
    return factories.actor(buyer, role)


def confirmed(of):
    return actions.confirm_import(of=of, by=SYSTEM, at=NOON)


def test_providers_are_taken_over_with_size_products_and_history(region):
    content = xlsx(
        WIDE,
        (*LEKZICHT, "02A05; 45", "Houten", "Houten, Nieuwegein", 900_000.5, "12.000"),
        (*DE_LINDE, "", "", "0321", None, None),
    )

    done = confirmed(previewed(region, content))

    assert done.status == ImportStatus.CONFIRMED
    assert done.result == {"new": 2, "changed": 0, "same": 0, "skipped": 0}
    one = Organisation.objects.get(agb="73000001")
    assert (one.name, one.kvk, one.slug) == ("Zorggroep Lekzicht", "69599084", "zorggroep-lekzicht")
    size = SizeStatement.objects.get(provider=one)
    assert (size.measured_on, size.size, size.turnover) == (
        date(2024, 12, 31),
        "large",
        125_000_000,
    )
    assert set(Offering.objects.values_list("code", flat=True)) == {"02A05", "45"}
    served = ServiceYear.objects.filter(provider=one).values_list("year", "municipality__cbs")
    assert set(served) == {(2023, "0321"), (2024, "0321"), (2024, "0356")}
    budgets = BudgetYear.objects.filter(provider=one).values_list("year", "domain", "amount")
    assert set(budgets) == {(2024, "wmo", 90_000_050), (2024, "jw", 1_200_000)}
    assert queries.participants(region, kind=Kind.PROVIDER, on=NOON.date()).count() == 2
    joined = Event.objects.filter(
        type="organisation.joined", subject="organisation:zorggroep-lekzicht"
    )
    assert joined.count() == 1
    assert Event.objects.get(type="import.confirmed").data["digest"] == done.digest


def test_one_row_per_year_is_the_same_provider(region):
    head = (*HEAD, "Jaar", "Gemeenten", "Budget Wmo")
    content = xlsx(
        head,
        (*LEKZICHT, 2023, "Houten", "100.000"),
        (*LEKZICHT, 2024, "Nieuwegein", "200.000"),
    )

    confirmed(previewed(region, content))

    one = Organisation.objects.get(agb="73000001")
    assert set(BudgetYear.objects.values_list("year", "amount")) == {
        (2023, 10_000_000),
        (2024, 20_000_000),
    }
    assert ServiceYear.objects.filter(provider=one).count() == 2


def test_rows_of_one_provider_that_disagree_on_who_it_is_are_told(region):
    head = (*HEAD, "Jaar", "Budget Wmo")
    content = xlsx(
        head,
        (*LEKZICHT, 2023, "1"),
        ("69599084", "73000001", "Iemand anders", *LEKZICHT[3:], 2024, "2"),
    )

    assert Problem.YEARS_DISAGREE in problems(previewed(region, content))[3]


def test_the_same_file_twice_changes_nothing(region):
    content = xlsx(WIDE, (*LEKZICHT, "02A05", "Houten", "Houten", "1.000", ""), (*DE_LINDE,))
    confirmed(previewed(region, content))
    before = [list(m.objects.values_list()) for m in (Organisation, SizeStatement, BudgetYear)]

    again = previewed(region, content)
    done = confirmed(again)

    assert {row.change for row in again.rows.all()} == {"same"}
    assert done.result == {"new": 0, "changed": 0, "same": 2, "skipped": 0}
    assert any(one["note"] == "seen_before" for one in again.notes)
    after = [list(m.objects.values_list()) for m in (Organisation, SizeStatement, BudgetYear)]
    assert after == before


def test_a_changed_row_shows_old_and_new_and_touches_nothing_else(region):
    content = xlsx(WIDE, (*LEKZICHT, "02A05", "Houten", "Houten", "1.000", ""))
    confirmed(previewed(region, content))
    changed = ("69599084", "73000001", "Zorggroep Lekzicht Plus", "31-12-2024", "1.250.000")

    of = previewed(region, xlsx(WIDE, (*changed, "", "", "Nieuwegein", "2.000", "")))
    confirmed(of)

    row = of.rows.get()
    assert row.change == "changed"
    assert {(d["field"], d["old"], d["new"]) for d in row.differences} == {
        ("name", "Zorggroep Lekzicht", "Zorggroep Lekzicht Plus"),
        ("served:2024", "0321", "0356"),
        ("budget_wmo:2024", "100000", "200000"),
    }
    one = Organisation.objects.get(agb="73000001")
    assert one.name == "Zorggroep Lekzicht Plus"
    assert set(one.service_years.values_list("year", "municipality__cbs")) == {
        (2023, "0321"),
        (2024, "0356"),
    }
    assert Offering.objects.filter(provider=one).count() == 1
    told = Event.objects.get(type="organisation.imported")
    assert told.subject == f"organisation:{one.slug}"


def test_nothing_is_taken_over_while_a_row_has_a_problem(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT, ("1", "73000002", "De Linde", "", "")))
    before = Organisation.objects.count()

    with pytest.raises(Refused) as refusal:
        confirmed(of)

    assert refusal.value.reason is Reason.IMPORT_HAS_PROBLEMS
    assert Organisation.objects.count() == before


def test_a_row_that_is_skipped_holds_nothing_up_and_is_not_taken_over(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT, ("1", "73000002", "De Linde", "", "")))

    assert actions.skip_troubled_rows(of=of, by=SYSTEM, at=NOON) == 1
    done = confirmed(of)

    assert done.result == {"new": 1, "changed": 0, "same": 0, "skipped": 1}
    assert not Organisation.objects.filter(agb="73000002").exists()


def test_a_corrected_row_is_checked_at_once_also_beside_the_others(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT, ("17037842", "73000001", "De Linde", "", "")))
    assert Problem.SAME_AGB in problems(of)[2]
    row = of.rows.get(number=3)

    done = actions.correct_row(
        of=of,
        number=3,
        typed={**row.typed, "agb": "73000002", "measured_on": "31-12-2024", "turnover": "5"},
        seen=digest_of(row.typed),
        by=SYSTEM,
        at=NOON,
    )

    assert done.level == "tells"
    assert Problem.SAME_AGB not in problems(of)[2]


def test_a_row_a_colleague_changed_meanwhile_is_not_overwritten(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    with pytest.raises(Refused) as refusal:
        actions.correct_row(of=of, number=2, typed={"name": "X"}, seen="elders", by=SYSTEM, at=NOON)

    assert refusal.value.reason is Reason.IMPORT_ROW_CHANGED
    assert of.rows.get().typed["name"] == "Zorggroep Lekzicht"


def test_what_is_asked_is_settled_by_saying_that_it_is_right(region):
    of = previewed(region, xlsx(HEAD, ("69599085", *LEKZICHT[1:])))
    assert Problem.KVK_CHECK in problems(of)[2]
    with pytest.raises(Refused):
        confirmed(of)

    assert actions.settle_problem(of=of, problem=Problem.KVK_CHECK, by=SYSTEM, at=NOON) == 1

    assert confirmed(of).result["new"] == 1


def test_a_second_confirmation_is_refused(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT))
    stale = Import.objects.get(pk=of.pk)
    confirmed(of)

    with pytest.raises(Refused) as refusal:
        confirmed(stale)

    assert refusal.value.reason is Reason.IMPORT_ALREADY_CONFIRMED


def test_what_changed_since_the_preview_is_shown_first(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT))
    other = ("69599084", "73000001", "Zorggroep Lekzicht", "31-12-2023", "5")
    confirmed(previewed(region, xlsx(HEAD, other)))

    with pytest.raises(Refused) as refusal:
        confirmed(of)

    assert refusal.value.reason is Reason.IMPORT_OUTDATED
    actions.recheck_import(of=of, by=SYSTEM, at=NOON)
    assert of.rows.get().change == "changed"
    assert confirmed(of).result["changed"] == 1


def test_a_crash_while_taking_over_leaves_nothing(region, monkeypatch):
    of = previewed(region, xlsx(WIDE, (*LEKZICHT, "02A05", "Houten", "", "1.000", "")))
    before = Organisation.objects.count()

    with connection.execute_wrapper(_fails_at("budgetyear")), pytest.raises(RuntimeError):
        confirmed(of)

    of.refresh_from_db()
    assert of.status == ImportStatus.PREVIEW
    assert Organisation.objects.count() == before
    assert confirmed(of).result["new"] == 1


def _fails_at(table):
    def wrapper(execute, sql, params, many, context):
        if sql.startswith("INSERT") and table in sql:
            raise RuntimeError("the machine stops")
        return execute(sql, params, many, context)

    return wrapper


@pytest.mark.parametrize("role", [Role.PURCHASER, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR])
def test_who_administers_buys_or_manages_contracts_may_import(region, role):
    of = previewed(region, xlsx(HEAD, LEKZICHT), by=purchaser(region, role))

    assert of.status == ImportStatus.PREVIEW


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.CHAIR, Role.POLICY_OFFICER])
def test_other_roles_may_not_and_see_nothing(region, role):
    somebody = purchaser(region, role)
    previewed(region, xlsx(HEAD, LEKZICHT))

    with pytest.raises(Refused) as refusal:
        started(region, b"x", by=somebody)

    assert refusal.value.reason is Reason.ROLE_MAY_NOT
    assert not queries.imports(seen_by=somebody).exists()


def test_without_a_second_factor_one_may_look_but_change_nothing(region):
    somebody = factories.without_second_factor(purchaser(region))
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    assert queries.import_(of.pk, seen_by=somebody) == of
    for verb in (actions.confirm_import, actions.drop_import, actions.recheck_import):
        with pytest.raises(Refused) as refusal:
            verb(of=of, by=somebody, at=NOON)
        assert refusal.value.reason is Reason.SECOND_FACTOR_NEEDED


def test_another_region_and_providers_do_not_learn_of_it(region):
    other = factories.region("Elders")
    elsewhere = factories.actor(
        factories.municipality(other, name="Lopik", cbs="0331"), Role.PURCHASER
    )
    director = factories.director(factories.provider(region))
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    for somebody in (elsewhere, director):
        with pytest.raises(Import.DoesNotExist):
            queries.import_(of.pk, seen_by=somebody)
        with pytest.raises(Refused):
            actions.confirm_import(of=of, by=somebody, at=NOON)
    assert not queries.rows_of(of, seen_by=elsewhere).exists()


def test_a_better_file_takes_the_place_of_the_one_before(region):
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    actions.start_import(
        region=region,
        kind=Kind.PROVIDER,
        file_name="beter.xlsx",
        stored_as="",
        digest="0",
        instead_of=of,
        by=SYSTEM,
        at=NOON,
    )

    of.refresh_from_db()
    assert of.status == ImportStatus.DROPPED
    assert not of.rows.exists()


def test_duplicates_under_two_names_are_asked_about(region):
    twin = ("17037842", "73000009", "Lekzicht Zorggroep B.V.", "31-12-2024", "5")
    of = previewed(region, xlsx(HEAD, LEKZICHT, twin))

    assert Problem.NAMES_ALIKE in problems(of)[3]
    assert Problem.NAMES_ALIKE not in problems(of)[2]


def test_what_the_installation_has_already_is_compared(region):
    confirmed(previewed(region, xlsx(HEAD, LEKZICHT)))

    of = previewed(
        region,
        xlsx(
            HEAD,
            ("17037842", "73000001", "Heel anders", "31-12-2024", "5"),
            ("69599084", "73000004", "Een andere", "31-12-2024", "5"),
            ("", "73000005", "Stichting Zorggroep Lekzicht", "31-12-2024", "5"),
        ),
    )

    found = problems(of)
    assert Problem.AGB_HAS_OTHER_KVK in found[2]
    assert Problem.KVK_HAS_OTHER_AGB in found[3]
    assert Problem.NAME_IS_THERE in found[4]


MUNICIPAL = ("CBS-code", "Naam", "Doet mee sinds", "Deelname", "Producten", "Ontstaan uit")


def test_municipalities_are_taken_over_with_their_mergers(region):
    content = xlsx(
        MUNICIPAL,
        ("1961", "Vijfheerenlanden", "01-01-2020", "geheel", "", "Leerdam, Vianen, Zederik"),
        (331, "Lopik", "01-01-2020", "sommige producten", "02; 07A03", ""),
        sheet="Gemeenten",
    )

    of = previewed(region, content, kind=Kind.MUNICIPALITY)
    done = confirmed(of)

    assert done.result["new"] == 2
    assert problems(of)[3] == ["zeros_restored"]
    new = Organisation.objects.get(cbs="1961")
    old = Organisation.objects.get(cbs="0620")
    assert (old.successor, old.dissolved_on) == (new, date(2019, 1, 1))
    assert not Participation.objects.filter(organisation=old).exists()
    lopik = Participation.objects.get(organisation__cbs="0331")
    assert lopik.form == ParticipationForm.SOME_PRODUCTS
    assert set(ProductParticipation.objects.values_list("code", flat=True)) == {"02", "07A03"}
    again = previewed(region, content, kind=Kind.MUNICIPALITY)
    assert {row.change for row in again.rows.all()} == {"same"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("0620", "Vianen"), Problem.CBS_ENDED),
        (("9999", "Nergenshuizen"), Problem.CBS_UNKNOWN),
        (("03210", "Houten"), Problem.CBS_SHAPE),
        (("0321", "Utrecht"), Problem.CBS_OF_ANOTHER),
        (("0321", "Groot Houten"), Problem.CBS_OTHER_NAME),
        (("1961", "Vijfheerenlanden", "01-01-2018"), Problem.SINCE_BEFORE_START),
        (("0331", "Lopik", "", "half"), Problem.FORM_UNKNOWN),
        (("0331", "Lopik", "", "deels"), Problem.PRODUCTS_NEEDED),
        (("0331", "Lopik", "", "", "", "Atlantis"), Problem.MUNICIPALITY_UNKNOWN),
        (("", "Lopik"), Problem.REQUIRED),
    ],
)
def test_each_fault_of_a_municipality_has_its_own_answer(region, row, problem):
    of = previewed(region, xlsx(MUNICIPAL, row), kind=Kind.MUNICIPALITY)

    assert problem in problems(of)[2]


def test_a_municipality_of_another_region_is_told(region):
    other = factories.region("Elders")
    factories.municipality(other, name="Lopik", cbs="0331")

    of = previewed(region, xlsx(MUNICIPAL, ("0331", "Lopik")), kind=Kind.MUNICIPALITY)

    assert Problem.ELSEWHERE in problems(of)[2]


def test_an_ended_municipality_that_was_served_then_is_known_by_its_old_name(region):
    content = xlsx((*HEAD, "Gemeenten 2016", "Gemeenten 2024"), (*LEKZICHT, "Vianen", "Vianen"))

    of = previewed(region, content)
    assert problems(of)[2] == [Problem.MUNICIPALITY_NOT_THEN, Problem.SIZE_DERIVED]
    row = of.rows.get()
    typed = {name: text for name, text in row.typed.items() if name != "served:2024"}
    actions.correct_row(of=of, number=2, typed=typed, by=SYSTEM, at=NOON)
    confirmed(of)

    vianen = Organisation.objects.get(cbs="0620")
    assert vianen.successor.cbs == "1961"
    assert ServiceYear.objects.get().municipality == vianen


def test_many_providers_are_added_at_once(region):
    size = Size(date(2025, 12, 31), SizeClass.SMALL, 5_000_00)
    entries = [
        ProviderEntry(
            agb=f"73{n:06d}", name="Zorg", kvk="", size=size, served={2024: frozenset({"0321"})}
        )
        for n in range(3)
    ]

    made = actions.add_providers(
        region=region, providers=entries, since=date(2020, 1, 1), by=SYSTEM, at=NOON
    )

    assert [one.slug for one in made] == ["zorg", "zorg-2", "zorg-3"]
    assert ServiceYear.objects.count() == 3


def rows_of_many(count):
    for n in range(count):
        yield (
            f"{10_000_000 + n}", f"73{n:06d}", f"Aanbieder {n} Lek", "31-12-2024", n * 1000,
            "02A05", "Houten", "Houten, Nieuwegein", n, n,
        )  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_the_rows(region):
    counts = {}
    for many in (100, 1000):
        content = xlsx(WIDE, *rows_of_many(many))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            done = confirmed(previewed(region, content, at=NOON + timedelta(minutes=many)))
        counts[many] = len([q for q in asked if "audit_" not in q["sql"]])
        assert done.result["new"] == {100: 100, 1000: 900}[many]

    assert counts[1000] == counts[100]
