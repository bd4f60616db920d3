from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.strategy import actions, queries
from convenant.strategy.actions.changes import ChangeWords
from convenant.strategy.models import PolicyChange
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

WORDS = ChangeWords(
    title="Reikwijdte Jeugdwet",
    source="Hervormingsagenda Jeugd 2023-2028",
    explanation="Lichte hulp valt straks buiten de wet.",
    effective_on=date(2027, 1, 1),
    codes=("45", "45A04"),
)


@pytest.fixture
def buyer():
    region = factories.region()
    return region, factories.municipality(region)


def recorded(region) -> PolicyChange:
    return actions.record_policy_change(region=region, words=WORDS, by=SYSTEM, at=NOON)


def test_a_change_is_kept_with_its_source_and_the_products_it_touches(buyer):
    region, municipality = buyer
    viewer = factories.actor(municipality, Role.POLICY_OFFICER)

    actions.record_policy_change(region=region, words=WORDS, by=viewer, at=NOON)

    (change,) = queries.policy_changes(region=region.pk, seen_by=viewer)
    assert (change.title, change.codes, change.open_tasks) == (
        "Reikwijdte Jeugdwet",
        ["45", "45A04"],
        0,
    )


def test_without_a_source_or_by_a_provider_nothing_is_recorded(buyer):
    region, _municipality = buyer
    director = factories.director(factories.provider(region))
    nameless = ChangeWords("Titel", " ", "", None)

    for by, words, reason in (
        (SYSTEM, nameless, Reason.TEXT_MISSING),
        (director, WORDS, Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        with pytest.raises(Refused) as caught:
            actions.record_policy_change(region=region, words=words, by=by, at=NOON)
        assert caught.value.reason is reason
    assert not PolicyChange.objects.exists()


def test_a_review_is_due_for_its_owner_until_it_has_a_result(buyer):
    region, municipality = buyer
    other = factories.municipality(region, name="Houten", cbs="0321")
    owner, stranger = (factories.actor(place, Role.PURCHASER) for place in (municipality, other))
    task = actions.ask_review(
        change=recorded(region),
        organisation=municipality,
        text="Welke cliënten raakt dit?",
        due_on=NOON.date() + timedelta(days=30),
        by=owner,
        at=NOON,
    )

    due = {"region": region.pk}
    assert [t.pk for t in queries.reviews_due(seen_by=owner, **due)] == [task.pk]
    assert not queries.reviews_due(seen_by=stranger, **due)
    for by, result, reason in (
        (stranger, "Niets.", Reason.NOT_FOR_YOUR_ORGANISATION),
        (owner, " ", Reason.TEXT_MISSING),
    ):
        with pytest.raises(Refused) as caught:
            actions.finish_review(task=task, result=result, by=by, at=NOON)
        assert caught.value.reason is reason

    actions.finish_review(task=task, result="Twaalf cliënten.", by=owner, at=NOON)

    assert not queries.reviews_due(seen_by=owner, **due)
    with pytest.raises(Refused) as caught:
        actions.finish_review(task=task, result="Nog eens.", by=owner, at=NOON)
    assert caught.value.reason is Reason.REVIEW_ALREADY_DONE


def test_a_change_is_corrected_or_dropped_and_a_provider_sees_none(buyer):
    region, municipality = buyer
    viewer = factories.actor(municipality, Role.PURCHASER)
    change = recorded(region)

    better = ChangeWords("Reikwijdte", "Wetsvoorstel 36 000", "", None)
    actions.correct_policy_change(change=change, words=better, by=SYSTEM, at=NOON)
    seen = {"region": region.pk}
    assert [c.source for c in queries.policy_changes(seen_by=viewer, **seen)] == [
        "Wetsvoorstel 36 000"
    ]
    provider = factories.director(factories.provider(region))
    assert not queries.policy_changes(seen_by=provider, **seen)

    actions.drop_policy_change(change=change, by=SYSTEM, at=NOON)
    assert not queries.policy_changes(seen_by=viewer, **seen)
