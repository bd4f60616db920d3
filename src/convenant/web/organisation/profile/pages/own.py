"""What a provider sees of its own profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core import profile
from convenant.core.actors import Actor
from convenant.core.profile import Group, ProofState, Question, QuestionKind, Sharing
from convenant.parties import permissions
from convenant.parties import queries as parties
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Kind,
    Link,
    Table,
    Task,
    Tone,
    Value,
)
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.profile import (
    GROUPS,
    HELP,
    PROOF_STATES,
    SHARINGS,
    answer_words,
    question_name,
)
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.parties.models import ProfileAnswer, Region

TONES = {
    ProofState.NOT_ASKED: Tone.NEUTRAL,
    ProofState.MISSING: Tone.WARNING,
    ProofState.VALID: Tone.GOOD,
    ProofState.EXPIRES_SOON: Tone.WARNING,
    ProofState.EXPIRED: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    label: str
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class StartPage:
    crumbs: Sequence[Link]
    answered: int
    asked: int
    groups: Sequence[QuestionGroup]
    regions: Table
    sizes: Table
    service: Table
    may_fill: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    heading: str
    help: str
    crumbs: Sequence[Link]
    proof: Link | None
    proof_badge: Badge | None
    expires: str
    earlier: Table
    may_fill: bool
    shown_to: str


@dataclass(frozen=True, slots=True)
class SharePage:
    region: str
    slug: str
    crumbs: Sequence[Link]
    seen: Table
    unchosen: int
    ready: int
    may_fill: bool
    own_links: Sequence[Link]


def own_crumbs(*last: Link) -> list[Link]:
    """The way back within the profile."""
    top = reverse("profile:start") if last else ""
    return [
        Link(_("Mijn organisatie"), reverse("organisation:start")),
        Link(_("Profiel"), top),
        *last,
    ]


def latest(answers: Sequence[ProfileAnswer], region: int | None) -> dict[str, ProfileAnswer]:
    """The newest answer to each question, in general or for one region, of answers that come newest
    first."""
    found: dict[str, ProfileAnswer] = {}
    for row in answers:
        if row.region_id == region:
            found.setdefault(row.question, row)
    return found


def proof_badge(asked: Question, row: ProfileAnswer | None, on: date) -> Badge | None:
    """How a proof stands; nothing where none is asked."""
    state = parties.state_of(asked.key, row, on=on)
    if state is ProofState.NOT_ASKED:
        return None
    return Badge(str(PROOF_STATES[state]), TONES[state])


def last_day(row: ProfileAnswer | None) -> str:
    """ "geldig t/m 1 maart 2027" """
    if row is None or row.valid_before is None:
        return ""
    return _("geldig t/m %(day)s") % {"day": day(row.valid_before - timedelta(days=1))}


def start_page(*, on: date, seen_by: Actor) -> StartPage:
    """All questions, how each stands, and how much each region sees."""
    answers = list(parties.own_answers(seen_by=seen_by))
    general, asked = latest(answers, None), profile.asked_on(on)
    chosen = parties.own_choices(seen_by=seen_by)
    regions = list(parties.regions_of(seen_by.acting_for, on=on))
    own = parties.own_provider(seen_by=seen_by)
    return StartPage(
        crumbs=own_crumbs(),
        answered=sum(one.key in general for one in asked),
        asked=len(asked),
        groups=[
            QuestionGroup(
                str(GROUPS[group]),
                [_task(one, general.get(one.key), on) for one in asked if one.group is group],
            )
            for group in Group
        ],
        regions=_regions(regions, chosen, len(asked)),
        sizes=_sizes(seen_by),
        service=service_table(
            parties.service_history(own, region=seen_by.region or 0, on=on, seen_by=seen_by)
        ),
        may_fill=bool(permissions.may_fill_profile(seen_by, seen_by.acting_for)),
    )


def _task(asked: Question, row: ProfileAnswer | None, on: date) -> Task:
    if row is None:
        badge = Badge(_("nog niet ingevuld"), Tone.WARNING)
        return Task(question_name(asked.key), reverse("profile:answer", args=[asked.key]), badge)
    words = [answer_words(asked, row.text), last_day(row)]
    return Task(
        label=question_name(asked.key),
        url=reverse("profile:answer", args=[asked.key]),
        badge=proof_badge(asked, row, on) or Badge(_("ingevuld"), Tone.GOOD),
        hint=" · ".join(one for one in words if one),
    )


def _regions(
    regions: Sequence[Region], chosen: Mapping[tuple[int, str], Sharing], asked: int
) -> Table:
    rows: list[list[Value | Cell]] = []
    for region in regions:
        made = [sharing for (pk, _key), sharing in chosen.items() if pk == region.pk]
        shared = sum(sharing is not Sharing.NOTHING for sharing in made)
        url = reverse("profile:share", args=[region.slug])
        rows.append([Cell(region.name, url=url), shared, asked - len(made)])
    return Table(
        caption=_("Wat elke regio ziet"),
        columns=[
            Column(_("Regio")),
            Column(_("Gedeelde antwoorden"), Kind.NUMBER),
            Column(_("Nog te kiezen"), Kind.NUMBER),
        ],
        rows=rows,
        empty=_("Uw organisatie doet nog in geen regio mee."),
    )


def _sizes(viewer: Actor) -> Table:
    rows = parties.sizes_of(
        parties.own_provider(seen_by=viewer), region=viewer.region or 0, seen_by=viewer
    )
    return size_table(rows)


def size_table(rows: object) -> Table:
    """Size by reference date (D047)."""
    return Table(
        caption=_("Grootte per peildatum"),
        columns=[
            Column(_("Peildatum"), Kind.DAY),
            Column(_("Grootte")),
            Column(_("Omzet per jaar in de regio"), Kind.EURO_WHOLE),
            Column(_("Cliënten"), Kind.NUMBER),
        ],
        rows=[
            [row.measured_on, str(SIZES[row.size]), row.turnover, row.clients]
            for row in rows  # type: ignore[attr-defined]
        ],
        empty=_("Er is nog geen grootte vastgelegd."),
    )


def service_table(years: Mapping[int, Sequence[str]]) -> Table:
    """Which municipalities' residents were served, by year (D047)."""
    return Table(
        caption=_("Waar is gewerkt, per jaar"),
        columns=[Column(_("Jaar")), Column(_("Gemeenten"))],
        rows=[[str(year), ", ".join(names)] for year, names in years.items()],
        empty=_("Er zijn nog geen jaren vastgelegd."),
    )


