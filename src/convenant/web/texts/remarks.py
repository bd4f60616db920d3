"""Remarks in words, wherever they are shown: at the table, and beside what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import PUBLIC, Actor
from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.differences import difference
from convenant.core.guard import HoldOutcome
from convenant.core.lifecycles import VersionStatus
from convenant.roundtables import permissions
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.texts.reading import Earlier, Remark, anchor_of_clause
from convenant.wording.guard import HOLD_OUTCOMES
from convenant.wording.tables import CHANNELS, OUTCOMES, clause_name

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import Contribution, Support

TONES = {Outcome.ADOPTED: Tone.GOOD, Outcome.PARTLY: Tone.INFO, Outcome.NOT: Tone.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Around:
    """What must be known to show remarks. ``numbers``: the number of each article key; ``writes``:
    the viewer may read a concept; ``answers``: the viewer may answer; ``texts``: each article of
    the version they are about; ``files``: what is attached, by remark; ``notes``: by target and
    key, where it reads otherwise by now; ``viewer``: who may change, withdraw or support them."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    writes: bool = False
    answers: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[int, Sequence[Link]] = field(default_factory=dict)
    notes: Mapping[tuple[str, str], Link] = field(default_factory=dict)
    viewer: Actor = PUBLIC


def remarks_of(
    contributions: Iterable[Contribution],
    *,
    numbers: Mapping[str, int],
    writes: bool,
    answers: bool = False,
) -> list[Remark]:
    """Contributions as they are read, without what can be done with them."""
    around = Around(numbers=numbers, writes=writes, answers=answers)
    return [remark_of(said, around) for said in contributions]


def remark_of(said: Contribution, around: Around) -> Remark:
    """One contribution as it is shown."""
    reply = getattr(said, "reply", None)
    viewer, item = around.viewer, reverse("tables:item", args=[said.item_id])
    known = viewer.person is not None
    may_change = known and bool(permissions.may_change_contribution(viewer, said))
    may_support = known and bool(permissions.may_support(viewer, said))
    behind = list(said.supports.all()) if known else []
    article = around.texts.get(said.key, "") if said.target == Target.ARTICLE else ""
    return Remark(
        pk=said.pk,
        organisation=said.organisation.name,
        person=said.person_name,
        channel=str(CHANNELS[Channel(said.channel)]),
        at=said.made_at,
        text=said.text,
        badge=_badge(said),
        confidential=said.confidential,
        url=f"{item}?opmerking={said.pk}#opmerking-{said.pk}",
        answer="" if reply is None else reply.text,
        answered_by="" if reply is None else reply.replied_by,
        answered_at=None if reply is None else reply.replied_at,
        change=None
        if reply is None or reply.changed_version is None
        else _change(reply.changed_version, reply.changed_key, around.numbers, around.writes),
        reply_url=reverse("tables:reply", args=[said.pk])
        if around.answers and reply is None and said.withdrawn_at is None and not said.held
        else "",
        proposed=difference(article, said.proposed) if said.proposed and article else (),
        proposed_text=said.proposed,
        files=around.files.get(said.pk, ()),
        supporters=[_supporter(said, one) for one in behind],
        support_url=reverse("tables:support", args=[said.pk]) if may_support else "",
        supported=any(one.organisation_id == viewer.organisation for one in behind),
        change_url=reverse("tables:change_remark", args=[said.pk]) if may_change else "",
        withdraw_url=reverse("tables:withdraw_remark", args=[said.pk]) if may_change else "",
        held=said.held,
        withdrawn_at=said.withdrawn_at,
        changed_at=said.changed_at,
        earlier=[Earlier(e.text, e.person_name, e.until_at) for e in said.earlier.all()]
        if said.changed_at
        else (),
        note=around.notes.get((said.target, said.key)),
    )


def _badge(said: Contribution) -> Badge:
    if said.withdrawn_at is not None:
        return Badge(_("ingetrokken"), Tone.NEUTRAL)
    if getattr(said, "refused", False):
        return Badge(str(HOLD_OUTCOMES[HoldOutcome.REFUSED]), Tone.BAD)
    if said.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    if said.reply_id is None or said.reply is None:
        return Badge(_("nog geen antwoord"), Tone.WARNING)
    outcome = Outcome(said.reply.outcome)
    return Badge(str(OUTCOMES[outcome]), TONES[outcome])


def _supporter(said: Contribution, support: Support) -> str:
    name = support.organisation.name
    if said.changed_at is not None and support.made_at < said.changed_at:
        return _("%(name)s (bij de eerdere tekst)") % {"name": name}
    return name


def _change(version: Version, key: str, numbers: Mapping[str, int], writes: bool) -> Link:
    words = {"clause": clause_name(key, numbers), "number": version.number}
    if version.status == VersionStatus.CONCEPT and not writes:
        return Link(_("Verwerkt in %(clause)s van versie %(number)s, die volgt.") % words)
    view = "texts:version" if version.based_on_id is None else "texts:difference"
    address = reverse(view, args=[version.document.slug, version.number])
    return Link(
        _("Verwerkt in %(clause)s van versie %(number)s") % words,
        f"{address}#{anchor_of_clause(key)}",
    )
