"""Remarks in words, wherever they are shown: at the table, and beside what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.contributions import Channel, Outcome
from convenant.core.lifecycles import VersionStatus
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.texts.reading import Remark, anchor_of_clause
from convenant.wording.tables import CHANNELS, OUTCOMES, clause_name

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import Contribution

TONES = {Outcome.ADOPTED: Tone.GOOD, Outcome.PARTLY: Tone.INFO, Outcome.NOT: Tone.NEUTRAL}


def remarks_of(
    contributions: Iterable[Contribution],
    *,
    numbers: Mapping[str, int],
    writes: bool,
    answers: bool = False,
) -> list[Remark]:
    """Contributions as they are shown. ``numbers``: the number of each article key; ``writes``: the
    viewer may read a concept; ``answers``: the viewer may answer."""
    return [_remark(said, numbers, writes, answers) for said in contributions]


def _remark(said: Contribution, numbers: Mapping[str, int], writes: bool, answers: bool) -> Remark:
    reply = getattr(said, "reply", None)
    outcome = None if reply is None else Outcome(reply.outcome)
    item = reverse("tables:item", args=[said.item_id])
    waits = Badge(_("nog geen antwoord"), Tone.WARNING)
    return Remark(
        pk=said.pk,
        organisation=said.organisation.name,
        person=said.person_name,
        channel=str(CHANNELS[Channel(said.channel)]),
        at=said.made_at,
        text=said.text,
        badge=waits if outcome is None else Badge(str(OUTCOMES[outcome]), TONES[outcome]),
        confidential=said.confidential,
        url=f"{item}#opmerking-{said.pk}",
        answer="" if reply is None else reply.text,
        answered_by="" if reply is None else reply.replied_by,
        answered_at=None if reply is None else reply.replied_at,
        change=None
        if reply is None or reply.changed_version is None
        else _change(reply.changed_version, reply.changed_key, numbers, writes),
        reply_url=reverse("tables:reply", args=[said.pk]) if answers and reply is None else "",
    )


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
