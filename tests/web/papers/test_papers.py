"""Handing in, publishing and downloading papers in the browser."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from convenant.audit.models import Viewing
from convenant.roundtables.models import Paper
from convenant.web.papers.uploads import tidy_name, title_of
from tests.web.tables.conftest import scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"


def file(name="Begroting 2027.pdf", content=b"%PDF-1.7 inhoud"):
    return SimpleUploadedFile(name, content)


def hand_in(scene, who, *files, readers="parties", title="", **more):
    url = reverse("papers:add", args=[scene.item.meeting.table.slug])
    data = {"papers": list(files), "readers": readers, "title": title, **more}
    return scene.browser(who).post(url, data)


def published(scene, *files, readers="parties"):
    hand_in(scene, "purchaser", *files, readers=readers)
    slug = scene.item.meeting.table.slug
    waiting = [paper.pk for paper in Paper.objects.filter(published_at=None)]
    scene.browser("purchaser").post(reverse("papers:publish", args=[slug]), {"paper": waiting})
    return Paper.objects.latest("id")


def test_a_file_is_handed_in_published_and_read_by_the_other_side(scene):
    paper = published(scene, file())

    response = scene.browser("absent").get(reverse("papers:download", args=[paper.pk]))

    assert response.content == b"%PDF-1.7 inhoud"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert paper.title == "Begroting 2027"


def test_files_are_kept_encrypted(scene, tmp_path):
    hand_in(scene, "purchaser", file())

    kept = [path for path in (tmp_path / "var" / "vault").rglob("*") if path.is_file()]

    assert len(kept) == 1
    assert b"inhoud" not in kept[0].read_bytes()


def test_any_kind_of_file_and_several_at_once(scene):
    hand_in(
        scene, "purchaser", file("a.exe", b"MZ"), file("b", b"\x00\x01"), file("c.html", b"<s>")
    )

    assert set(Paper.objects.values_list("file_name", flat=True)) == {"a.exe", "b", "c.html"}
    html = Paper.objects.get(file_name="c.html")
    response = scene.browser("purchaser").get(reverse("papers:download", args=[html.pk]))
    assert response["Content-Type"] == "application/octet-stream"


def test_an_empty_file_is_refused_by_name_and_the_rest_of_the_form_stays(scene):
    response = hand_in(scene, "purchaser", file("leeg.pdf", b""), title="Mijn titel hier")

    page = response.content.decode()
    assert response.status_code == 422
    assert "leeg.pdf is leeg" in page
    assert "Mijn titel hier" in page
    assert not Paper.objects.exists()


def test_a_file_that_is_too_large_and_too_many_files_are_refused_in_words(
    scene,
    monkeypatch,
):
    monkeypatch.setattr("convenant.web.papers.uploads.LARGEST_FILE", 5)
    large = hand_in(scene, "purchaser", file("groot.pdf", b"123456"))
    many = hand_in(scene, "purchaser", *(file(f"{n}.txt", b"1") for n in range(11)))

    assert "groot.pdf is groter dan 25 MB" in large.content.decode()
    assert "U koos 11 bestanden" in many.content.decode()
    assert not Paper.objects.exists()


def test_what_is_not_published_is_a_404_for_the_other_side(scene):
    hand_in(scene, "purchaser", file())
    url = reverse("papers:download", args=[Paper.objects.get().pk])

    assert scene.browser("absent").get(url).status_code == 404
    assert Client().get(url).status_code == 404
    assert scene.browser("purchaser").get(url).status_code == 200


def test_a_public_paper_is_downloaded_without_signing_in(scene):
    paper = published(scene, file(), readers="public")

    assert Client().get(reverse("papers:download", args=[paper.pk])).status_code == 200


def test_who_downloaded_is_kept_once(scene):
    paper = published(scene, file())
    browser = scene.browser("absent")
    for _again in range(3):
        browser.get(reverse("papers:download", args=[paper.pk]))

    row = Viewing.objects.get(subject=f"paper:{paper.pk}")
    assert (row.organisation, row.times) == (scene.absent.organisation, 1)


def test_a_provider_hands_in_and_sees_that_it_waits(scene):
    hand_in(scene, "absent", file("ervaring.docx"))
    slug = scene.item.meeting.table.slug

    own = scene.browser("absent").get(reverse("papers:list", args=[slug])).content.decode()
    other = scene.browser("seated").get(reverse("papers:list", args=[slug])).content.decode()

    assert "ervaring" in own
    assert "Tot dan zien alleen u en de gemeente het" in own
    assert "ervaring" not in other


def test_withdrawing_asks_why_and_the_log_keeps_it(scene):
    paper = published(scene, file())
    url = reverse("papers:withdraw", args=[paper.pk])
    browser = scene.browser("purchaser")

    assert browser.post(url, {"why": ""}).status_code == 422
    browser.post(url, {"why": "Hierin stonden oude cijfers."})

    log = scene.browser("absent").get(reverse("papers:log", args=[scene.item.meeting.table.slug]))
    assert "Hierin stonden oude cijfers." in log.content.decode()
    assert browser.get(reverse("papers:download", args=[paper.pk])).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_1_and_30(
    scene,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = scene.browser("purchaser")
    url = reverse("papers:list", args=[scene.item.meeting.table.slug])
    published(scene, file())
    browser.get(url)
    with CaptureQueriesContext(connection) as one:
        browser.get(url)
    for part in range(3):
        published(scene, *(file(f"{part}-{n}.txt") for n in range(10)))
    with CaptureQueriesContext(connection) as many:
        browser.get(url)

    # Above 25 the pages are counted; nothing grows with the papers themselves.
    assert len(many) <= len(one) + 1


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("..\\..\\geheim.pdf", "geheim.pdf"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\n.txt", "ab.txt"),
        ("...", "bestand"),
        ("offerte?*.pdf", "offerte.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_files_are_tidied(name, tidy):
    assert tidy_name(name) == tidy
    assert title_of(name)
