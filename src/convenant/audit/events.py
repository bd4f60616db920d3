"""Every kind of event. The words for each stand in ``convenant.wording.events``."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    REGION_FOUNDED = "region.founded"
    ORGANISATION_JOINED = "organisation.joined"
    PERSON_INVITED = "person.invited"
    ROLE_GRANTED = "role.granted"
    MANDATE_GIVEN = "mandate.given"
    TABLE_FOUNDED = "table.founded"
    MEETING_PLANNED = "meeting.planned"
    ITEM_PUT_ON_AGENDA = "item.put_on_agenda"
    AGENDA_PUBLISHED = "agenda.published"
    CONTRIBUTION_MADE = "contribution.made"
    CONTRIBUTION_ANSWERED = "contribution.answered"
    DECISION_TAKEN = "decision.taken"
    MEETING_CLOSED = "meeting.closed"
    DOCUMENT_DRAFTED = "document.drafted"
    VERSION_BEGUN = "version.begun"
    ARTICLE_CHANGED = "article.changed"
    TERM_CHANGED = "term.changed"
    VERSION_PUBLISHED = "version.published"
    AGREEMENT_DRAFTED = "agreement.drafted"
    OFFER_MADE = "offer.made"
    OFFER_CLOSED = "offer.closed"
    ANSWER_GIVEN = "answer.given"
    AGREEMENT_SIGNED = "agreement.signed"
    ACCESSION_REQUESTED = "accession.requested"
    SEALED = "agreement.sealed"
    MESSAGE_RECEIVED = "message.received"
    MESSAGE_REFUSED = "message.refused"
    MESSAGES_JUDGED = "messages.judged"
    UPLOAD_STARTED = "upload.started"
