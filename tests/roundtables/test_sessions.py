"""Information evenings: coming without an account, asking, and being forgotten (D082)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.calls import RegistrationStatus, registration_secret
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.actions import KeptFile, MomentTerms
from convenant.roundtables.models import (
    Hold,
    InformationSession,
    Registration,
    SessionMoment,
    SessionQuestion,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.test_development import development_table

pytestmark = pytest.mark.django_db
KEY = b"sleutel"
FIRST, SECOND = NOON + timedelta(days=10), NOON + timedelta(days=11)


def announced(*, capacity: int | None = 50) -> InformationSession:
    """Two evenings, as 19 and 20 May."""
    session = tables.draft_session(
        table=development_table()[0], title="Avond", text="Voor iedereen.", by=SYSTEM, at=NOON
    )
    for starts in (FIRST, SECOND):
        tables.set_moment(
            session=session,
            moment=None,
            terms=MomentTerms(starts, starts + timedelta(hours=2), "Stadshuis", "", capacity),
            by=SYSTEM,
            at=NOON,
        )
    return tables.publish_session(session=session, by=SYSTEM, at=NOON)


def evening(session: InformationSession) -> SessionMoment:
    return session.moments.order_by("starts_at")[0]


def registered(moment: SessionMoment, email: str = "kim@voorbeeld.example") -> Registration:
    return tables.register(
        moment=moment,
        name="Kim",
        organisation_name="Zorg bv",
        email=email,
        key=KEY,
        by=PUBLIC,
        at=NOON,
    )


def confirmed(moment: SessionMoment, email: str = "kim@voorbeeld.example") -> Registration:
    return tables.confirm_registration(
        secret=registration_secret(registered(moment, email).letter, key=KEY), by=PUBLIC, at=NOON
    )


@pytest.mark.capability("D082")
def test_two_evenings_have_registration_materials_and_answers_published_for_all() -> None:
    session = announced()
    table = session.table
    host = factories.actor(
        table.region.participations.get(organisation__kind="municipality").organisation,
        Role.PURCHASER,
    )
    assert session.moments.count() == 2
    assert queries.sessions(region=table.region_id, seen_by=PUBLIC).get() == session
    tables.attach(
        file=KeptFile("dia's.pdf", "b" * 32, "0" * 64, 1), session=session, by=host, at=NOON
    )
    file = queries.attachment(session.files.get().pk, at=NOON, seen_by=PUBLIC)
    assert file.file_name == "dia's.pdf"

    row = confirmed(evening(session))
    assert row.status == RegistrationStatus.CONFIRMED
    question = tables.ask_session_question(
        registration=row, text="Komt er een verslag?", by=PUBLIC, at=NOON
    )
    assert not queries.session_questions(session, seen_by=PUBLIC).exists()
    tables.answer_session_question(question=question, answer="Ja.", by=host, at=NOON)
    shown = queries.session_questions(session, seen_by=PUBLIC).get()
    assert (shown.text, shown.answer) == ("Komt er een verslag?", "Ja.")


def test_what_is_not_announced_nobody_outside_sees_or_registers_for() -> None:
    table = development_table()[0]
    session = tables.draft_session(table=table, title="A", text="B", by=SYSTEM, at=NOON)
    terms = MomentTerms(FIRST, SECOND, "Stadshuis", "", None)
    moment = tables.set_moment(session=session, moment=None, terms=terms, by=SYSTEM, at=NOON)

    assert not queries.sessions(region=table.region_id, seen_by=PUBLIC).exists()
    with pytest.raises(Refused) as refusal:
        registered(moment)
    assert refusal.value.reason is Reason.SESSION_NOT_PUBLISHED


def test_who_did_not_confirm_is_not_on_the_list_and_asks_nothing() -> None:
    row = registered(evening(announced()))

    assert row.status == RegistrationStatus.ASKED
    assert Task.objects.filter(payload__kind="registration").count() == 1
    with pytest.raises(Refused) as refusal:
        tables.ask_session_question(registration=row, text="Wat?", by=PUBLIC, at=NOON)
    assert refusal.value.reason is Reason.REGISTRATION_CANCELLED


def test_the_same_address_twice_is_one_registration_and_one_letter() -> None:
    moment = evening(announced())

    assert registered(moment).pk == registered(moment, "KIM@voorbeeld.example").pk
    assert Task.objects.filter(payload__kind="registration").count() == 1


def test_a_full_evening_takes_nobody_until_somebody_does_not_come() -> None:
    moment = evening(announced(capacity=1))
    row = confirmed(moment)

    with pytest.raises(Refused) as refusal:
        registered(moment, "noor@voorbeeld.example")
    assert refusal.value.reason is Reason.MOMENT_FULL
    tables.cancel_registration(secret=registration_secret(row.letter, key=KEY), by=PUBLIC, at=NOON)
    assert registered(moment, "noor@voorbeeld.example").status == RegistrationStatus.ASKED


def test_a_wrong_link_finds_nothing() -> None:
    registered(evening(announced()))

    with pytest.raises(Refused) as refusal:
        tables.confirm_registration(secret="geraden", by=PUBLIC, at=NOON)
    assert refusal.value.reason is Reason.REGISTRATION_UNKNOWN


def test_a_question_with_an_amount_waits_for_the_chair() -> None:
    session = announced()
    row = confirmed(evening(session))
    question = tables.ask_session_question(
        registration=row, text="Wordt het tarief € 60?", by=PUBLIC, at=NOON
    )

    assert question.held
    with pytest.raises(Refused) as refusal:
        tables.answer_session_question(question=question, answer="Nee.", by=SYSTEM, at=NOON)
    assert refusal.value.reason is Reason.WAITS_FOR_CHAIR


def test_everyone_on_the_list_is_reminded_once() -> None:
    confirmed(evening(announced()))
    soon = FIRST - timedelta(hours=40)

    assert tables.remind_registered(by=SYSTEM, at=NOON) == 0
    assert tables.remind_registered(by=SYSTEM, at=soon) == 1
    assert tables.remind_registered(by=SYSTEM, at=soon) == 0
    assert Task.objects.filter(payload__kind="session_reminder").count() == 1


def test_a_month_afterwards_names_are_gone_and_counts_and_answers_stay() -> None:
    session = announced()
    row = confirmed(evening(session))
    tables.ask_session_question(registration=row, text="Wat?", by=PUBLIC, at=NOON)
    tables.note_attendance(moment=evening(session), came=[row.pk], by=SYSTEM, at=FIRST)

    assert tables.forget_registrations(by=SYSTEM, at=SECOND + timedelta(days=29)) == 0
    assert tables.forget_registrations(by=SYSTEM, at=SECOND + timedelta(days=31)) == 2
    moment = evening(session)
    assert (moment.registered, moment.came) == (1, 1)
    assert not Registration.objects.exists()
    assert SessionQuestion.objects.get().registration is None


def test_only_who_hosts_reads_names_and_addresses() -> None:
    session = announced()
    moment = evening(session)
    confirmed(moment)
    provider = factories.director(factories.provider(session.table.region))

    assert queries.registrations(moment, seen_by=SYSTEM).count() == 1
    for viewer in (PUBLIC, provider):
        assert not queries.registrations(moment, seen_by=viewer).exists()


def test_an_answer_with_an_amount_that_is_refused_can_be_given_anew() -> None:
    session = announced()
    row = confirmed(evening(session))
    question = tables.ask_session_question(registration=row, text="Hoe?", by=PUBLIC, at=NOON)
    tables.answer_session_question(question=question, answer="Voor € 60.", by=SYSTEM, at=NOON)

    chair = factories.actor(
        session.table.region.participations.get(organisation__kind="municipality").organisation,
        Role.CHAIR,
    )
    tables.decide_hold(hold=Hold.objects.get(), released=False, why="Nee.", by=chair, at=NOON)
    assert not queries.session_questions(session, seen_by=PUBLIC).exists()
    tables.answer_session_question(question=question, answer="Samen.", by=SYSTEM, at=NOON)
    assert queries.session_questions(session, seen_by=PUBLIC).get().answer == "Samen."


def test_a_moved_evening_replaces_itself_in_a_calendar() -> None:
    session = announced()
    moment = evening(session)
    before = queries.changes_of(moment)

    later = MomentTerms(FIRST + timedelta(days=3), SECOND + timedelta(days=3), "Elders", "", None)
    tables.set_moment(session=session, moment=moment, terms=later, by=SYSTEM, at=NOON)
    assert queries.changes_of(moment) > before
    assert evening(session).pk != moment.pk
