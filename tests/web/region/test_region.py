"""The region's pages: set-up in a browser, words of municipalities, participants, the report."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree

import convenant
from convenant.core.actors import Role
from convenant.core.regions import ParticipationForm, Regime
from convenant.core.themes import Theme
from convenant.delivery import actions as delivery
from convenant.delivery.actions import Judged, Received, Sums
from convenant.parties import queries
from convenant.parties.models import Arrangement, Organisation, Participation, Region
from tests import factories
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db
STATIC = Path(convenant.__file__).parent / "web/shared/static/convenant"
STEPS = (50, 100, 200, 300, 400, 500, 600, 700)


@pytest.fixture
def place():
    region = factories.region()
    return region, factories.municipality(region)


def browser(of, role):
    return signed_in(factories.actor(of, role))


def ask(client, name, **given):
    return client.post(reverse("region:question", args=[name]), given)


def text(answer):
    return answer.content.decode()


def test_a_region_is_set_up_question_by_question_and_settled_by_the_alderman(place):
    _region, buyer = place
    administrator, alderman = browser(buyer, Role.ADMINISTRATOR), browser(buyer, Role.ALDERMAN)

    assert ask(administrator, "schaal", scale="mixed", why="Het verschilt.").status_code == 302
    assert "Gemengd" in text(administrator.get(reverse("region:setup")))
    lead = ask(administrator, "vertegenwoordiging", form="lead", lead="", why="")
    assert lead.status_code == 422
    assert "treedt" in text(lead)
    ask(administrator, "vertegenwoordiging", form="lead", lead=buyer.slug, why="Eén mond.")
    ask(administrator, "besluitvorming", form="unanimous", why="")
    ask(administrator, "ingangsdatum", valid_from="01-01-2027")
    ask(administrator, "gastgemeente", host=buyer.slug)
    assert buyer.name in text(administrator.get(reverse("region:check")))
    administrator.post(reverse("region:check"))
    assert "Geef het antwoord" in text(alderman.get(reverse("home:start")))
    assert "Geef het antwoord" in text(alderman.get(reverse("region:start")))
    no = alderman.post(
        reverse("region:word", args=[1]), {"agrees": "no", "decided_on": "01-03-2026", "note": ""}
    )
    assert no.status_code == 422
    yes = {"agrees": "yes", "decided_on": "01-03-2026", "note": ""}
    alderman.post(reverse("region:word", args=[1]), yes)
    settled = Arrangement.objects.get()
    assert settled.settled_at is not None
    assert settled.lead == buyer
    assert settled.valid_from == date(2027, 1, 1)
    held = administrator.get(reverse("region:arrangements") + "?dag=2027-02-01")
    assert "Versie 1" in text(held)


def test_a_refusal_says_why_and_a_new_version_shows_what_changes(place):
    region, buyer = place
    factories.settled(region)
    administrator = browser(buyer, Role.ADMINISTRATOR)
    administrator.post(reverse("region:begin"))
    ask(administrator, "schaal", scale="subregion", why="")
    ask(administrator, "ingangsdatum", valid_from="01-01-2028")
    administrator.post(reverse("region:check"))
    page = text(administrator.get(reverse("region:arrangement", args=[2])))
    assert "Was: De hele regio samen" in page
    assert "versie 2: ligt voor" in text(administrator.get(reverse("region:start")))
    administrator.post(
        reverse("region:word", args=[2]),
        {"agrees": "no", "decided_on": "01-03-2026", "note": "Te klein."},
    )

    page = text(administrator.get(reverse("region:arrangement", args=[2])))
    assert "Te klein." in page
    assert "Begin een nieuwe versie" in page


def test_a_municipality_is_found_and_added_and_an_ended_one_leads_to_its_heir(place):
    region, buyer = place
    administrator = browser(buyer, Role.ADMINISTRATOR)

    found = text(administrator.get(reverse("region:add") + "?zoek=leerdam"))
    assert "opgegaan in Vijfheerenlanden" in found
    assert reverse("region:join", args=["1961"]) in found
    ended = administrator.post(
        reverse("region:join", args=["0545"]), {"form": "full", "since": "01-03-2026"}
    )
    assert ended.status_code == 409
    assert "Vijfheerenlanden" in text(ended)
    added = {"form": "some_products", "since": "01-03-2026", "through": ""}
    assert administrator.post(reverse("region:join", args=["1961"]), added).status_code == 302
    joined = Participation.objects.get(organisation__cbs="1961")
    assert (joined.form, joined.region) == (ParticipationForm.SOME_PRODUCTS, region)


def test_a_municipality_moves_and_its_page_says_how_it_stands(place):
    region, buyer = place
    houten = factories.municipality(region, name="Houten", cbs="0321")
    factories.region("Elders")
    elsewhere = Region.objects.get(name="Elders")
    mover = browser(houten, Role.ADMINISTRATOR)

    moved = mover.post(
        reverse("region:move", args=[houten.slug]),
        {"into": elsewhere.slug, "on": "01-04-2026", "through": "31-12-2027"},
    )

    assert moved.status_code == 302
    form = queries.participation_of(region, houten, on=date(2026, 4, 1))
    assert form is not None
    assert (form.form, form.valid_before) == (ParticipationForm.RUNNING_OUT, date(2028, 1, 1))
    stays = browser(buyer, Role.POLICY_OFFICER)
    assert "loopt af" in text(stays.get(reverse("region:municipality", args=[houten.slug])))


def test_a_product_gets_another_regime_for_one_municipality(place):
    region, buyer = place
    houten = factories.municipality(region, name="Houten", cbs="0321")
    administrator = browser(buyer, Role.ADMINISTRATOR)
    asked = {"since": timezone.localdate().isoformat()}
    for one, how in ((buyer, "individual"), (houten, "general")):
        asked |= {f"how-{one.slug}": how, f"by-{one.slug}": ""}

    assert administrator.post(reverse("region:product", args=["02A05"]), asked).status_code == 302

    row = houten.product_participations.get()
    assert (row.code, row.regime) == ("02A05", Regime.GENERAL)
    assert not buyer.product_participations.exists()
    page = text(administrator.get(reverse("region:products")))
    assert "algemeen" in page
    assert "maatwerk" in page


def test_a_provider_is_added_with_a_number_that_can_exist(place):
    _region, buyer = place
    administrator = browser(buyer, Role.ADMINISTRATOR)
    asked = {
        "name": "Zorg aan Huis",
        "agb": "73 00 12 34",
        "kvk": "50000001",
        "since": "01-01-2026",
        "size": "small",
        "turnover": "125000,50",
        "measured_on": "01-01-2026",
    }

    wrong = administrator.post(reverse("region:add_provider"), asked)
    assert wrong.status_code == 422
    assert "tikfout" in text(wrong)
    assert "Zorg aan Huis" in text(wrong), "what was typed stays"
    right = administrator.post(reverse("region:add_provider"), {**asked, "kvk": "12345678"})
    assert right.status_code == 302
    provider = Organisation.objects.get(agb="73001234")
    assert provider.sizes.get().turnover == 12_500_050


def test_the_list_of_providers_asks_as_much_for_1_as_for_30_and_downloads_all(place):
    region, buyer = place
    client = browser(buyer, Role.PURCHASER)
    factories.provider(region)

    def queries_of(name):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        return len(captured)

    queries_of("region:providers")
    few = queries_of("region:providers")
    for number in range(29):
        factories.provider(region, name=f"Zorg {number}")
    assert queries_of("region:providers") == few
    sheet = rows_of(client.get(reverse("region:providers_download")).content)
    assert len(sheet) == 31


def rows_of(content):
    """The rows of a workbook: numbers as they are, texts from the shared list."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = [
            "".join(item.itertext())
            for item in etree.fromstring(book.read("xl/sharedStrings.xml")).iter("{*}si")
        ]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return [
        [
            texts[int(value)] if cell.get("t") == "s" else value and float(value)
            for cell in row.iter("{*}c")
            for value in [cell.findtext("{*}v")]
        ]
        for row in sheet.iter("{*}row")
    ]


