"""Concluding an item, with a text or without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import permissions as offering
from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.lifecycles import VersionStatus
from convenant.documents import queries as documents
from convenant.roundtables import queries
from convenant.roundtables.queries.contributions import UNANSWERED
from convenant.web.alliance.deciding import interest_details
from convenant.web.shared.components import Detail, Link, Step
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.texts.reading import Remark
from convenant.web.texts.remarks import remarks_of
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem

MOST_REMARKS = 25


@dataclass(frozen=True, slots=True)
class DecidePage:
    """What must be known before concluding; ``number`` 0 means there is no text to decide on, and
    ``about_text`` whether there should be one."""

    heading: str
    crumbs: Sequence[Link]
    back_url: str
    draft: str
    open_remarks: Sequence[Remark]
    waiting: int
    about_text: bool
    version: str
    number: int
    version_url: str
    difference_url: str

    @property
    def can_decide(self) -> bool:
        """Whether there is something to decide on: a published text, or an item without one."""
        return bool(self.version) or not self.about_text


def version_to_decide(item: AgendaItem) -> Version | None:
    """The newest published version of the text on the table; None for an item without a text."""
    return None if item.version is None else documents.latest_public(item.version.document_id)


def decide_page(item: AgendaItem, version: Version | None, *, seen_by: Actor) -> DecidePage:
    """The form of the chair."""
    said = queries.contributions(item, seen_by=seen_by).filter(UNANSWERED)
    where = [] if version is None else [version.document.slug, version.number]
    return DecidePage(
        heading=item.title,
        crumbs=_crumbs(item, _("Besluiten")),
        back_url=reverse("tables:item", args=[item.pk]),
        draft=f"decision-{item.pk}",
        open_remarks=remarks_of(said[:MOST_REMARKS], numbers={}, writes=True),
        waiting=said.count(),
        about_text=item.version is not None,
        version="" if version is None else version_name(version.document.title, version.number),
        number=0 if version is None else version.number,
        version_url=reverse("texts:version", args=where) if where else "",
        difference_url=reverse("texts:difference", args=where)
        if version is not None and version.based_on_id
        else "",
    )


def _crumbs(item: AgendaItem, last: str) -> list[Link]:
    back = Link(item.title, reverse("tables:item", args=[item.pk]))
    return meeting_crumbs(item.meeting, back, Link(last))


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """What the table concluded and what happens now."""

    heading: str
    adopted: bool
    about_text: bool
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    steps: Sequence[Step]
    offer_url: str
    version: Link | None
    difference: Link | None
    led: Link | None
    back_url: str


def decided_page(item: AgendaItem, *, seen_by: Actor) -> DecidedPage:
    """The confirmation after a decision, for everyone who may see the item."""
    decision = item.decision
    version = decision.version
    agreement = None if version is None else agreements.agreement_of_document(version.document_id)
    may_offer = (
        version is not None
        and decision.adopted
        and agreement is not None
        and version.status == VersionStatus.DECIDED
        and offering.may_offer(seen_by, agreement)
    )
    return DecidedPage(
        heading=item.title,
        adopted=decision.adopted,
        about_text=version is not None,
        crumbs=_crumbs(item, _("Besluit")),
        details=[
            *(
                [Detail(_("Versie"), version_name(version.document.title, version.number))]
                if version
                else []
            ),
            Detail(_("Besluit"), decision.text),
            *interest_details(decision, seen_by),
            Detail(_("Door"), decision.decided_by),
            Detail(_("Wanneer"), moment(decision.decided_at)),
        ],
        steps=[]
        if version is None
        else [
            Step(_("Besluit van de tafel"), "done"),
            Step(_("Aanbod aan alle aanbieders"), "current" if decision.adopted else "todo"),
            Step(_("Elke aanbieder zegt ja of nee")),
            Step(_("Ondertekening")),
        ],
        offer_url=reverse("agreements:new_offer", args=[agreement.slug])
        if may_offer and agreement is not None
        else "",
        version=None if version is None else _version_link(version),
        difference=None if version is None else _difference_link(version),
        led=_led_link(item, seen_by),
        back_url=reverse("tables:item", args=[item.pk]),
    )


def _version_link(version: Version) -> Link:
    name = version_name(version.document.title, version.number)
    return Link(name, reverse("texts:version", args=[version.document.slug, version.number]))


def _difference_link(version: Version) -> Link | None:
    if version.based_on_id is None:
        return None
    words = _("Wat er veranderde, en naar aanleiding van welke opmerkingen")
    return Link(words, reverse("texts:difference", args=[version.document.slug, version.number]))


def _led_link(item: AgendaItem, viewer: Actor) -> Link | None:
    said = sum(one.count for one in queries.said_at(item, seen_by=viewer).values())
    if not said:
        return None
    words = ngettext(
        "%(count)s opmerking met het antwoord", "%(count)s opmerkingen met hun antwoord", said
    )
    return Link(words % {"count": said}, reverse("tables:item", args=[item.pk]))
