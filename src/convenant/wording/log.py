"""An event of the trail in words: what happened, to whom, and what kind of thing it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.audit.events import EventType
from convenant.wording.events import EVENTS
from convenant.wording.roles import ROLES

_ROLES = {role.value: words for role, words in ROLES.items()}

_NAMED = ("name", "email", "giver_name", "holder_name", "file")

GROUPS = {
    "sign_ins": gettext_lazy("Inloggen"),
    "people": gettext_lazy("Mensen en rollen"),
    "signing": gettext_lazy("Tekenbevoegdheid en handtekeningen"),
    "mandates": gettext_lazy("Mandaten en vertegenwoordiging"),
    "talks": gettext_lazy("Overleg, teksten en aanbod"),
    "messages": gettext_lazy("Berichten"),
    "other": gettext_lazy("Al het andere"),
}
"""Kinds by which the log can be narrowed."""

_SIGN_INS = frozenset(
    {
        EventType.SIGNED_IN,
        EventType.SIGN_IN_FAILED,
        EventType.SIGN_IN_REFUSED,
        EventType.SIGNED_OUT,
    }
)
_PREFIXES = {
    "person": "people",
    "role": "people",
    "invitation": "people",
    "authority": "signing",
    "mandate": "mandates",
    "act": "mandates",
    "representation": "mandates",
    "table": "talks",
    "meeting": "talks",
    "item": "talks",
    "agenda": "talks",
    "contribution": "talks",
    "proposal": "talks",
    "guard": "talks",
    "decision": "talks",
    "document": "talks",
    "version": "talks",
    "article": "talks",
    "term": "talks",
    "offer": "talks",
    "talk": "talks",
    "procedure": "talks",
    "request": "talks",
    "question": "talks",
    "confidential": "talks",
    "answer": "talks",
    "seats": "talks",
    "seat": "talks",
    "development": "talks",
    "outcome": "talks",
    "assignment": "talks",
    "call": "talks",
    "response": "talks",
    "session": "talks",
    "file": "talks",
    "message": "messages",
    "messages": "messages",
    "upload": "messages",
}


def group_of(event: EventType) -> str:
    """The kind of an event, a key of GROUPS."""
    if event in _SIGN_INS:
        return "sign_ins"
    if event in {EventType.AGREEMENT_SIGNED, EventType.ACCESSION_REQUESTED, EventType.SEALED}:
        return "signing"
    prefix = event.value.partition(".")[0]
    return "talks" if prefix == "agreement" else _PREFIXES.get(prefix, "other")


def types_in(group: str) -> Collection[EventType]:
    """The events of a kind."""
    return [event for event in EventType if group_of(event) == group]


def what_happened(event: EventType) -> str:
    """ "Iemand kreeg een rol" """
    return str(EVENTS[event])


def details_of(subject: str, data: Mapping[str, Any], name: str) -> str:
    """What the event says beyond its kind: "Anna de Boer, bestuurder, vanaf 1 maart 2026".

    ``name`` is what the subject is called, if it has a name. What says nothing to readers is left
    out.
    """
    kind, _colon, what = subject.partition(":")
    parts = [name] if name else []
    parts += [str(data[key]) for key in _NAMED if data.get(key)]
    codes = str(data.get("roles") or data.get("role") or "").split(",")
    parts += [str(_ROLES[code]) for code in codes if code in _ROLES]
    parts += _dates(data)
    if data.get("why"):
        parts.append(str(data["why"]))
    if kind in {"agreement", "table", "version", "document"} and what:
        parts.append(what.replace("-", " ").replace("/", _(", versie ")))
    return ", ".join(dict.fromkeys(parts))


def _dates(data: Mapping[str, Any]) -> list[str]:
    told = []
    if since := _day(data.get("since")):
        told.append(_("vanaf %(day)s") % {"day": date_format(since, "j F Y")})
    if before := _day(data.get("before")):
        last = date_format(before - timedelta(days=1), "j F Y")
        told.append(_("tot en met %(day)s") % {"day": last})
    return told


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
