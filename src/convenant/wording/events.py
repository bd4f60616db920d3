"""What happened, in words: every kind of event of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.audit.events import EventType

EVENTS = {
    EventType.REGION_FOUNDED: _("De regio is begonnen"),
    EventType.ORGANISATION_JOINED: _("Een organisatie doet mee"),
    EventType.PERSON_INVITED: _("Iemand is uitgenodigd"),
    EventType.ROLE_GRANTED: _("Iemand kreeg een rol"),
    EventType.MANDATE_GIVEN: _("Een gemeente gaf mandaat"),
    EventType.TABLE_FOUNDED: _("De overlegtafel is begonnen"),
    EventType.MEETING_PLANNED: _("De bijeenkomst is gepland"),
    EventType.ITEM_PUT_ON_AGENDA: _("Er kwam een punt op de agenda"),
    EventType.AGENDA_PUBLISHED: _("De agenda is gepubliceerd; beide tafels zijn open"),
    EventType.CONTRIBUTION_MADE: _("Er is een opmerking gemaakt"),
    EventType.CONTRIBUTION_ANSWERED: _("Een opmerking is beantwoord"),
    EventType.DECISION_TAKEN: _("De tafel nam een besluit"),
    EventType.MEETING_CLOSED: _("De bijeenkomst is afgesloten"),
    EventType.DOCUMENT_DRAFTED: _("De eerste tekst is geschreven"),
    EventType.VERSION_BEGUN: _("Er is aan een nieuwe versie begonnen"),
    EventType.ARTICLE_CHANGED: _("Een artikel is gewijzigd"),
    EventType.TERM_CHANGED: _("Een voorwaarde is gewijzigd"),
    EventType.VERSION_PUBLISHED: _("Een versie is gepubliceerd"),
    EventType.AGREEMENT_DRAFTED: _("De overeenkomst is opgesteld"),
    EventType.OFFER_MADE: _("Het aanbod is gedaan"),
    EventType.OFFER_CLOSED: _("Het aanbod is gesloten"),
    EventType.ANSWER_GIVEN: _("Er is geantwoord op het aanbod"),
    EventType.AGREEMENT_SIGNED: _("De overeenkomst is ondertekend"),
    EventType.ACCESSION_REQUESTED: _("Een aanbieder trad toe"),
    EventType.SEALED: _("De getekende overeenkomst is verzegeld"),
    EventType.MESSAGE_RECEIVED: _("Een bericht is ontvangen"),
    EventType.MESSAGE_REFUSED: _("Een bericht is in zijn geheel afgekeurd"),
    EventType.MESSAGES_JUDGED: _("Berichten zijn beoordeeld"),
    EventType.UPLOAD_STARTED: _("Er is een bestand aangeleverd"),
}
