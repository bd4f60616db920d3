"""Every kind of mail, by the ``kind`` in the payload of its task: one module per part."""

from __future__ import annotations

from collections.abc import Mapping

from convenant.jobs.worker.letters import (
    agenda,
    alliance,
    arrangements,
    confidential,
    consultation,
    conversations,
    development,
    guard,
    mandates,
    meetings,
    minutes,
    offers,
    people,
    remarks,
    representation,
    sessions,
)
from convenant.jobs.worker.registry import Kind

KINDS: Mapping[str, Kind] = {
    **agenda.KINDS,
    **alliance.KINDS,
    **arrangements.KINDS,
    **confidential.KINDS,
    **consultation.KINDS,
    **conversations.KINDS,
    **development.KINDS,
    **guard.KINDS,
    **mandates.KINDS,
    **meetings.KINDS,
    **minutes.KINDS,
    **offers.KINDS,
    **people.KINDS,
    **remarks.KINDS,
    **representation.KINDS,
    **sessions.KINDS,
}
