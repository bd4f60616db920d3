"""What the pages about seats have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.seating.facts import Facts, Rules
from convenant.core.seating.policies import COVERED, Criterion, Shape, WordOn
from convenant.core.seating.proof import Proof
from convenant.core.seats import Chooser
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Detail, Figure, Link
from convenant.web.shared.templatetags.convenant_format import day, percent
from convenant.wording import seats as words
from convenant.wording.representation import CHOOSERS

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RoundTable, SeatPolicy, SeatWord


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the pages of one table are made from; read once a page."""

    table: RoundTable
    policy: SeatPolicy | None
    rules: Rules | None
    names: Mapping[Criterion, Mapping[str, str]]
    facts: Sequence[Facts]
    providers: Mapping[int, Organisation]
    on: date
    viewer: Actor

    def proof(self, seats: Sequence[int] | None = None) -> Proof:
        """What these seats cover, or those who sit today."""
        return queries.seat_proof(
            self.table,
            self.policy,
            facts=self.facts,
            names=self.names,
            seats=seats,
            on=self.on,
            seen_by=self.viewer,
        )

    def called(self, provider: int) -> str:
        """The name of who takes part."""
        return self.providers[provider].name if provider in self.providers else ""


@dataclass(frozen=True, slots=True)
class WordLine:
    """What a chooser said, or that its word is awaited."""

    chooser: str
    label: str
    why: str
    by: str


def ground_of(table: RoundTable, policy: SeatPolicy | None, *, on: date, seen_by: Actor) -> Ground:
    """Read what a policy counts with; without one, the figures of today."""
    names = queries.coverage_names(table, on=on, seen_by=seen_by)
    if products := names.get(Criterion.PRODUCT):
        called = agreements.product_names(region=table.region_id)
        names[Criterion.PRODUCT] = {
            code: f"{code} {called[code]}" if code in called else code for code in products
        }
    facts = queries.seat_facts(
        table.region_id,
        measured_on=on if policy is None else policy.measured_on,
        names=names,
        on=on,
        seen_by=seen_by,
    )
    return Ground(
        table=table,
        policy=policy,
        rules=None if policy is None else queries.rules_of(policy),
        names=names,
        facts=facts,
        providers=queries.provider_names(table.region_id, on=on),
        on=on,
        viewer=seen_by,
    )


def crumbs(table: RoundTable, *further: Link) -> list[Link]:
    """The way back to the table and its seats; the last one is here."""
    found = [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
    ]
    if not further:
        return [*found, Link(_("Zetels"))]
    return [*found, Link(_("Zetels"), reverse("seats:show", args=[table.slug])), *further]


def choosers_of(table: RoundTable, viewer: Actor) -> list[Chooser]:
    """For which of the two choosers the viewer speaks."""
    return [one for one in Chooser if permissions.may_give_seat_word(viewer, table, one)]


def word_lines(given: Sequence[SeatWord]) -> list[WordLine]:
    """Both choosers, each with its word or without."""
    said = {word.chooser: word for word in given}
    return [
        WordLine(
            chooser=chooser.value,
            label=str(CHOOSERS[chooser]).capitalize(),
            why=said[chooser].why if chooser in said else "",
            by=_("%(who)s, %(day)s")
            % {
                "who": said[chooser].given_by,
                "day": day(timezone.localdate(said[chooser].given_at)),
            }
            if chooser in said
            else "",
        )
        for chooser in Chooser
    ]


def policy_words(policy: SeatPolicy) -> list[SeatWord]:
    """The words on the policy itself, not on seats."""
    return [word for word in policy.words.all() if word.about == WordOn.POLICY]


def policy_details(policy: SeatPolicy) -> list[Detail]:
    """A policy line by line."""
    rules = queries.rules_of(policy)
    return [
        Detail(_("Zetels"), words.shape_words(rules)),
        Detail(_("Criteria"), "\n".join(words.criteria_words(rules.weights))),
        Detail(
            _("Peildatum"),
            _("%(day)s: grootte en cijfers tellen zoals ze die dag bekend waren")
            % {"day": day(policy.measured_on)},
        ),
        Detail(_("Jaar"), str(policy.year)),
        Detail(
            _("Geldt"),
            _("vanaf %(start)s; herkeuze op %(end)s")
            % {"start": day(policy.valid_from), "end": day(policy.valid_before)},
        ),
        Detail(_("Bij gelijke stand"), _("gaat voor wie het eerst in het register stond")),
    ]


