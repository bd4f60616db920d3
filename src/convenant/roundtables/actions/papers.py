"""Handing in papers, and publishing them for all readers at the same moment (D072)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.guard import HoldSubject
from convenant.core.publication import Readers
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.finding import index_papers
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, Paper, RoundTable

LONGEST_TITLE = 200


@transaction.atomic
def add_paper(
    *,
    table: RoundTable,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    contribution: Contribution | None = None,
    title: str,
    readers: Readers,
    file_name: str,
    stored_as: str,
    digest: str,
    size: int,
    by: Actor,
    at: datetime,
    whose: Organisation | None = None,
) -> Paper:
    """Hand in a file that is kept in the vault as ``stored_as`` (``digest`` its SHA-256, ``size``
    in bytes). With a remark it is published as the remark is: closed with a confidential one. With
    an item whose agenda is published it is there at once; else it waits for
    :func:`publish_papers`. ``whose``: the one organisation that reads a closed paper besides the
    municipalities; left out, who hands it in."""
    permissions.may_add_paper(
        by, table, meeting=meeting, item=item, contribution=contribution
    ).require()
    if not title.strip():
        raise Refused(Reason.PAPER_NEEDS_TITLE)
    if contribution is not None:
        item = item or contribution.item
        readers = Readers.CLOSED if contribution.confidential else Readers.PARTIES
    if item is not None:
        meeting = meeting or item.meeting
    if readers is Readers.CLOSED and whose is None and not by.provides:
        raise Refused(Reason.PAPER_NEEDS_READER)
    opened = item is not None and item.meeting.agenda_published_at is not None
    made = Paper.objects.create(
        table=table,
        meeting=meeting,
        item=item,
        contribution=contribution,
        title=title.strip()[:LONGEST_TITLE],
        readers=readers,
        file_name=file_name,
        stored_as=stored_as,
        digest=digest,
        size=size,
        organisation_id=whose.pk if whose is not None else by.organisation,
        from_buyers=not by.provides,
        added_by=by.label,
        added_at=at,
        published_at=at if contribution is not None or opened else None,
    )
    if readers in (Readers.PUBLIC, Readers.PARTIES):
        shown = "\n\n".join(dict.fromkeys((made.title, file_name)))  # readers see both
        made.held = screen(
            subject=HoldSubject.PAPER, pk=made.pk, table=table, text=shown, by=by, at=at
        )
        made.save(update_fields=["held"])
    if made.published_at is not None:
        index_papers(table=table, by=by, at=at)
    audit.record(
        event=EventType.PAPER_ADDED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"paper": made.pk},
    )
    return made


@transaction.atomic
def publish_papers(
    *, table: RoundTable, papers: Sequence[Paper], by: Actor, at: datetime
) -> list[Paper]:
    """Put papers on the site, for each reader group and all of its readers at the same moment; they
    are told (D072)."""
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    permissions.may_publish_papers(by, table).require()
    found = list(Paper.objects.filter(pk__in=[one.pk for one in papers], table=table))
    if not found:
        raise Refused(Reason.PAPERS_NONE_CHOSEN)
    if any(one.withdrawn_at is not None for one in found):
        raise Refused(Reason.PAPER_WITHDRAWN)
    if any(one.held for one in found):
        raise Refused(Reason.PAPER_HELD)
    fresh = [one for one in found if one.published_at is None]
    Paper.objects.filter(pk__in=[one.pk for one in fresh]).update(published_at=at)
    index_papers(table=table, by=by, at=at)
    if not fresh:
        return found
    audit.record(
        event=EventType.PAPERS_PUBLISHED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "count": len(fresh)},
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"papers:{min(one.pk for one in fresh)}",
        payload={
            "kind": "papers",
            "table": table.pk,
            "papers": ",".join(str(one.pk) for one in fresh),
        },
        by=by,
        at=at,
    )
    return found


@transaction.atomic
def publish_with_agenda(*, meeting: Meeting, by: Actor, at: datetime) -> None:  # noqa: ARG001 - a step of verbs
    """The papers of a meeting and its items go public with its agenda; its letter tells of them."""
    waiting = Paper.objects.filter(meeting=meeting, published_at__isnull=True, held=False)
    waiting.filter(withdrawn_at__isnull=True).update(published_at=at)


@transaction.atomic
def withdraw_paper(*, paper: Paper, why: str, by: Actor, at: datetime) -> Paper:
    """Take a paper back, with the reason; that it was there, from when and for whom, stays."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("table").get(pk=paper.pk)
    permissions.may_withdraw_paper(by, paper).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    paper.withdrawn_at, paper.withdrawn_why = at, why.strip()
    paper.save(update_fields=["withdrawn_at", "withdrawn_why"])
    index_papers(table=paper.table, by=by, at=at)
    audit.record(
        event=EventType.PAPER_WITHDRAWN,
        subject=f"table:{paper.table.slug}",
        by=by,
        at=at,
        data={"paper": paper.pk},
    )
    return paper
