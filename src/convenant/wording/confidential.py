"""The words of what municipalities and one provider settle between them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.audit.events import EventType
from convenant.core.confidential import RequestKind, RequestStatus, TalkSubject
from convenant.core.lifecycles.confidential import QuestionStatus, TalkStatus

TALK_SUBJECTS = {
    TalkSubject.PRICE: _("prijs"),
    TalkSubject.COST: _("kosten"),
    TalkSubject.CAPACITY: _("capaciteit"),
    TalkSubject.OTHER: _("iets anders"),
}

TALK_STATUSES = {
    TalkStatus.ASKED: _("aangevraagd"),
    TalkStatus.PLANNED: _("gepland"),
    TalkStatus.DECLINED: _("afgewezen"),
    TalkStatus.CANCELLED: _("gaat niet door"),
    TalkStatus.HELD: _("gevoerd"),
}

REQUEST_KINDS = {
    RequestKind.COST: _("kostengegevens"),
    RequestKind.CAPACITY: _("capaciteitsplannen"),
    RequestKind.CHOICE: _("eigen keuze"),
    RequestKind.OTHER: _("iets anders"),
}

REQUEST_STATUSES = {
    RequestStatus.OPEN: _("open"),
    RequestStatus.CLOSED: _("gesloten"),
}

QUESTION_STATUSES = {
    QuestionStatus.ASKED: _("wacht op de gemeente"),
    QuestionStatus.ACCEPTED: _("wordt vertrouwelijk beantwoord"),
    QuestionStatus.ANSWERED: _("beantwoord"),
    QuestionStatus.NOT_ACCEPTED: _("niet vertrouwelijk: kies zelf"),
    QuestionStatus.WITHDRAWN: _("ingetrokken"),
    QuestionStatus.OPENED: _("openlijk gesteld"),
}

CONFIDENTIAL_EVENTS = {
    EventType.TALK_ASKED: _("Een aanbieder vroeg om een gesprek"),
    EventType.TALK_PLANNED: _("Een gesprek met één aanbieder is gepland"),
    EventType.TALK_MOVED: _("Een gesprek met één aanbieder is verzet"),
    EventType.TALK_DECLINED: _("Een verzoek om een gesprek is afgewezen"),
    EventType.TALK_CANCELLED: _("Een gesprek met één aanbieder gaat niet door"),
    EventType.TALK_MINUTES_WRITTEN: _("Het verslag van een gesprek is geschreven"),
    EventType.TALK_MINUTES_REMARKED: _("Er is iets gezegd over het verslag van een gesprek"),
    EventType.TALK_MINUTES_AGREED: _("Het verslag van een gesprek is akkoord"),
    EventType.TALK_ACTION_SET: _("Na een gesprek is een actiepunt afgesproken"),
    EventType.TALK_ACTION_DONE: _("Een actiepunt van een gesprek is klaar"),
    EventType.CONFIDENTIAL_FILE_ADDED: _("Er is een vertrouwelijk bestand toegevoegd"),
    EventType.PROCEDURE_STARTED: _("Er is een procedure begonnen"),
    EventType.PROCEDURE_ENDED: _("Een procedure is beëindigd"),
    EventType.REQUEST_SENT: _("Er is een vertrouwelijke uitvraag gedaan"),
    EventType.REQUEST_REMINDED: _("Er is herinnerd aan een vertrouwelijke uitvraag"),
    EventType.REQUEST_ANSWERED: _("Er is geantwoord op een vertrouwelijke uitvraag"),
    EventType.REQUEST_ANSWER_CHANGED: _("Een antwoord op een uitvraag is gewijzigd"),
    EventType.REQUEST_CLOSED: _("Een vertrouwelijke uitvraag is gesloten"),
    EventType.REQUEST_SUMMARISED: _("Een uitvraag is samengevat"),
    EventType.QUESTION_ASKED: _("Er is een vertrouwelijke vraag gesteld"),
    EventType.QUESTION_JUDGED: _("De gemeente beoordeelde een vertrouwelijke vraag"),
    EventType.QUESTION_ANSWERED: _("Een vertrouwelijke vraag is beantwoord"),
    EventType.QUESTION_WITHDRAWN: _("Een vertrouwelijke vraag is ingetrokken"),
    EventType.QUESTION_OPENED: _("Een vertrouwelijke vraag is openlijk gesteld"),
}