def answer_page(
    asked: Question, *, region: Region | None, on: date, seen_by: Actor
) -> tuple[AnswerPage, ProfileAnswer | None]:
    """One question with what was answered before, and the answer that counts now."""
    rows = [row for row in parties.own_answers(seen_by=seen_by) if row.question == asked.key]
    own = [row for row in rows if row.region_id == (None if region is None else region.pk)]
    now = own[0] if own else None
    crumb = Link(question_name(asked.key))
    between = (
        [] if region is None else [Link(region.name, reverse("profile:share", args=[region.slug]))]
    )
    page = AnswerPage(
        heading=question_name(asked.key),
        help=str(HELP[asked.key]),
        crumbs=own_crumbs(*between, crumb),
        proof=_proof(now),
        proof_badge=proof_badge(asked, now, on) if now else None,
        expires=last_day(now),
        earlier=_earlier(asked, own),
        may_fill=bool(permissions.may_fill_profile(seen_by, seen_by.acting_for)),
        shown_to="" if region is None else region.name,
    )
    return page, now


def _proof(row: ProfileAnswer | None) -> Link | None:
    if row is None or not row.stored_as:
        return None
    return Link(row.file_name, reverse("profile:proof", args=[row.pk]))


def _earlier(asked: Question, rows: Sequence[ProfileAnswer]) -> Table:
    return Table(
        caption=_("Eerdere antwoorden"),
        columns=[
            Column(_("Gegeven op"), Kind.MOMENT),
            Column(_("Antwoord")),
            Column(_("Bewijs")),
            Column(_("Door")),
        ],
        rows=[
            [
                row.given_at,
                answer_words(asked, row.text),
                Cell(
                    row.file_name,
                    url=reverse("profile:proof", args=[row.pk]) if row.stored_as else "",
                    note=last_day(row),
                ),
                row.given_by,
            ]
            for row in rows
        ],
        empty=_("U hebt deze vraag nog niet beantwoord."),
    )


