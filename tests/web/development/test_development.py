"""A development table and calls to all providers, in the browser (D085-D088)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.agenda import TableKind
from convenant.core.calls import CallKind
from convenant.core.method.development import Acquaintance, Group
from convenant.roundtables import actions
from convenant.roundtables.actions import CaseText, TrancheTerms
from convenant.roundtables.models import (
    Assignment,
    Attachment,
    Call,
    CallQuestion,
    CallResponse,
    RoundTable,
    TableOutcome,
    Tranche,
)
from tests import factories
from tests.factories import SYSTEM
from tests.roundtables.alliance import here
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    found = here()
    RoundTable.objects.filter(pk=found.table.pk).update(kind=TableKind.DEVELOPMENT)
    found.table.refresh_from_db()
    return found


def browser(scene, who):
    return signed_in(getattr(scene, who))


def url(name, *args):
    return reverse(f"development:{name}", args=args)


def page(scene, who, name, *args):
    return browser(scene, who).get(url(name, *args)).content.decode()


def post(scene, who, view, /, *args, **values):
    return browser(scene, who).post(url(view, *args), values)


def called(scene, *, budget=1000_00):
    """A call with a case, open now."""
    now = timezone.now()
    call = actions.draft_call(
        table=scene.table,
        kind=CallKind.CASES,
        assignment=None,
        title="Wat zou u doen?",
        text="Denk mee.",
        by=SYSTEM,
        at=now,
    )
    cases = [CaseText("Autisme", "Een kind gaat niet naar school.")]
    actions.set_cases(call=call, cases=cases, by=SYSTEM, at=now)
    terms = TrancheTerms(budget, now - timedelta(hours=1), now + timedelta(days=7))
    actions.set_tranche(call=call, number=None, terms=terms, by=SYSTEM, at=now)
    return actions.publish_call(call=call, by=SYSTEM, at=now)


def closed(call):
    Tranche.objects.filter(call=call).update(closes_at=timezone.now() - timedelta(minutes=1))


def test_who_takes_part_makes_the_table_valid_and_the_page_says_what_lacks(scene):
    slug = scene.table.slug
    assert "Er ontbreekt" in page(scene, "purchaser", "table", slug)
    today = timezone.localdate().isoformat()
    for group, role, provider, known, why in (
        ("user", "lid cliëntenraad", "", "", ""),
        ("professional", "wijkteam", "", "", ""),
        ("provider", "", scene.organisation("speaker").pk, "existing", "Werkt hier al."),
        ("provider", "", scene.organisation("small").pk, "new", "Komt er net bij."),
    ):
        values = {"group": group, "role": role, "provider": provider, "known": known, "why": why}
        sent = post(scene, "purchaser", "add_member", slug, since=today, name="", **values)
        assert sent.status_code == 302
    shown = page(scene, "small", "table", slug)
    assert "Er ontbreekt" not in shown
    assert "Komt er net bij." in shown


def test_a_client_without_name_or_role_is_asked_for_one_and_nothing_typed_is_lost(scene):
    sent = post(
        scene,
        "purchaser",
        "add_member",
        scene.table.slug,
        group="user",
        since=timezone.localdate().isoformat(),
        why="Zij kent de wijk.",
    )

    assert sent.status_code in (409, 422)
    assert "Zij kent de wijk." in sent.content.decode()


def test_from_outcome_to_assignment_to_a_call_that_all_providers_see(scene):
    for group, who, known in (
        (Group.USER, "", None),
        (Group.PROFESSIONAL, "", None),
        (Group.PROVIDER, "speaker", Acquaintance.EXISTING),
        (Group.PROVIDER, "small", Acquaintance.NEW),
    ):
        actions.add_member(
            table=scene.table,
            group=group,
            role="" if who else "lid",
            provider=scene.organisation(who) if who else None,
            known=known,
            why="Zo is het." if who else "",
            since=timezone.localdate(),
            by=SYSTEM,
            at=timezone.now(),
        )
    slug = scene.table.slug
    post(scene, "purchaser", "write_outcome", slug, title="Inloop", text="Een inloop.")
    outcome = TableOutcome.objects.get()
    assert post(scene, "purchaser", "draft_assignment", outcome.pk).status_code in (403, 409)
    assert post(scene, "purchaser", "present", outcome.pk).status_code == 302
    no = post(scene, "purchaser", "endorse", outcome.pk, endorsed="yes", why="")
    assert no.status_code == 422
    assert post(scene, "purchaser", "endorse", outcome.pk, endorsed="yes", why="Goed.")
    post(scene, "purchaser", "draft_assignment", outcome.pk, title="Open er een", text="Doen.")
    assignment = Assignment.objects.get()
    assert browser(scene, "outsider").get(url("assignment", assignment.pk)).status_code == 404
    assert post(scene, "purchaser", "publish_assignment", assignment.pk).status_code == 302
    assert "Open er een" in page(scene, "outsider", "assignment", assignment.pk)
    post(
        scene,
        "purchaser",
        "new_call",
        slug,
        kind="assignment",
        assignment=assignment.pk,
        title="Wie opent er een?",
        text="Vertel.",
    )
    call = Call.objects.get()
    for on in ("-1", "1"):
        assert post(scene, "purchaser", "tranche", call.pk, budget=on).status_code == 422
    tomorrow = timezone.localdate() + timedelta(days=1)
    post(
        scene,
        "purchaser",
        "tranche",
        call.pk,
        budget="100.000",
        opens_on=timezone.localdate().isoformat(),
        opens_time="00:00",
        closes_on=(tomorrow + timedelta(days=9)).isoformat(),
        closes_time="12:00",
    )
    assert Tranche.objects.get().budget == 100_000_00
    assert "Wie opent er een?" not in page(scene, "outsider", "calls")
    assert post(scene, "purchaser", "publish_call", call.pk).status_code == 302
    for who in ("speaker", "small", "outsider"):
        assert "Wie opent er een?" in page(scene, who, "calls")
        assert "Reageer" in page(scene, who, "call", call.pk)


def test_an_answer_with_a_file_that_was_the_wrong_one_is_taken_away_before_the_closing(scene):
    call = called(scene)
    tranche, case = call.tranches.get(), call.cases.get()
    file = SimpleUploadedFile("verkeerd 🙂.pdf", b"%PDF-1.4 x")
    values = {f"case_{case.pk}": "Met school.", "asked": "12.000", "files": file}
    assert post(scene, "small", "respond", tranche.pk, **values).status_code == 302
    response, kept = CallResponse.objects.get(), Attachment.objects.get()
    assert f"Haal weg: {kept.file_name}" in page(scene, "small", "response", response.pk)
    assert browser(scene, "other").post(url("detach", kept.pk)).status_code == 404
    assert browser(scene, "purchaser").post(url("detach", kept.pk)).status_code == 404
    assert browser(scene, "small").post(url("detach", kept.pk)).status_code == 302
    assert "verkeerd" not in page(scene, "small", "response", response.pk)
    assert browser(scene, "small").get(url("file", kept.pk)).status_code == 404
    post(scene, "small", "respond", tranche.pk, **(values | {"files": ""}))
    second = SimpleUploadedFile("goed.pdf", b"%PDF-1.4 y")
    post(scene, "small", "respond", tranche.pk, **(values | {"files": second}))
    closed(call)
    last = Attachment.objects.get(removed_at=None)
    assert "goed.pdf" in page(scene, "purchaser", "response", response.pk)
    assert browser(scene, "purchaser").post(url("detach", last.pk)).status_code == 403
    assert browser(scene, "small").post(url("detach", last.pk)).status_code == 409


def test_what_was_typed_comes_back_when_the_tranche_closed_meanwhile(scene):
    call = called(scene)
    tranche, case = call.tranches.get(), call.cases.get()
    closed(call)

    sent = post(scene, "small", "respond", tranche.pk, **{f"case_{case.pk}": "Lang nagedacht."})
    assert sent.status_code == 409
    assert "Lang nagedacht." in sent.content.decode()
    assert not CallResponse.objects.exists()


def test_a_social_team_advises_and_the_municipality_decides_within_the_budget(scene):
    call = called(scene, budget=1000_00)
    case = call.cases.get()
    values = {f"case_{case.pk}": "Met school.", "asked": "900"}
    post(scene, "small", "respond", call.tranches.get().pk, **values)
    closed(call)
    response = CallResponse.objects.get()
    scene.social = factories.actor(scene.town, Role.SOCIAL_TEAM_MEMBER)
    assert "Wat vindt het sociaal team" in page(scene, "social", "advise", response.pk)
    post(scene, "social", "advise", response.pk, advice="positive", why="Fijn.")
    choice = {"choice": "chosen", "why": "Goed plan."}
    much = post(scene, "purchaser", "choose", response.pk, awarded="1.000,01", **choice)
    assert much.status_code == 409
    assert "Goed plan." in much.content.decode()
    assert "Fijn." not in page(scene, "small", "response", response.pk)
    assert (
        post(scene, "purchaser", "choose", response.pk, awarded="900", **choice).status_code == 302
    )
    assert "Goed plan." not in page(scene, "small", "response", response.pk)
    assert post(scene, "purchaser", "results", call.tranches.get().pk).status_code == 302
    assert "Goed plan." in page(scene, "small", "response", response.pk)
    assert post(scene, "purchaser", "results", call.tranches.get().pk).status_code == 409


def test_a_question_is_answered_from_the_page_of_the_call_for_all_without_a_name(scene):
    call = called(scene)
    assert post(scene, "small", "ask", call.pk, text="Mag het samen?").status_code == 302
    question = CallQuestion.objects.get()
    assert "Beantwoord" in page(scene, "purchaser", "call", call.pk)
    assert "Mag het samen?" not in page(scene, "other", "call", call.pk)
    post(scene, "purchaser", "answer_question", question.pk, answer="Ja, dat mag.")
    shown = page(scene, "other", "call", call.pk)
    assert "Ja, dat mag." in shown
    assert scene.organisation("small").name not in shown


def test_the_lists_ask_the_same_number_of_questions_for_1_and_for_30_calls(scene):
    client = browser(scene, "small")

    def asked(name, *args):
        with CaptureQueriesContext(connection) as captured:
            client.get(url(name, *args))
        return len(captured)

    lists = (("calls",), ("table", scene.table.slug), ("public_calls",))
    called(scene)
    for one in lists:
        asked(*one)
    few = [asked(*one) for one in lists]
    for _number in range(29):
        called(scene)
    assert [asked(*one) for one in lists] == few


def test_the_page_of_a_call_asks_the_same_number_of_questions_for_1_and_for_20_answers(scene):
    call = called(scene)
    case, client = call.cases.get(), browser(scene, "purchaser")

    def respond():
        actions.respond(
            tranche=call.tranches.get(),
            text="",
            answers={case.pk: "Samen."},
            asked=None,
            by=factories.director(factories.provider(scene.region)),
            at=timezone.now(),
        )

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("call", call.pk)).status_code == 200
        return len(captured)

    respond()
    deadline = Tranche.objects.get().closes_at
    closed(call)
    asked()
    few = asked()
    Tranche.objects.update(closes_at=deadline)
    for _number in range(19):
        respond()
    closed(call)
    assert asked() == few
