"""Mail about the represented: that one is asked, answered or told, and what is missing; never what
they write to each other (D073)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter, write
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.roundtables.permissions import PLANNERS, PROVIDER_SPEAKERS

if TYPE_CHECKING:
    from convenant.roundtables.models import ConsultationRound, Meeting

SPEAKING = frozenset(PROVIDER_SPEAKERS)
WATCHING = frozenset({*PLANNERS, Role.METHOD_GUIDE})


def _meeting(work: Work) -> Meeting:
    return tables.meeting(int(work.payload["meeting"]), seen_by=work.by)


def _round(work: Work) -> ConsultationRound:
    return tables.consultation(int(work.payload["round"]), seen_by=work.by)


def _rounds(work: Work) -> list[ConsultationRound]:
    meeting = _meeting(work)
    found = tables.rounds(region=meeting.table.region_id, seen_by=work.by)
    return list(found.filter(item__meeting=meeting))


def _represented(rounds: list[ConsultationRound], work: Work) -> set[int]:
    seats = {one.seat_id: one for one in rounds}
    return {
        row.provider_id
        for one in seats.values()
        for row in tables.represented_in(one, seen_by=work.by)
    }


def _both(work: Work) -> list[Recipient]:
    """Who speaks and who is represented at a meeting."""
    rounds = _rounds(work)
    speakers = {one.organisation_id for one in rounds}
    return people_of(sorted(speakers | _represented(rounds, work)), SPEAKING, work)


def _asked(work: Work) -> list[Recipient]:
    """The represented; nobody while what was written waits for the chair."""
    found = _round(work)
    told = work.payload["kind"] == "reported_back"
    hidden = (
        not any(not row.held for row in tables.report_backs([found.pk], seen_by=work.by))
        if told
        else found.held
    )
    return [] if hidden else people_of(sorted(_represented([found], work)), SPEAKING, work)


def _speaker(work: Work) -> list[Recipient]:
    found = _round(work)
    answers = tables.round_answers(found, seen_by=work.by)
    if all(row.held for row in answers):
        return []
    return people_of([found.organisation_id], SPEAKING, work)


def _concerned(work: Work) -> list[Recipient]:
    """Who should have reported back, those it spoke for, the guide and the planners."""
    missing = _missing(work)
    if not missing:
        return []
    meeting = _meeting(work)
    on = work.at.date()
    providers = {one.organisation_id for one in missing} | _represented(missing, work)
    towns = parties.participants(meeting.table.region_id, kind=Side.MUNICIPALITY, on=on)
    buyers = people_of(list(towns.values_list("pk", flat=True)), WATCHING, work)
    return [*people_of(sorted(providers), SPEAKING, work), *buyers]


def _missing(work: Work) -> list[ConsultationRound]:
    meeting = _meeting(work)
    found = tables.missing_reports(region=meeting.table.region_id, seen_by=work.by, at=work.at)
    return [one for one in found if one.item.meeting_id == meeting.pk]


def _opened(work: Work) -> Letter:
    with translation.override("nl"):
        meeting = _meeting(work)
        return _write(
            work,
            _("Raadpleging van de achterban: %(table)s") % {"table": meeting.table.name},
            _(
                "Op %(day)s is er een bijeenkomst. Zeg vooraf tegen wie voor u spreekt wat u "
                "vindt, of stel uw vraag aan wie u vertegenwoordigt:"
            )
            % {"day": _day(meeting)},
            reverse("consultation:meeting", args=[meeting.pk]),
        )


def _question(work: Work) -> Letter:
    with translation.override("nl"):
        return _about_round(
            work,
            _("Een vraag van wie voor u spreekt: %(table)s"),
            _("Wie aan tafel voor u spreekt, stelt u een vraag. Lees en beantwoord haar hier:"),
        )


def _answer(work: Work) -> Letter:
    with translation.override("nl"):
        return _about_round(
            work,
            _("Een antwoord van uw achterban: %(table)s"),
            _("Iemand voor wie u spreekt, antwoordde. Lees het hier:"),
        )


def _report(work: Work) -> Letter:
    with translation.override("nl"):
        return _about_round(
            work,
            _("Terugkoppeling voor u: %(table)s"),
            _("Wie aan tafel voor u sprak, vertelt wat er is gezegd. Lees het hier:"),
        )


def _late(work: Work) -> Letter | None:
    if not _missing(work):
        return None
    with translation.override("nl"):
        meeting = _meeting(work)
        return _write(
            work,
            _("Terugkoppeling ontbreekt: %(table)s") % {"table": meeting.table.name},
            _(
                "Over de bijeenkomst van %(day)s is nog niet overal teruggekoppeld aan de "
                "achterban, en de termijn is voorbij. Kijk hier wat ontbreekt:"
            )
            % {"day": _day(meeting)},
            reverse("consultation:meeting", args=[meeting.pk]),
        )


def _about_round(work: Work, subject: str, text: str) -> Letter:
    table = _meeting(work).table.name
    address = reverse("consultation:show", args=[work.payload["round"]])
    return _write(work, subject % {"table": table}, text, address)


def _write(work: Work, subject: str, text: str, address: str) -> Letter:
    values = {
        "name": str(work.payload["name"]),
        "text": text,
        "link": f"{settings.CONVENANT_URL}{address}",
    }
    return write(str(work.payload["to"]), subject, "waiting.txt", values)


def _day(meeting: Meeting) -> str:
    return date_format(localtime(meeting.starts_at), "j F Y")


KINDS = {
    "consultation_opened": Kind(_both, _opened),
    "consultation_asked": Kind(_asked, _question),
    "consultation_answered": Kind(_speaker, _answer),
    "reported_back": Kind(_asked, _report),
    "reports_missing": Kind(_concerned, _late),
}
