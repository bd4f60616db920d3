"""The words for series, public holidays, attendance, milestones and the norm of a year."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.audit.events import EventType
from convenant.core.findings import Finding
from convenant.core.meetings.answers import Presence, Reply
from convenant.core.meetings.holidays import Holiday
from convenant.core.meetings.milestones import Step
from convenant.core.meetings.series import Conflict, Obstacle, Remedy, RemedyKind
from convenant.core.meetings.years import MeetingYear, Standing, YearKind
from convenant.wording.findings import FINDINGS

REPLIES = {
    Reply.COMES: gettext_lazy("komt"),
    Reply.ONLINE: gettext_lazy("doet online mee"),
    Reply.ABSENT: gettext_lazy("komt niet"),
}

PRESENCES = {
    Presence.ROOM: gettext_lazy("aanwezig"),
    Presence.ONLINE: gettext_lazy("online aanwezig"),
    Presence.ABSENT: gettext_lazy("afwezig"),
}

YEARS = {
    YearKind.CALENDAR: gettext_lazy("kalenderjaar: van januari tot en met december"),
    YearKind.CONTRACT: gettext_lazy("contractjaar: vanaf de dag waarop de overeenkomst begon"),
}

HOLIDAYS = {
    Holiday.NEW_YEAR: gettext_lazy("Nieuwjaarsdag"),
    Holiday.GOOD_FRIDAY: gettext_lazy("Goede Vrijdag"),
    Holiday.EASTER: gettext_lazy("Eerste Paasdag"),
    Holiday.EASTER_MONDAY: gettext_lazy("Tweede Paasdag"),
    Holiday.KINGS_DAY: gettext_lazy("Koningsdag"),
    Holiday.LIBERATION_DAY: gettext_lazy("Bevrijdingsdag"),
    Holiday.ASCENSION: gettext_lazy("Hemelvaartsdag"),
    Holiday.PENTECOST: gettext_lazy("Eerste Pinksterdag"),
    Holiday.PENTECOST_MONDAY: gettext_lazy("Tweede Pinksterdag"),
    Holiday.CHRISTMAS: gettext_lazy("Eerste Kerstdag"),
    Holiday.BOXING_DAY: gettext_lazy("Tweede Kerstdag"),
}

OBSTACLES = {
    Obstacle.WEEKEND: gettext_lazy("%(day)s valt in een weekend"),
    Obstacle.HOLIDAY: gettext_lazy("%(day)s is een feestdag: %(name)s"),
    Obstacle.BLACKOUT: gettext_lazy("%(day)s valt in %(name)s"),
    Obstacle.TAKEN: gettext_lazy("op %(day)s komt deze tafel al bij elkaar"),
    Obstacle.PAST: gettext_lazy("%(day)s is al geweest"),
    Obstacle.UNPREPARED: gettext_lazy("vóór %(day)s kan de werkgroep niet bij elkaar komen"),
}

REMEDIES = {
    RemedyKind.FEWER: gettext_lazy("Minder bijeenkomsten: er passen er %(count)s."),
    RemedyKind.SHORTER: gettext_lazy("Minder tijd ertussen: met %(days)s dagen past het wel."),
    RemedyKind.LATER: gettext_lazy("Een latere laatste dag: met %(until)s past het wel."),
    RemedyKind.WITHOUT_BLACKOUT: gettext_lazy(
        "Een andere periode zonder bijeenkomsten: zonder %(name)s past het wel."
    ),
}

MILESTONES = {
    Step.WORKING_GROUP: gettext_lazy("De werkgroep staat vast"),
    Step.CHOICE: gettext_lazy("Partijen aan de fysieke tafel gekozen"),
    Step.SITE: gettext_lazy("De digitale tafel is ingericht"),
    Step.FIRST: gettext_lazy("Eerste bijeenkomst"),
    Step.TALKS_BEGIN: gettext_lazy("Gesprekken aan tafel beginnen"),
    Step.TALKS_END: gettext_lazy("Gesprekken aan tafel klaar"),
    Step.COLLEGES: gettext_lazy("Colleges stellen de overeenkomst vast"),
    Step.SIGNING: gettext_lazy("Overeenkomst ondertekend"),
}

STANDINGS = {
    Standing.REACHED: gettext_lazy("gehaald"),
    Standing.ON_COURSE: gettext_lazy("op koers"),
    Standing.PLAN_MORE: gettext_lazy("plan er meer"),
    Standing.LOST: gettext_lazy("niet meer haalbaar"),
}

MEETING_EVENTS = {
    EventType.SERIES_PLANNED: gettext_lazy("Een reeks bijeenkomsten is gepland"),
    EventType.MEETING_MOVED: gettext_lazy("Een bijeenkomst is verplaatst"),
    EventType.MEETING_CANCELLED: gettext_lazy("Een bijeenkomst gaat niet door"),
    EventType.GUIDE_ASSIGNED: gettext_lazy("Een procesbegeleider is gekozen"),
    EventType.PREPARATION_SET: gettext_lazy("De voorbereiding van een bijeenkomst is gepland"),
    EventType.WORKING_GROUP_CHANGED: gettext_lazy("De werkgroep van een tafel is veranderd"),
    EventType.MEETING_YEAR_SET: gettext_lazy("Het jaar van een tafel is gekozen"),
    EventType.BLACKOUT_SET: gettext_lazy("Een periode zonder bijeenkomsten is vastgelegd"),
    EventType.BLACKOUT_REMOVED: gettext_lazy("Een periode zonder bijeenkomsten is weggehaald"),
    EventType.INVITATION_ANSWERED: gettext_lazy("Een uitnodiging is beantwoord"),
    EventType.ATTENDANCE_RECORDED: gettext_lazy("De presentielijst is ingevuld"),
    EventType.MEETING_CONTINUED: gettext_lazy(
        "De voorzitter besloot door te gaan zonder een belangrijke partij"
    ),
    EventType.CALENDAR_RENEWED: gettext_lazy("Een agenda-adres is gemaakt"),
    EventType.MILESTONES_SET: gettext_lazy("De mijlpalen van een tafel zijn vastgelegd"),
    EventType.MILESTONE_DONE: gettext_lazy("Een mijlpaal is bijgewerkt"),
}


def conflict_words(conflict: Conflict) -> str:
    """ "25 mei 2026 is een feestdag: Tweede Pinksterdag" """
    name = conflict.name
    if conflict.obstacle is Obstacle.HOLIDAY:
        name = str(HOLIDAYS[Holiday(name)])
    values = {"day": date_format(conflict.on, "j F Y"), "name": name}
    return str(OBSTACLES[conflict.obstacle]) % values


def remedy_words(remedy: Remedy) -> str:
    """What would make a series fit."""
    values = {
        "count": remedy.count,
        "days": remedy.days,
        "until": "" if remedy.until is None else date_format(remedy.until, "j F Y"),
        "name": remedy.name,
    }
    return str(REMEDIES[remedy.kind]) % values


def milestone_name(code: str, name: str) -> str:
    """A step of the template in words, or the name somebody gave it."""
    return name or str(MILESTONES[Step(code)])


def milestone_warning(finding: Finding) -> str:
    """Which milestone is set after its successor (D069)."""
    values = finding.values
    return str(FINDINGS[finding.code]) % {
        "milestone": values["milestone"],
        "successor": values["successor"],
        "day": date_format(date.fromisoformat(str(values["day"])), "j F Y"),
        "successor_day": date_format(date.fromisoformat(str(values["successor_day"])), "j F Y"),
    }


def year_words(year: MeetingYear) -> str:
    """The counter of a table: "7 gehouden, 1 gepland, nog ruimte voor 2; de norm is 9"."""
    words = _(
        "%(held)s gehouden, %(planned)s gepland, nog ruimte voor %(possible)s; de norm is %(norm)s "
        "van %(from)s tot en met %(to)s"
    )
    return words % {
        "held": year.held,
        "planned": year.planned,
        "possible": year.possible,
        "norm": year.norm,
        **_period(year),
    }


def year_advice(year: MeetingYear) -> str:
    """What to do about the norm; empty when the table is on course (D066)."""
    values = {
        "reachable": year.reachable,
        "norm": year.norm,
        "missing": year.missing,
        "most": year.reachable + year.possible,
        **_period(year),
    }
    if year.standing is Standing.PLAN_MORE:
        return (
            _(
                "Van %(from)s tot en met %(to)s komt deze tafel op %(reachable)s bijeenkomsten; de "
                "norm is %(norm)s. Plan er nog %(missing)s bij; daar is nog tijd voor."
            )
            % values
        )
    if year.standing is Standing.LOST:
        return (
            _(
                "Van %(from)s tot en met %(to)s kan deze tafel de norm van %(norm)s bijeenkomsten "
                "niet meer halen: hoogstens %(most)s. Plan wat nog past en leg aan de tafel uit "
                "waarom het er minder zijn."
            )
            % values
        )
    return ""


def _period(year: MeetingYear) -> dict[str, str]:
    last = year.period.last_day or year.period.start + timedelta(days=365)
    return {
        "from": date_format(year.period.start, "j F Y"),
        "to": date_format(last, "j F Y"),
    }
