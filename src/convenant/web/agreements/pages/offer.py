"""One offer: for the municipalities how it stands, for a provider what it means and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from convenant.agreements import permissions, queries
from convenant.core.actors import Actor
from convenant.core.lifecycles import OfferStatus
from convenant.core.reasons import Reason
from convenant.core.terms import Terms, changes_between
from convenant.documents import queries as documents
from convenant.documents.queries import ArticleDifference
from convenant.web.agreements.pages.offering import decision_details
from convenant.web.agreements.pages.overview import PER_PAGE, Action
from convenant.web.agreements.terms import TermsPart, changes_table, terms_part
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Figure,
    Kind,
    Link,
    Pagination,
    Step,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import (
    day,
    moment,
    number,
    percent,
)
from convenant.wording.agreements import ANSWERS, OFFER_STATUSES
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.agreements.models import Answer, Consent, Offer

TONES: Mapping[bool | None, Tone] = {True: Tone.GOOD, False: Tone.BAD, None: Tone.NEUTRAL}


@dataclass(frozen=True, slots=True)
class OfferHead:
    """What both sides see."""

    crumbs: tuple[Link, ...]
    title: str
    badge: Badge
    lead: str
    text_url: str
    agreement_url: str
    decision: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TallyPage:
    """The municipalities' side."""

    head: OfferHead
    figures: tuple[Figure, ...]
    filters: tuple[Filter, ...]
    answers: Table
    pages: Pagination


def tally_page(offer: Offer, *, seen_by: Actor, query: QueryDict, at: datetime) -> TallyPage:
    """Counts, and every provider's answer, filtered by ``toon``."""
    tally = queries.tally(offer)
    chosen = query.get("toon", "")
    found = queries.shown_as(queries.addressees(offer, seen_by=seen_by), chosen)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    labels = {
        "": _("Iedereen (%(count)s)") % {"count": tally.addressed},
        "yes": _("Ja (%(count)s)") % {"count": tally.yes},
        "no": _("Nee (%(count)s)") % {"count": tally.no},
        "silent": _("Nog geen antwoord (%(count)s)") % {"count": tally.silent},
        "signed": _("Getekend (%(count)s)") % {"count": tally.signed},
    }
    return TallyPage(
        head=_head(offer, at),
        figures=_tally_figures(tally),
        filters=tuple(
            Filter(label, f"?toon={code}", current=code == (chosen if chosen in labels else ""))
            for code, label in labels.items()
        ),
        answers=Table(
            caption=_("Antwoorden"),
            columns=[
                Column(_("Aanbieder")),
                Column(_("Antwoord"), Kind.BADGE),
                Column(_("Getekend"), Kind.BADGE),
                Column(_("Wanneer"), Kind.DAY),
                Column(_("Door")),
                Column(_("Toelichting")),
            ],
            rows=[
                [
                    row.provider.name,
                    Cell(str(ANSWERS[row.accepted]), tone=TONES[row.accepted]),
                    Cell(_("getekend"), tone=Tone.GOOD) if row.has_signed else "",
                    row.given_at,
                    row.given_by or "",
                    row.reason or "",
                ]
                for row in page
            ],
            empty=_("Geen aanbieder met dit antwoord."),
        ),
        pages=pagination(page, query),
    )


def _tally_figures(tally: queries.Tally) -> tuple[Figure, ...]:
    answered = tally.yes + tally.no
    share = percent(Decimal(answered) / tally.addressed, 0) if tally.addressed else ""
    return (
        Figure(_("Aangeboden aan"), number(tally.addressed), _("aanbieders")),
        Figure(_("Ja"), number(tally.yes)),
        Figure(_("Nee"), number(tally.no)),
        Figure(
            _("Nog geen antwoord"),
            number(tally.silent),
            _("%(share)s heeft geantwoord") % {"share": share} if share else "",
        ),
        Figure(_("Getekend"), number(tally.signed)),
    )


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """A provider's side: its own answer and nobody else's."""

    head: OfferHead
    steps: tuple[Step, ...]
    compared_with: int
    changes: Table
    articles: tuple[ArticleDifference, ...]
    terms: TermsPart | None
    own_answer: tuple[Detail, ...]
    said: dict[str, str]
    may_answer: bool
    cannot_answer: str
    sign: Action | None
    accede: Action | None
    signed_url: str


