"""A living digital table: support, a proposed wording, a change of mind, one answer for several."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from convenant.core.contributions import Outcome, Target
from convenant.documents import queries as documents
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.founding import BUILDER, Founded
from convenant.roundtables import actions as tables
from convenant.roundtables import queries

if TYPE_CHECKING:
    from convenant.roundtables.models import Contribution

WAITING = "Kunnen wij de termijn noemen waarbinnen een inwoner hoort of er plaats is?"
SAME = "Wachttijd: graag één termijn voor alle aanbieders, dan weet een verwijzer waar hij staat."
REWORDED = "Voeg toe dat aanbieder en gemeente elk half jaar samen naar dit artikel kijken."
ADDED = "Aanbieder en gemeente bespreken elk half jaar of dit artikel nog werkt."
ANSWER = (
    "Een vaste termijn past niet bij alle soorten hulp. Wij zetten wel een streeftermijn in de "
    "toelichting en bespreken die elk half jaar."
)


def liven(founded: Founded, calendar: Calendar) -> None:
    """At the newest open item with a text: something supported, reworded and answered together, and
    something that waits for the purchaser."""
    purchaser = founded.officials["purchaser"]
    found = queries.open_items(seen_by=purchaser).filter(version__isnull=False)
    item = found.order_by("-meeting__agenda_published_at", "pk").first()
    speakers = [provider.director for provider in founded.providers[:8]]
    published = None if item is None else item.meeting.agenda_published_at
    if item is None or published is None or len(speakers) < 8:
        return
    article = documents.articles(item.version_id or 0, seen_by=BUILDER)[1]
    at = min(published + timedelta(hours=4), calendar.now - timedelta(minutes=50))

    def say(who: int, text: str, proposed: str = "", key: str = article.key) -> Contribution:
        return tables.contribute(
            item=item,
            target=Target.ARTICLE if key else Target.ITEM,
            key=key,
            text=text,
            proposed=proposed,
            by=speakers[who],
            at=at,
        )

    first, same = say(0, WAITING), say(1, SAME)
    reworded = say(2, REWORDED, f"{article.text}\n\n{ADDED}")
    for who in (3, 4, 5):
        tables.support(contribution=first, by=speakers[who], at=at)
    for who in (4, 6):
        tables.support(contribution=reworded, by=speakers[who], at=at)
    changed = say(7, "Kan dit korter?", key="")
    tables.change_contribution(
        contribution=changed,
        text="Kan de toelichting korter? Twee bladzijden leest niemand.",
        by=speakers[7],
        at=at + timedelta(minutes=10),
    )
    tables.reply(
        contributions=[first, same],
        outcome=Outcome.NOT,
        text=ANSWER,
        changed_version=None,
        changed_key="",
        by=purchaser,
        at=at + timedelta(minutes=40),
    )