def spend(region, municipality, provider, cents):
    """A batch of declarations that was judged."""
    year, number = timezone.localdate().year, f"{municipality.pk:032x}"
    file = Received(
        id=number,
        file_name="a.xml",
        size=1,
        region=region.pk,
        provider=provider.pk,
        municipality=municipality.pk,
        kind="323",
        law="wmo",
        identification=number[:8],
        sender=municipality.cbs,
        lines=1,
        declared=cents,
    )
    spent = Sums(
        region.pk, municipality.cbs, provider.agb, "wmo", "02A05", year, 1, cents, 0, 1, 1, 0
    )
    who = {"by": factories.SYSTEM, "at": factories.NOON}
    delivery.receive(batch=number, files=[file], **who)
    outcome = Judged(number, 1, cents, has_answer=False)
    delivery.judge(batch=number, ledger_version=0, outcomes=[outcome], sums=[spent], **who)


@pytest.mark.capability("D051")
@pytest.mark.parametrize("size", [1, 5, 6, 8, 11, 20])
def test_the_report_gives_the_share_of_every_municipality_and_of_no_other_region(size):
    codes = (
        "0321 0353 0331 0356 1961 0344 0345 0310 0312 0313 0317 0327 0335 0339 0340 0342 0351 "
        "0352 0355 0589"
    ).split()
    region, other = factories.region(), factories.region("Elders")
    buyers = [factories.municipality(region, name=f"G{cbs}", cbs=cbs) for cbs in codes[:size]]
    stranger = factories.municipality(other, name="Vreemd", cbs="0014")
    provider = factories.provider(region)
    for number, one in enumerate([*buyers, stranger], start=1):
        spend(other if one == stranger else region, one, provider, number * 100)
    client = browser(buyers[0], Role.POLICY_OFFICER)

    page = text(client.get(reverse("region:shares")))
    rows = rows_of(client.get(reverse("region:shares_download")).content)

    assert len(rows) == size + 1
    assert sum(row[2] for row in rows[1:]) == size * (size + 1) // 2
    assert "Vreemd" not in page
    assert all(row[0] != "Vreemd" for row in rows)


