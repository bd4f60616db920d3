"""A list on its way in, on the screens: from upload to what came of it."""

from __future__ import annotations

import hashlib
import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Kind, Role
from convenant.exchange import vault
from convenant.exchange.spreadsheets import reading
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import run
from convenant.parties.models import Import, Organisation
from tests import factories
from tests.parties.import_files import DE_LINDE, HEAD, LEKZICHT, previewed, xlsx
from tests.web.test_permissions_table import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(tmp_path):
    with override_settings(CONVENANT_HOME=tmp_path / "data", CONVENANT_KEYS=tmp_path / "keys"):
        region = factories.region()
        yield region


@pytest.fixture
def client(region):
    buyer = factories.municipality(region)
    return signed_in(factories.actor(buyer, Role.PURCHASER, name="Marieke de Wit"))


def hand_in(client, content, name="lijst.xlsx", kind="provider", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("imports:upload"), {"kind": kind, "file": file, **more})


def work():
    return run(handlers=HANDLERS, clock=timezone.now, stop=threading.Event(), once=True)


def page_of(client, of, query=""):
    return client.get(reverse("imports:show", args=[of.pk]) + query).content.decode()


def test_a_list_is_handed_in_read_and_taken_over(client, tmp_path):
    answer = hand_in(client, xlsx(HEAD, LEKZICHT, DE_LINDE))
    of = Import.objects.get()
    assert answer.url == reverse("imports:show", args=[of.pk])
    assert "Het bestand wordt gelezen" in page_of(client, of)
    kept = of.stored_as

    assert work() == 0

    assert not list((tmp_path / "data" / "vault").rglob(kept))
    shown = page_of(client, of)
    assert "Zorggroep Lekzicht" in shown
    assert "Alle rijen zijn in orde" in shown
    confirm = reverse("imports:confirm", args=[of.pk])
    assert "Controleer en neem over" in client.get(confirm).content.decode()
    done = client.post(confirm, follow=True).content.decode()
    assert "Wat er is overgenomen" in done
    assert Organisation.objects.filter(kind="provider").count() == 2
    assert "2 nieuw, 0 gewijzigd" in client.get(reverse("imports:list")).content.decode()


def test_the_file_waits_encrypted_and_a_worker_that_died_loses_nothing(client, tmp_path, settings):
    content = xlsx(HEAD, LEKZICHT)
    hand_in(client, content)
    of = Import.objects.get()

    kept = next((tmp_path / "data" / "vault").rglob(of.stored_as)).read_bytes()

    assert content not in kept
    table = reading.read(content, "lijst.xlsx", kind=Kind.PROVIDER)
    from convenant.parties import actions

    actions.record_rows(
        of=of, rows=table.rows, found=1, first=True, by=factories.SYSTEM, at=timezone.now()
    )
    assert "1 van 1 rij gelezen" in page_of(client, of)
    assert work() == 0
    assert of.rows.count() == 1
    of.refresh_from_db()
    assert of.status == "preview"


def test_a_file_that_left_the_vault_says_so(client, tmp_path):
    hand_in(client, xlsx(HEAD, LEKZICHT))
    of = Import.objects.get()
    vault.drop(of.stored_as, home=tmp_path / "data")

    assert work() == 0

    assert "niet meer te openen" in page_of(client, of)


