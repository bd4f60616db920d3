"""Making an offer: everything one should know before it goes out to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import permissions, queries
from convenant.core.actors import Actor, Kind
from convenant.core.findings import Severity
from convenant.core.periods import add_months
from convenant.core.terms import Terms, changes_between
from convenant.core.verdicts import first_no
from convenant.documents import queries as documents
from convenant.parties import queries as parties
from convenant.web.agreements.forms import last_minute
from convenant.web.agreements.terms import TermsPart, changes_table, terms_part
from convenant.web.region.mandates.panel import MandatePanel, panel
from convenant.web.shared.components import Detail, Link, Table, Tone
from convenant.web.shared.refusals import why_not
from convenant.web.shared.templatetags.convenant_format import day, moment, number
from convenant.wording.findings import SEVERITIES, finding_words

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement
    from convenant.documents.models import Version
    from convenant.roundtables.models import Decision

DAYS_TO_ANSWER = 42
"""Proposed, not imposed: six weeks to ask one's own organisation."""


Dates = dict[str, date]
"""``valid_from`` and ``answer_until``, as in the form."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    tone: Tone
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class NewOfferPage:
    crumbs: tuple[Link, ...]
    title: str
    text_url: str
    difference_url: str
    decision: tuple[Detail, ...]
    compared_with: int
    changes: Table
    terms: TermsPart
    addressees: int
    mandates: MandatePanel | None
    blocked: str
    findings: tuple[FindingLine, ...]
    answers: tuple[Detail, ...] = ()


def new_offer_page(
    agreement: Agreement,
    decision: Decision,
    *,
    seen_by: Actor,
    at: datetime,
    checked: Dates | None = None,
) -> NewOfferPage:
    """The version, the decision it rests on, its effect, for whom, and by which mandates.

    ``checked`` are the days of a form that was filled in well: the page then asks to confirm.
    """
    version = decision.text_decided
    before = version_to_compare(agreement, version, at)
    after = queries.terms_of(version)
    slug = agreement.document.slug
    changes = changes_between(queries.terms_of(before) if before else Terms(), after)
    positions = {a.key: a.position for a in documents.articles(version, seen_by=seen_by)}
    providers = parties.participants(agreement.region_id, kind=Kind.PROVIDER, on=at.date())
    addressed = providers.count()
    return NewOfferPage(
        crumbs=(
            Link(_("Overeenkomsten"), reverse("agreements:list")),
            Link(agreement.title, reverse("agreements:show", args=[agreement.slug])),
            Link(_("Nieuw aanbod")),
        ),
        title=_("%(title)s, versie %(number)s aanbieden")
        % {"title": agreement.title, "number": version.number},
        text_url=reverse("texts:version", args=[slug, version.number]),
        difference_url=reverse("texts:difference", args=[slug, version.number])
        if version.based_on_id
        else "",
        decision=decision_details(decision),
        compared_with=before.number if before else 0,
        changes=changes_table(changes, after),
        terms=terms_part(after, positions),
        addressees=addressed,
        mandates=panel(
            (version.document_id, version.pk),
            seen_by=seen_by,
            region=agreement.region_id,
            on=at.date(),
        ),
        blocked=_blocked(agreement, version, seen_by, at.date()),
        findings=_findings(agreement, version, at),
        answers=_answers(agreement, version, addressed, checked) if checked else (),
    )


def first_dates(at: datetime) -> Dates:
    """What the form proposes: six weeks to answer, in force from the month after."""
    last_day = (at + timedelta(days=DAYS_TO_ANSWER)).date()
    return {"answer_until": last_day, "valid_from": add_months(last_day.replace(day=1), 1)}


def version_to_compare(agreement: Agreement, version: Version, at: datetime) -> Version | None:
    """What holds now, to set the offered version beside; None for a first version."""
    found = queries.version_in_force(agreement, on=at.date())
    return None if found is None or found.pk == version.pk else found


def decision_details(decision: Decision) -> tuple[Detail, ...]:
    table = decision.item.meeting.table
    return (
        Detail(_("Besluit"), decision.text),
        Detail(_("Genomen aan"), table.name),
        Detail(_("Op"), day(decision.decided_at)),
    )


def _blocked(agreement: Agreement, version: Version, viewer: Actor, on: date) -> str:
    """Why mandates or decisions that wait do not let the viewer offer this; empty when they do."""
    stake = queries.stake_of(agreement.document_id, version.pk)
    mandated = permissions.has_mandates(viewer, agreement, stake, on=on)
    return why_not(first_no(mandated, permissions.is_decided(agreement)))


def _findings(agreement: Agreement, version: Version, at: datetime) -> tuple[FindingLine, ...]:
    tones = {Severity.BLOCKS: Tone.BAD, Severity.WARNS: Tone.WARNING, Severity.INFORMS: Tone.INFO}
    found = queries.method_findings(agreement, version, on=at.date())
    return tuple(
        FindingLine(
            tone=tones[finding.severity],
            title=str(SEVERITIES[finding.severity]),
            words=finding_words(finding),
        )
        for finding in found
    )


def _answers(
    agreement: Agreement, version: Version, addressed: int, checked: Dates
) -> tuple[Detail, ...]:
    return (
        Detail(_("Overeenkomst"), agreement.title),
        Detail(_("Versie"), number(version.number)),
        Detail(_("Aan"), _("alle %(count)s aanbieders van de regio") % {"count": addressed}),
        Detail(_("Geldt vanaf"), day(checked["valid_from"])),
        Detail(_("Antwoorden tot"), moment(last_minute(checked["answer_until"]))),
    )
