"""Receives what was handed in on a page."""

from __future__ import annotations

from itertools import islice

from django.conf import settings
from django.utils import timezone

from convenant.core.actors import Kind, machine
from convenant.delivery import actions, queries
from convenant.exchange import vault
from convenant.exchange.istandaarden import intake, sources
from convenant.jobs.worker.work import Work

_FILES_A_STEP = 200
"""So many messages between two steps that the page shows."""


def receive(work: Work) -> None:
    """Take in an upload's messages; begun before and cut off, what was done stays done."""
    upload = queries.upload(int(work.payload["upload"]), seen_by=work.by)
    if upload.finished_at is not None:
        return
    home, keys = settings.CONVENANT_HOME, settings.CONVENANT_KEYS
    try:
        data = vault.open_kept(upload.stored_as, home=home, keys=keys)
    except vault.NotInVault:
        actions.finish_upload(upload=upload, error="not-kept", by=work.by, at=work.at)
        return
    provider = upload.organisation if upload.organisation.kind == Kind.PROVIDER else None
    outcomes = intake.receive(
        sources.of_bytes(upload.file_name, data, largest=settings.CONVENANT_LARGEST_MESSAGE),
        place=intake.Place(home, keys, settings.CONVENANT_ISTANDAARDEN_XSD),
        by=machine(upload.started_by, region=upload.region_id),
        at=work.at,
        on=timezone.localdate(work.at),
        whom=intake.For(
            region=upload.region_id,
            provider=provider.agb if provider else "",
            organisation=upload.organisation_id,
        ),
        files_a_batch=_FILES_A_STEP,
    )
    found = sources.how_many(data)
    while step := [outcome.id for outcome in islice(outcomes, _FILES_A_STEP)]:
        actions.progress_upload(upload=upload, found=found, messages=step, by=work.by, at=work.at)
    actions.finish_upload(upload=upload, error="", by=work.by, at=work.at)
    vault.drop(upload.stored_as, home=home)
