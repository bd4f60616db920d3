"""The start page of one's own organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import AuthorityStatus
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.parties import permissions
from convenant.parties import queries as parties
from convenant.parties.queries import Own
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Table,
    Task,
    Tone,
)
from convenant.wording.regions import PARTICIPATIONS
from convenant.wording.roles import KINDS, SIZES, role_sentence

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go from here."""

    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class StartPage:
    name: str
    lead: str
    tasks: Sequence[Task]
    places: Sequence[Place]
    facts: Sequence[Detail]
    kept_by: str
    contact: Sequence[Detail]
    may_correct: bool
    regions: Table
    sizes: Table | None
    managers: str


def crumbs(here: str, between: Sequence[Link] = ()) -> tuple[Link, ...]:
    """The way back to one's own organisation."""
    return (Link(_("Mijn organisatie"), reverse("organisation:start")), *between, Link(here))


def start_page(*, seen_by: Actor, at: datetime) -> StartPage:
    """What is known of the organisation, who keeps it, and where to manage the rest."""
    own = parties.own_organisation(seen_by=seen_by)
    organisation = own.organisation
    managing = bool(permissions.may_manage_own(seen_by))
    names = ", ".join(person.name for person in parties.managers(seen_by=seen_by, on=at.date()))
    return StartPage(
        name=organisation.name,
        lead=_("U werkt hier als %(roles)s.") % {"roles": role_sentence(seen_by.roles)},
        tasks=tuple(organisation_tasks(seen_by=seen_by, at=at)),
        places=tuple(_places(seen_by, managing=managing)),
        facts=_facts(own),
        kept_by=_kept_by(own) if seen_by.provides else "",
        contact=(
            Detail(_("Contactpersoon"), organisation.contact_name or "–"),
            Detail(_("E-mailadres"), organisation.contact_email or "–"),
            Detail(_("Telefoonnummer"), organisation.contact_phone or "–"),
            Detail(_("Website"), organisation.website or "–"),
        ),
        may_correct=bool(permissions.may_correct(seen_by, organisation)),
        regions=_regions(own),
        sizes=_sizes(own) if seen_by.provides else None,
        managers=""
        if managing
        else _("Mensen en rollen beheert: %(names)s.") % {"names": names or _("nog niemand")},
    )


def organisation_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits for who manages this organisation: proof to hand in, invitations that expire."""
    if seen_by.provides and seen_by.has(Role.DIRECTOR):
        yield from _signing(seen_by, at)
    expiring = parties.invitations_expiring(seen_by=seen_by, at=at)
    if expiring:
        words = ngettext(
            "%(count)s uitnodiging verloopt bijna",
            "%(count)s uitnodigingen verlopen bijna",
            expiring,
        )
        yield Task(
            label=words % {"count": expiring},
            url=reverse("organisation:people") + "#uitnodigingen",
            hint=_("Verstuur ze opnieuw of trek ze in."),
            badge=Badge(_("binnen drie dagen"), Tone.WARNING),
        )


def authority_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits in the region for who checks signing authority."""
    waiting = parties.authorities_to_check(seen_by=seen_by, on=at.date()).count()
    if waiting:
        words = ngettext(
            "Controleer %(count)s tekenbevoegdheid",
            "Controleer %(count)s tekenbevoegdheden",
            waiting,
        )
        yield Task(
            label=words % {"count": waiting},
            url=reverse("organisation:to_check"),
            hint=_("Een bestuurder leverde een uittreksel in en kan nog niet tekenen."),
            badge=Badge(_("te controleren"), Tone.WARNING),
        )


def _signing(seen_by: Actor, at: datetime) -> Iterator[Task]:
    on = at.date()
    own = [one for one in parties.authorities(seen_by=seen_by) if one.person_id == seen_by.person]
    url = reverse("organisation:authority")
    running = [
        one
        for one in own
        if one.status == AuthorityStatus.ACCEPTED
        and (one.valid_before is None or one.valid_before > on)
    ]
    if any(one.status == AuthorityStatus.HANDED_IN for one in own):
        return
    if not running:
        yield Task(
            label=_("Lever bewijs van uw tekenbevoegdheid in"),
            url=url,
            hint=_("Zonder gecontroleerd uittreksel kunt u niet ondertekenen."),
            badge=Badge(_("nodig om te tekenen"), Tone.WARNING),
        )
        return
    ends = [one.valid_before for one in running]
    last = None if None in ends else max(end for end in ends if end is not None)
    if last is not None and last <= on + SOON:
        yield Task(
            label=_("Uw tekenbevoegdheid verloopt bijna"),
            url=url,
            hint=_("Lever op tijd een nieuw uittreksel in."),
            badge=Badge(_("verloopt"), Tone.WARNING),
            due=last,
        )