@pytest.mark.parametrize("theme", [theme for theme in Theme if theme is not Theme.HOUSE])
def test_house_colours_are_as_readable_as_those_of_the_house(theme):
    house, chosen = _colours(STATIC / "theme.css"), _colours(STATIC / f"themes/{theme}.css")

    assert set(chosen) == set(STEPS)
    for step in (400, 500, 600, 700):
        assert _contrast(chosen[step], "#ffffff") >= 4.5
        assert _contrast(chosen[step], "#ffffff") >= _contrast(house[step], "#ffffff") - 0.2
    assert _contrast(chosen[500], chosen[100]) >= 4.5
    assert _contrast(chosen[200], chosen[700]) >= 4.5
    assert _contrast("#f3a57f", chosen[700]) >= 3


def test_a_municipality_chooses_its_colours_and_sees_them(place):
    _region, buyer = place
    administrator = browser(buyer, Role.ADMINISTRATOR)
    assert "themes/" not in text(administrator.get(reverse("region:start")))

    administrator.post(reverse("region:theme"), {"theme": "green"})

    assert "convenant/themes/green.css" in text(administrator.get(reverse("region:start")))
    assert "themes/" not in text(
        browser(
            factories.municipality(factories.region("E"), name="U", cbs="0344"), Role.PURCHASER
        ).get(reverse("region:start"))
    )


def _colours(file):
    lines = [line.split(":") for line in file.read_text().splitlines() if "violet-" in line]
    return {
        int(name.rpartition("-")[2]): value.strip(" ;")
        for name, value in lines
        if value.strip().startswith("#")
    }


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_table_begins_in_the_browser_only_after_the_set_up():
    region, buyer, basis, sub = factories.small_region()
    purchaser = browser(buyer, Role.PURCHASER)
    asked = {"agreement": str(basis.pk), "name": "Tafel basis", "purpose": "Praten."}
    asked |= {"kind": "negotiation"}
    for answer in (
        purchaser.get(reverse("region:new_table")),
        purchaser.post(reverse("region:new_table"), asked),
    ):
        assert answer.status_code == 409
        assert "de schaal, de vorm van vertegenwoordiging" in text(answer)

    factories.settled(region)

    begun = purchaser.post(reverse("region:new_table"), asked)
    assert begun.headers["Location"] == reverse("tables:show", args=["tafel-basis"])
    twice = {**asked, "agreement": str(sub.pk)}
    assert purchaser.post(reverse("region:new_table"), twice).status_code == 409