def shares(proof: Proof) -> list[tuple[str, Decimal | None, int]]:
    """Per dimension: its name, how much is covered, and how much is not."""
    found = [
        (
            _("Groottes"),
            proof.sizes_share,
            sum(
                one.size is not None and bool(one.missing or (one.there and not one.at_table))
                for one in proof.sizes
            ),
        )
    ]
    found += [
        (
            str(words.COVERED[criterion]),
            proof.share(criterion),
            sum(not line.covered for line in proof.lines.get(criterion, ())),
        )
        for criterion in COVERED
    ]
    silent = sum(speaker is None for speaker in proof.voices.values())
    return [*found, (_("Aanbieders met een stem"), proof.voices_share, silent)]


def share_figures(proof: Proof) -> list[Figure]:
    """The shares as figures, with what is lacking in words."""
    return [
        Figure(
            label,
            "–" if share is None else percent(share / 100),
            _("niets om te dekken")
            if share is None
            else _("%(count)s niet gedekt") % {"count": lacking}
            if lacking
            else "",
        )
        for label, share, lacking in shares(proof)
    ]


def lacks(ground: Ground, proof: Proof) -> list[str]:
    """What is wrong with these seats, in red lines (D043): seats that are missing, who left, and
    what nobody covers."""
    found: list[str] = []
    if not proof.seated and not proof.gone and ground.policy is None:
        return found
    for line in proof.sizes:
        if line.wanted is None and line.there and not line.at_table and line.size is not None:
            found.append(
                _("Van grootte %(size)s zit niemand aan tafel.")
                % {"size": words.size_words(line.size)}
            )
        if line.missing and line.size is not None:
            found.append(
                ngettext(
                    "Voor grootte %(size)s ontbreekt %(count)s van de %(wanted)s zetels: %(why)s.",
                    "Voor grootte %(size)s ontbreken %(count)s van de %(wanted)s zetels: %(why)s.",
                    line.missing,
                )
                % {
                    "size": words.size_words(line.size),
                    "count": line.missing,
                    "wanted": line.wanted,
                    "why": _("op de peildatum zijn er %(there)s aanbieders van deze grootte")
                    % {"there": line.there},
                }
            )
        if line.over and ground.rules is not None and ground.rules.per_class:
            found.append(
                _("Voor grootte %(size)s zitten er %(count)s te veel aan tafel.")
                % {"size": words.size_words(line.size), "count": line.over}
            )
    if ground.rules is not None and ground.rules.shape is Shape.TOTAL:
        short = ground.rules.total - len(proof.seated)
        if short > 0:
            found.append(
                _("Er zijn %(count)s van de %(total)s zetels gevuld.")
                % {"count": len(proof.seated), "total": ground.rules.total}
            )
    if proof.gone:
        found.append(
            _("%(count)s aanbieders met een zetel doen niet meer mee. Kies wie hun zetel krijgt.")
            % {"count": len(proof.gone)}
        )
    for criterion in COVERED:
        bare = [line for line in proof.lines.get(criterion, ()) if not line.covered]
        if bare:
            named = [ground.names[criterion][line.key] for line in bare[: words.MOST_NAMED]]
            more = len(bare) - len(named)
            if more:
                named.append(_("nog %(count)s") % {"count": more})
            found.append(
                _("%(dimension)s die niemand aan tafel dekt: %(names)s.")
                % {"dimension": str(words.COVERED[criterion]), "names": words.join(named)}
            )
    return found


def unknown_figures(ground: Ground) -> list[str]:
    """Criteria that say nothing because the figures are not known on the reference date; for who
    may see figures."""
    if ground.rules is None or not ground.viewer.buys:
        return []
    found = []
    for criterion in ground.rules.figures:
        unknown = sum(criterion not in one.figures for one in ground.facts)
        if unknown:
            found.append(
                _(
                    "Van %(count)s van de %(all)s aanbieders is op de peildatum niet bekend: "
                    "%(criterion)s. Voor hen telt dit als nul."
                )
                % {
                    "count": unknown,
                    "all": len(ground.facts),
                    "criterion": str(words.CRITERIA[criterion]),
                }
            )
    no_size = sum(one.size is None for one in ground.facts)
    if no_size and ground.rules.per_class:
        found.append(
            _(
                "Van %(count)s aanbieders is op de peildatum geen grootte bekend. Zij komen niet "
                "in aanmerking voor een zetel per grootte."
            )
            % {"count": no_size}
        )
    return found
