"""What waits about the profile, for the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.parties import queries as parties
from convenant.web.shared.components import Badge, Task, Tone
from convenant.wording.profile import question_name


def profile_tasks(*, seen_by: Actor, on: date) -> Iterator[Task]:
    """Proofs that expired or soon will, answers no region was chosen for, and open questions."""
    found = parties.profile_tasks(on=on, seen_by=seen_by)
    states = (
        (found.expired, Badge(_("bewijs verlopen"), Tone.WARNING)),
        (found.expiring, Badge(_("verloopt binnenkort"), Tone.INFO)),
    )
    for keys, badge in states:
        for key in keys:
            yield Task(
                label=_("Vernieuw uw bewijs: %(question)s") % {"question": question_name(key)},
                url=reverse("profile:answer", args=[key]),
                badge=badge,
            )
    for region, count in found.unchosen:
        words = ngettext(
            "Kies of %(region)s %(count)s antwoord uit uw profiel ziet",
            "Kies of %(region)s %(count)s antwoorden uit uw profiel ziet",
            count,
        )
        yield Task(
            label=words % {"region": region.name, "count": count},
            url=reverse("profile:share", args=[region.slug]),
            badge=Badge(_("nog te kiezen")),
            optional=True,
        )
    if found.unanswered:
        count = len(found.unanswered)
        words = ngettext(
            "Vul %(count)s vraag van uw profiel in",
            "Vul %(count)s vragen van uw profiel in",
            count,
        )
        yield Task(
            label=words % {"count": count},
            url=reverse("profile:start"),
            badge=Badge(_("mag ook later")),
            optional=True,
        )
