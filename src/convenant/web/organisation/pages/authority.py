"""Proof of signing authority: handing in, and checking it for the region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.lifecycles import AuthorityStatus
from convenant.core.norms import norm
from convenant.core.periods import add_months
from convenant.parties import permissions
from convenant.parties import queries as parties
from convenant.web.organisation.pages.start import crumbs
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.refusals import why_not
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.people import AUTHORITIES

if TYPE_CHECKING:
    from convenant.parties.models import SigningAuthority

ROWS = 25
TONES = {
    AuthorityStatus.HANDED_IN: Tone.INFO,
    AuthorityStatus.ACCEPTED: Tone.GOOD,
    AuthorityStatus.REFUSED: Tone.BAD,
    AuthorityStatus.REPLACED: Tone.NEUTRAL,
    AuthorityStatus.ENDED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof as its organisation sees it."""

    name: str
    badge: Badge
    details: Sequence[Detail]
    file_url: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    crumbs: Sequence[Link]
    now: str
    may_sign: bool
    proofs: Sequence[Proof]


@dataclass(frozen=True, slots=True)
class RegionPage:
    crumbs: Sequence[Link]
    filters: Sequence[tuple[str, str, bool]]
    table: Table
    pages: Pagination


@dataclass(frozen=True, slots=True)
class CheckPage:
    title: str
    organisation: str
    crumbs: Sequence[Link]
    badge: Badge
    details: Sequence[Detail]
    file_url: str
    shown_as_image: bool
    waits: bool
    runs: bool
    why_not: str
    urls: dict[str, str]


def own_page(*, seen_by: Actor, at: datetime) -> OwnPage:
    """Who may sign for the viewer's provider, and what was handed in."""
    signs = parties.signs_for(seen_by.person, seen_by.organisation, on=at.date())
    proofs = list(parties.authorities(seen_by=seen_by)[:50])
    mine = [proof for proof in proofs if proof.person_id == seen_by.person]
    if signs:
        now = _("U mag ondertekenen voor uw organisatie, in elke regio waar die meedoet.")
    elif any(proof.status == AuthorityStatus.HANDED_IN for proof in mine):
        now = _(
            "Uw uittreksel wacht op controle door de regio. U krijgt bericht; daarna kunt u "
            "ondertekenen."
        )
    else:
        now = _(
            "U kunt nog niet ondertekenen. Lever een uittreksel uit het handelsregister in waarop "
            "u als bestuurder staat. De regio controleert het."
        )
    return OwnPage(
        crumbs(_("Tekenbevoegdheid")), now, signs, [_proof(p, at.date()) for p in proofs]
    )


def _proof(proof: SigningAuthority, on: date) -> Proof:
    return Proof(
        name=proof.person.name,
        badge=_badge(proof, on),
        details=_details(proof),
        file_url=_file_url(proof),
    )


def _badge(proof: SigningAuthority, on: date) -> Badge:
    status, before = AuthorityStatus(proof.status), proof.valid_before
    if status is AuthorityStatus.ACCEPTED and before is not None and before <= on:
        return Badge(_("verlopen"), Tone.WARNING)
    return Badge(str(AUTHORITIES[status]), TONES[status])


def _details(proof: SigningAuthority) -> list[Detail]:
    told = [
        Detail(_("Datum op het uittreksel"), day(proof.extract_on)),
        Detail(
            _("Ingeleverd"),
            _("%(moment)s door %(who)s")
            % {"moment": moment(proof.handed_in_at), "who": proof.handed_in_by},
        ),
    ]
    if proof.checked_at is not None:
        told.append(
            Detail(
                _("Beoordeeld"),
                _("%(moment)s door %(who)s")
                % {"moment": moment(proof.checked_at), "who": proof.checked_by},
            )
        )
    if proof.valid_before is not None:
        last = proof.valid_before - timedelta(days=1)
        told.append(Detail(_("Geldt tot en met"), day(last)))
    if proof.note:
        told.append(Detail(_("Waarom"), proof.note))
    return told


def _file_url(proof: SigningAuthority) -> str:
    return reverse("organisation:proof", args=[proof.pk]) if proof.stored_as else ""


def region_page(query: QueryDict, *, seen_by: Actor, at: datetime) -> RegionPage:
    """What waits for a check; ``?toon=alles`` everything that was handed in."""
    on, everything = at.date(), query.get("toon") == "alles"
    found = (
        parties.authorities_in_region(seen_by=seen_by, on=on).reverse()
        if everything
        else parties.authorities_to_check(seen_by=seen_by, on=on)
    )
    page = Paginator(found, ROWS).get_page(query.get("page"))
    url = reverse("organisation:to_check")
    return RegionPage(
        crumbs=(Link(_("Regio"), reverse("region:start")), Link(_("Tekenbevoegdheid"))),
        filters=(
            (_("Te controleren"), url, not everything),
            (_("Alles"), f"{url}?toon=alles", everything),
        ),
        table=Table(
            caption=_("Alle bewijzen") if everything else _("Te controleren"),
            columns=[
                Column(_("Bestuurder")),
                Column(_("Aanbieder")),
                Column(_("Ingeleverd"), Kind.DAY),
                Column(_("Stand"), Kind.BADGE),
            ],
            rows=[
                [
                    Cell(one.person.name, url=reverse("organisation:check", args=[one.pk])),
                    one.organisation.name,
                    one.handed_in_at.date(),
                    Cell(_badge(one, on).label, tone=_badge(one, on).tone),
                ]
                for one in page
            ],
            empty=_("Er wacht nu niets op controle."),
        ),
        pages=pagination(page, query),
    )


def check_page(proof: SigningAuthority, *, seen_by: Actor, at: datetime) -> CheckPage:
    """One proof, to accept, refuse or end."""
    on = at.date()
    verdict = permissions.may_check(seen_by, proof, at=at)
    here = Link(_("Tekenbevoegdheid"), reverse("organisation:to_check"))
    file_url = _file_url(proof)
    return CheckPage(
        title=proof.person.name,
        organisation=proof.organisation.name,
        crumbs=(Link(_("Regio"), reverse("region:start")), here, Link(proof.person.name)),
        badge=_badge(proof, on),
        details=[
            Detail(
                _("Aanbieder"), f"{proof.organisation.name}, KVK {proof.organisation.kvk or '–'}"
            ),
            *_details(proof),
        ],
        file_url=file_url,
        shown_as_image=proof.file_name.lower().endswith((".png", ".jpg", ".jpeg")),
        waits=bool(verdict) and proof.status == AuthorityStatus.HANDED_IN,
        runs=bool(verdict) and proof.status == AuthorityStatus.ACCEPTED,
        why_not=why_not(verdict),
        urls={
            step: reverse(f"organisation:{step}_authority", args=[proof.pk])
            for step in ("accept", "refuse", "end")
        },
    )


def usual_end(on: date) -> date:
    """The last day that is proposed when a proof is accepted."""
    months = int(norm("authority_months").on(on).value)
    return add_months(on, months)
