"""Minutes and files of a talk with one provider: who opened them, for its two sides only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from convenant.audit.models import Viewing
from convenant.core.publication import PublishedKind
from convenant.roundtables import actions, queries
from tests.roundtables import confiding
from tests.roundtables.confiding import NEXT_WEEK
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

LATER = NEXT_WEEK + timedelta(hours=2)


@pytest.fixture
def met():
    scene = confiding.scene()
    talk = confiding.planned(scene)
    actions.write_talk_minutes(
        talk=talk,
        text="Wij spraken over reistijd.",
        number=0,
        by=scene.again(scene.purchaser, at=LATER),
        at=LATER,
    )
    return scene, talk


def talks_in_log(scene, viewer):
    log = queries.publications(scene.table, seen_by=viewer)
    return [one.whose for one in log if one.kind is PublishedKind.TALK_MINUTES]


def test_the_log_of_a_table_names_minutes_of_a_talk_to_its_two_sides_only(met):
    scene, _talk = met

    assert talks_in_log(scene, scene.purchaser) == ["Stichting Lekzorg"]
    assert talks_in_log(scene, scene.director) == ["Stichting Lekzorg"]
    assert talks_in_log(scene, scene.other) == []


def test_that_a_provider_opened_the_minutes_of_its_talk_is_kept(met):
    scene, talk = met
    url = reverse("confidential:talk", args=[talk.pk])

    assert signed_in(scene.director).get(url).status_code == 200
    assert signed_in(scene.other).get(url).status_code == 404

    seen = Viewing.objects.filter(subject=f"talk:{talk.pk}")
    assert [row.organisation for row in seen] == [scene.provider.pk]
    page = signed_in(scene.purchaser).get(
        reverse("insight:document", args=[scene.table.slug, "talk", str(talk.pk)])
    )
    assert "Gesprek met Stichting Lekzorg" in page.content.decode()