def _places(viewer: Actor, *, managing: bool) -> Iterator[Place]:
    if viewer.buys and viewer.region is not None:
        yield Place(
            _("Mijn gemeente"),
            reverse("municipality:start"),
            _("Hoe uw gemeente werkt, en wat u voor uzelf bijhoudt."),
        )
    if viewer.provides and viewer.region is not None:
        yield Place(
            _("Wat gemeenten van u vragen"),
            reverse("municipality:asked"),
            _("Elke gemeente werkt anders. Lees wat dat voor u betekent."),
        )
    if managing:
        yield Place(
            _("Mensen en rollen"),
            reverse("organisation:people"),
            _("Wie er voor u werken, wat zij mogen, en wie u uitnodigde."),
        )
    if viewer.provides:
        yield Place(
            _("Profiel"),
            reverse("profile:start"),
            _("Wat u één keer invult en bewijst, en met welke regio u dat deelt."),
        )
    if viewer.provides and viewer.region is not None:
        yield Place(
            _("Wat wij doen"),
            reverse("seats:own"),
            _("Welke resultaten en doelgroepen u bedient. Dat telt mee voor zetels aan tafel."),
        )
    if viewer.provides and viewer.has(Role.DIRECTOR):
        yield Place(
            _("Tekenbevoegdheid"),
            reverse("organisation:authority"),
            _("Wie mag ondertekenen, en het bewijs daarvoor."),
        )
    if managing:
        yield Place(
            _("Logboek"),
            reverse("organisation:log"),
            _("Wie wat wanneer deed, in en namens uw organisatie."),
        )


def _facts(own: Own) -> tuple[Detail, ...]:
    organisation = own.organisation
    codes = (
        (_("CBS-code"), organisation.cbs),
        (_("AGB-code"), organisation.agb),
        (_("KVK-nummer"), organisation.kvk),
    )
    return (
        Detail(_("Naam"), organisation.name),
        Detail(_("Soort"), capfirst(str(KINDS_BY_CODE[organisation.kind]))),
        *(Detail(term, code) for term, code in codes if code),
    )


KINDS_BY_CODE = {kind.value: words for kind, words in KINDS.items()}


def _kept_by(own: Own) -> str:
    hosts = sorted(
        {
            one.region.host.name if one.region.host else _("regio %(n)s") % {"n": one.region.name}
            for one in own.participations
        }
    )
    return _(
        "De naam, de codes en de grootte houdt de regio bij (%(who)s). Klopt er iets niet? Meld "
        "het daar."
    ) % {"who": ", ".join(hosts) or _("nog geen regio")}


def _regions(own: Own) -> Table:
    return Table(
        caption=_("Regio's waarin u meedoet"),
        columns=[
            Column(_("Regio")),
            Column(_("Hoe")),
            Column(_("Sinds"), Kind.DAY),
            Column(_("Tot en met"), Kind.DAY),
        ],
        rows=[
            [
                Cell(one.region.name),
                str(PARTICIPATIONS[ParticipationForm(one.form)]),
                one.valid_from,
                one.valid_before - timedelta(days=1) if one.valid_before else None,
            ]
            for one in own.participations
        ],
        empty=_("Uw organisatie doet nog in geen regio mee."),
    )


def _sizes(own: Own) -> Table:
    return Table(
        caption=_("Grootte per peildatum"),
        columns=[
            Column(_("Peildatum"), Kind.DAY),
            Column(_("Grootte")),
            Column(_("Omzet per jaar"), Kind.EURO_WHOLE),
            Column(_("Cliënten"), Kind.NUMBER),
        ],
        rows=[
            [
                size.measured_on,
                capfirst(str(SIZES[SizeClass(size.size)])),
                size.turnover,
                size.clients,
            ]
            for size in own.sizes
        ],
        empty=_("De regio heeft nog geen grootte vastgelegd."),
    )