def test_a_file_that_cannot_be_read_says_what_to_do(client):
    hand_in(client, bytes.fromhex("d0cf11e0a1b11ae1"), "oud.xls")
    of = Import.objects.get()

    assert work() == 0

    assert "oude Excel" in page_of(client, of)
    assert not of.rows.exists()


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [("groot.xlsx", 50_000_000, "50 MB"), ("foto.png", 10, "geen spreadsheet")],
)
def test_what_cannot_be_read_is_refused_at_the_door(client, name, size, words):
    answer = hand_in(client, b"x" * size, name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_progress_is_asked_for_and_ends_by_showing_the_rows(client, region):
    hand_in(client, xlsx(HEAD, LEKZICHT))
    of = Import.objects.get()
    url = reverse("imports:show", args=[of.pk])

    waiting = client.get(url, headers={"HX-Request": "true"})
    work()
    ready = client.get(url, headers={"HX-Request": "true"})

    assert "wacht op de verwerking" in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    assert ready.headers["HX-Redirect"] == url


def test_problems_are_filtered_corrected_and_skipped(client, region):
    of = previewed(region, xlsx(HEAD, LEKZICHT, ("1", *DE_LINDE[1:]), ("", "", "Leeg", "", "")))
    shown = page_of(client, of, "?toon=problems")
    assert "Een KVK-nummer heeft 8 cijfers; hier staat 1" in shown
    assert "Zorggroep Lekzicht" not in shown
    row = reverse("imports:row", args=[of.pk, 3])
    assert "Een KVK-nummer heeft 8 cijfers" in client.get(row).content.decode()

    wrong = client.post(row, {**of.rows.get(number=3).typed, "kvk": "12"}, follow=True)
    assert 'value="12"' in wrong.content.decode()
    assert "nog iets om na te kijken" in wrong.content.decode()
    client.post(row, {**of.rows.get(number=3).typed, "kvk": "17037842"})
    client.post(reverse("imports:skip", args=[of.pk, 4]))

    assert "Alle rijen zijn in orde" in page_of(client, of)


def test_a_row_changed_meanwhile_keeps_what_was_typed(client, region):
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    answer = client.post(
        reverse("imports:row", args=[of.pk, 2]), {"name": "Mijn naam", "seen": "iets anders"}
    )

    assert answer.status_code == 409
    assert 'value="Mijn naam"' in answer.content.decode()


def test_questions_are_answered_for_one_row_and_for_all(client, region):
    rows = [
        (f"6959908{n}", f"7300000{n}", f"Naam {n} {n}{n}", "31-12-2024", "5") for n in (5, 6, 7)
    ]
    of = previewed(region, xlsx(HEAD, *rows))
    assert "Klopt voor alle 3 rijen" in page_of(client, of)

    client.post(reverse("imports:settle", args=[of.pk, 2]), {"problem": "kvk_check"})
    assert "Klopt voor alle 2 rijen" in page_of(client, of)
    client.post(reverse("imports:settle_all", args=[of.pk]), {"problem": "kvk_check"})

    assert "Alle rijen zijn in orde" in page_of(client, of)
    wrong = client.post(reverse("imports:settle_all", args=[of.pk]), {"problem": "agb_shape"})
    assert wrong.status_code == 404


def test_warnings_are_to_be_looked_at_before_confirming(client, region):
    of = previewed(region, xlsx(HEAD, ("", *LEKZICHT[1:])))
    confirm = reverse("imports:confirm", args=[of.pk])

    assert client.post(confirm).status_code == 422
    assert not Organisation.objects.filter(agb="73000001").exists()
    assert client.post(confirm, {"looked": "on"}).status_code == 302
    assert Organisation.objects.filter(agb="73000001").exists()


def test_confirming_with_problems_goes_back_to_the_rows(client, region):
    of = previewed(region, xlsx(HEAD, ("1", *LEKZICHT[1:])))

    told = client.post(reverse("imports:confirm", args=[of.pk]), {"looked": "on"}, follow=True)

    assert "Er staan nog fouten of vragen open" in told.content.decode()


def test_a_better_file_takes_the_place_of_the_preview(client, region):
    of = previewed(region, xlsx(HEAD, ("1", *LEKZICHT[1:])))

    hand_in(client, xlsx(HEAD, LEKZICHT), instead_of=str(of.pk))

    of.refresh_from_db()
    assert of.status == "dropped"


def test_the_preview_is_downloaded_with_its_problems_and_can_be_read_again(client, region):
    of = previewed(region, xlsx((*HEAD, "Budget 2024 Wmo"), ("1", *LEKZICHT[1:], "=1+1")))

    answer = client.get(reverse("imports:download", args=[of.pk]))

    table = reading.read(answer.content, "terug.xlsx", kind=Kind.PROVIDER)
    assert table.rows[0].typed["budget_wmo:2024"] == "=1+1"
    assert not table.rows[0].found, "a formula never comes out as one"
    assert b"KVK-nummer heeft 8 cijfers" in _strings(answer.content)


def _strings(content):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_template_has_heads_that_are_understood(client, kind, language):
    answer = client.get(reverse("imports:template", args=[kind.value, language]))

    content = answer.content
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(content, "sjabloon.xlsx", kind=kind)
    assert refused.value.problem == "no_rows"
    assert hashlib.sha256(content).hexdigest()


def test_a_page_asks_the_database_the_same_for_1_and_30_rows(client, region):
    asked = {}
    for count in (1, 30):
        rows = [("", f"7300{n:04d}", f"Naam {n} {n}{n}", "31-12-2024", "5") for n in range(count)]
        of = previewed(region, xlsx(HEAD, *rows))
        url = reverse("imports:show", args=[of.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked[count] = len(queries)

    assert asked[1] == asked[30]


def test_without_a_second_factor_one_is_told_why_not(region):
    buyer = factories.municipality(region)
    client = signed_in(factories.actor(buyer, Role.CONTRACT_MANAGER))
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    of = previewed(region, xlsx(HEAD, LEKZICHT))

    assert hand_in(client, xlsx(HEAD, LEKZICHT)).status_code == 403
    assert client.post(reverse("imports:confirm", args=[of.pk])).status_code == 403
    assert not Organisation.objects.filter(agb="73000001").exists()
