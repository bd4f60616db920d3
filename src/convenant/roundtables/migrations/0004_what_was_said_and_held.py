"""What happened before meetings were confirmed and minutes approved keeps its meaning."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def forwards(apps: Any, schema_editor: Any) -> None:  # noqa: ANN401, ARG001
    meeting = apps.get_model("roundtables", "Meeting")
    meeting.objects.filter(agenda_published_at__isnull=False).update(
        confirmed_at=F("agenda_published_at")
    )
    meeting.objects.filter(status="held").update(status="closed", held_at=F("closed_at"))
    reply = apps.get_model("roundtables", "Reply")
    contribution = apps.get_model("roundtables", "Contribution")
    reply.objects.update(
        item=Subquery(
            contribution.objects.filter(pk=OuterRef("contribution_id")).values("item_id")[:1]
        )
    )
    contribution.objects.update(
        reply=Subquery(reply.objects.filter(contribution_id=OuterRef("pk")).values("pk")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("roundtables", "0003_the_life_of_a_meeting"),
    ]

    operations = [
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