def invitation_page(offer: Offer, *, seen_by: Actor, at: datetime) -> InvitationPage:
    """What is offered, what that changes for this provider, and its three steps."""
    own = queries.own_consents(seen_by=seen_by).get(offer.agreement_id)
    signed = own is not None and own.version_id == offer.version_id
    before = None if signed or own is None else own.version
    after = queries.terms_of(offer.version)
    answer = queries.answer_of(offer, seen_by=seen_by)
    verdict = permissions.may_answer(seen_by, offer, at=at)
    changes = changes_between(queries.terms_of(before), after) if before else ()
    return InvitationPage(
        head=_head(offer, at),
        steps=_steps(answer, signed=signed),
        compared_with=before.number if before else 0,
        changes=changes_table(changes, after),
        articles=tuple(documents.differences(before, offer.version, seen_by=seen_by))
        if before
        else (),
        terms=None if before else _all_terms(offer, after, seen_by),
        own_answer=_answer_details(answer),
        said={"accepted": "yes" if answer.accepted else "no", "reason": answer.reason}
        if answer
        else {},
        may_answer=bool(verdict),
        cannot_answer=""
        if verdict.reason in (None, Reason.ALREADY_SIGNED)
        else str(REASONS[verdict.reason]),
        sign=_sign(offer, answer, signed=signed, seen_by=seen_by, at=at),
        accede=_accede(offer, signed=signed, seen_by=seen_by, at=at),
        signed_url=_signed_url(own) if signed else "",
    )


def _all_terms(offer: Offer, terms: Terms, viewer: Actor) -> TermsPart:
    articles = documents.articles(offer.version, seen_by=viewer)
    return terms_part(terms, {a.key: a.position for a in articles})


def _head(offer: Offer, at: datetime) -> OfferHead:
    title, version = offer.agreement.title, offer.version
    still_open = offer.status == OfferStatus.OPEN and at < offer.answer_before
    words = {"day": moment(offer.answer_before), "start": day(offer.valid_from)}
    return OfferHead(
        crumbs=(
            Link(_("Overeenkomsten"), reverse("agreements:list")),
            Link(title, reverse("agreements:show", args=[offer.agreement.slug])),
            Link(_("Aanbod van versie %(number)s") % {"number": version.number}),
        ),
        title=_("Aanbod: %(title)s, versie %(number)s")
        % {"title": title, "number": version.number},
        badge=Badge(
            str(OFFER_STATUSES[OfferStatus.OPEN if still_open else OfferStatus.CLOSED]),
            Tone.INFO if still_open else Tone.NEUTRAL,
        ),
        lead=_("Antwoorden kan tot %(day)s. De voorwaarden gelden vanaf %(start)s.") % words
        if still_open
        else _("Antwoorden kon tot %(day)s. De voorwaarden gelden vanaf %(start)s.") % words,
        text_url=reverse("texts:version", args=[version.document.slug, version.number]),
        agreement_url=reverse("agreements:show", args=[offer.agreement.slug]),
        decision=decision_details(offer.decision),
    )


def _steps(answer: Answer | None, *, signed: bool) -> tuple[Step, ...]:
    said_yes = answer is not None and answer.accepted
    return (
        Step(_("Lezen"), "done" if answer else "current"),
        Step(
            pgettext("step", "Antwoorden"),
            "done" if answer else "todo",
            _("u zei %(answer)s") % {"answer": ANSWERS[answer.accepted]} if answer else "",
        ),
        Step(
            _("Ondertekenen"),
            "done" if signed else "current" if said_yes else "todo",
            _("niet nodig bij nee") if answer and not said_yes else "",
        ),
    )


def _answer_details(answer: Answer | None) -> tuple[Detail, ...]:
    if answer is None:
        return ()
    given = f"{answer.given_by}, {moment(answer.given_at)}"
    details = [
        Detail(_("Uw antwoord"), str(ANSWERS[answer.accepted])),
        Detail(_("Gegeven door"), given),
    ]
    if answer.reason:
        details.append(Detail(_("Toelichting"), answer.reason))
    return tuple(details)


def _sign(
    offer: Offer, answer: Answer | None, *, signed: bool, seen_by: Actor, at: datetime
) -> Action | None:
    if signed or answer is None or not answer.accepted or at >= offer.answer_before:
        return None
    verdict = permissions.may_sign(seen_by, offer, at=at)
    why = "" if verdict.reason is None else str(REASONS[verdict.reason])
    return Action(_("Onderteken"), reverse("agreements:sign", args=[offer.pk]), why)


def _accede(offer: Offer, *, signed: bool, seen_by: Actor, at: datetime) -> Action | None:
    """Where to go when the offer is over: the same terms still stand."""
    over = offer.status == OfferStatus.CLOSED or at >= offer.answer_before
    current = queries.current_version(offer.agreement_id)
    if signed or not over or current is None or current.pk != offer.version_id:
        return None
    verdict = permissions.may_accede(seen_by, offer.agreement, at=at)
    why = "" if verdict.reason is None else str(REASONS[verdict.reason])
    return Action(
        _("Treed alsnog toe"), reverse("agreements:accede", args=[offer.agreement.slug]), why
    )


def _signed_url(consent: Consent | None) -> str:
    return reverse("agreements:signed", args=[consent.signature.number]) if consent else ""
