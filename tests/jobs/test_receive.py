"""``convenant receive`` and the worker that receives an upload."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from convenant.core.actors import Role, machine
from convenant.delivery import actions
from convenant.delivery.models import Message, Upload
from convenant.exchange import vault
from convenant.exchange.istandaarden.intake import NOT_YOURS
from convenant.jobs.worker.receiving import receive
from convenant.jobs.worker.work import Work
from tests import factories
from tests.exchange.istandaarden.material import DATA, SHARED, allocation, needs_standard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.CONVENANT_HOME = tmp_path / "data"
    settings.CONVENANT_KEYS = tmp_path / "keys"


@dataclass
class Ran:
    code: int
    out: str
    err: str


def run(*arguments) -> Ran:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("receive", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as left:
        code = int(left.code or 0)
    except CommandError as error:
        return Ran(error.returncode, out.getvalue(), str(error))
    return Ran(code, out.getvalue(), err.getvalue())


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.xml", data)
    return made.getvalue()


@needs_standard
def test_all_samples_of_the_standard_get_a_verdict_that_is_explained():
    ran = run(SHARED / "samples", "--json")

    told = {one["file"]: one for one in map(json.loads, ran.out.splitlines())}
    assert len(told) == len(list((SHARED / "samples").glob("*.xml")))
    assert {one["state"] for one in told.values()} == {"judged"}
    for name in ("WMO323.xml", "JW323.xml"):
        assert (told[name]["lines"], told[name]["approvedLines"]) == (4, 0)
        assert {refusal["line"] for refusal in told[name]["refusals"]} == {1, 2, 3, 4}
        assert all(refusal["text"] and refusal["todo"] for refusal in told[name]["refusals"])
    assert ran.code == 1


@needs_standard
def test_the_samples_again_change_nothing_and_are_no_fault():
    run(SHARED / "samples")
    before = Message.objects.count()

    ran = run(SHARED / "samples")

    assert ran.code == 0
    assert ran.out.count("al ontvangen op") == before == Message.objects.count()


def test_a_refused_line_is_told_in_words_with_rule_and_code(tmp_path):
    (tmp_path / "d.xml").write_bytes(DATA)

    ran = run(tmp_path / "d.xml")

    assert "d.xml: Declaratie (323 Wmo), 4 regels" in ran.out
    assert "regel 1, referentie R1, 02A05, € 976,00: afgekeurd" in ran.out.replace("\xa0", " ")
    assert "(TR304, retourcode 8187)" in ran.out
    assert "4 afgekeurd" in ran.err
    assert ran.code == 1


def test_messages_in_folders_and_zips_are_found_and_other_files_left_alone(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(one=DATA, two=allocation()))
    (tmp_path / "readme.txt").write_text("geen bericht")

    ran = run(tmp_path, "--json")

    names = [json.loads(line)["file"] for line in ran.out.splitlines()]
    assert names == ["a.zip/one.xml", "a.zip/two.xml"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"geen xml", "geen XML"),
        (b"PK\x03\x04kapot", "zip"),
        (DATA[:2000], "houdt halverwege op"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + DATA[38:], "DOCTYPE"),
        (b"", "leeg"),
    ],
)
def test_a_file_that_is_no_message_is_refused_with_the_reason(tmp_path, content, words):
    (tmp_path / "x.xml").write_bytes(content)

    ran = run(tmp_path / "x.xml")

    assert ran.code == 1
    assert "x.xml: geweigerd." in ran.out
    assert words in ran.out


def test_a_file_over_the_limit_is_refused_unread(tmp_path, settings):
    settings.CONVENANT_LARGEST_MESSAGE = 1000
    (tmp_path / "x.xml").write_bytes(DATA)

    ran = run(tmp_path / "x.xml")

    assert "te groot" in ran.out


def test_a_path_that_is_not_there_stops_before_anything_is_done(tmp_path):
    (tmp_path / "d.xml").write_bytes(DATA)

    ran = run(tmp_path / "d.xml", tmp_path / "weg")

    assert (ran.code, Message.objects.count()) == (2, 0)
    assert "bestaat niet" in ran.err


def test_an_unknown_region_stops_before_anything_is_done(tmp_path):
    (tmp_path / "d.xml").write_bytes(DATA)

    ran = run(tmp_path / "d.xml", "--region", "nergens")

    assert (ran.code, Message.objects.count()) == (2, 0)
    assert "nergens" in ran.err


def test_with_a_region_messages_for_others_are_refused(tmp_path):
    region = factories.region()
    factories.municipality(region, cbs="0321", name="Houten")
    (tmp_path / "d.xml").write_bytes(DATA)

    ran = run(tmp_path / "d.xml", "--region", region.slug)

    assert "gemeente 0356, die niet bij deze regio hoort" in ran.out


@pytest.fixture
def upload():
    """A provider hands in a zip: a message of another provider, and something broken."""
    region = factories.region()
    factories.municipality(region)
    provider = factories.provider(region)
    content = zipped(broken=b"<a>", other=DATA)
    kept = vault.keep(content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    return actions.start_upload(
        region=region,
        file_name="aanlevering.zip",
        stored_as=kept,
        size=len(content),
        by=factories.actor(provider, Role.DIRECTOR),
        at=factories.NOON,
    )


def work(upload):
    return Work(
        key=str(upload.pk),
        payload={"upload": upload.pk},
        interrupted=False,
        by=machine("worker"),
        at=factories.NOON,
    )


def test_the_worker_receives_an_upload_and_keeps_its_count(upload):
    receive(work(upload))

    upload.refresh_from_db()
    assert (upload.found, upload.done, upload.error) == (2, 2, "")
    assert upload.finished_at == factories.NOON
    reasons = set(upload.messages.values_list("reason", flat=True))
    assert reasons == {"unknown-message", NOT_YOURS}
    with pytest.raises(vault.NotInVault):
        vault.open_kept(
            upload.stored_as, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
        )


def test_an_upload_that_is_done_is_not_done_again(upload):
    receive(work(upload))
    receive(work(upload))

    assert Upload.objects.get().messages.count() == 2


def test_an_upload_that_is_gone_says_so(upload):
    vault.drop(upload.stored_as, home=settings.CONVENANT_HOME)

    receive(work(upload))

    upload.refresh_from_db()
    assert (upload.error, upload.finished_at) == ("not-kept", factories.NOON)