def sharing_choices(
    region: Region, *, on: date, seen_by: Actor
) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """For the form: each question with what can be chosen, and what is chosen now."""
    answers = list(parties.own_answers(seen_by=seen_by))
    general, own = latest(answers, None), latest(answers, region.pk)
    chosen = parties.own_choices(seen_by=seen_by)
    found = []
    for asked in profile.asked_on(on):
        possible = [
            (Sharing.GENERAL, asked.key in general, general.get(asked.key)),
            (Sharing.OWN, asked.key in own, own.get(asked.key)),
            (Sharing.NOTHING, True, None),
        ]
        found.append(
            (
                asked.key,
                "" if asked.key in general or asked.key in own else _("Nog niet ingevuld."),
                chosen.get((region.pk, asked.key), ""),
                [(how.value, _choice(how, asked, row)) for how, can, row in possible if can],
            )
        )
    return found


def _choice(how: Sharing, asked: Question, row: ProfileAnswer | None) -> str:
    words = str(SHARINGS[how])
    if row is None:
        return words
    shown = answer_words(asked, row.text)
    if asked.kind is QuestionKind.FILE or not shown:
        shown = row.file_name
    return f"{words}: {shown[:80]}"


def share_page(region: Region, *, on: date, seen_by: Actor) -> SharePage:
    """What one region sees exactly, and what is still to be chosen."""
    asked = profile.asked_on(on)
    seen = parties.seen_answers(
        region=region.pk, providers=[seen_by.acting_for], on=on, seen_by=seen_by
    )
    chosen = parties.own_choices(seen_by=seen_by)
    general = latest(list(parties.own_answers(seen_by=seen_by)), None)
    return SharePage(
        region=region.name,
        slug=region.slug,
        crumbs=own_crumbs(Link(region.name)),
        seen=seen_table(
            {key: row for (_provider, key), row in seen.items()}, asked, region.name, on
        ),
        unchosen=sum((region.pk, one.key) not in chosen for one in asked),
        ready=sum((region.pk, one.key) not in chosen and one.key in general for one in asked),
        may_fill=bool(permissions.may_fill_profile(seen_by, seen_by.acting_for)),
        own_links=[
            Link(
                question_name(one.key),
                reverse("profile:answer_region", args=[region.slug, one.key]),
            )
            for one in asked
        ],
    )


def seen_table(
    seen: Mapping[str, ProfileAnswer], asked: Sequence[Question], region: str, on: date
) -> Table:
    """Exactly what a region sees: nothing that is not in here."""
    return Table(
        caption=_("Dit ziet %(region)s") % {"region": region},
        columns=[
            Column(_("Vraag")),
            Column(_("Antwoord")),
            Column(_("Bewijs")),
            Column(_("Stand"), Kind.BADGE),
        ],
        rows=[_seen_row(one, seen.get(one.key), on) for one in asked],
    )


def _seen_row(asked: Question, row: ProfileAnswer | None, on: date) -> list[Cell]:
    if row is None:
        return [Cell(question_name(asked.key)), Cell(_("niet gedeeld")), Cell(""), Cell("")]
    badge = proof_badge(asked, row, on)
    proof = _proof(row)
    return [
        Cell(question_name(asked.key)),
        Cell(
            answer_words(asked, row.text),
            note=_("gegeven op %(day)s") % {"day": day(row.given_at)},
        ),
        Cell(proof.label if proof else "", url=proof.url if proof else "", note=last_day(row)),
        Cell(badge.label if badge else "", tone=badge.tone if badge else None),
    ]
