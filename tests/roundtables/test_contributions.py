"""Remarks: made, changed, taken back and supported; what the guard sees of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.contributions import Outcome, Target
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions as documents
from convenant.documents.models import Version
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import KeptFile
from convenant.roundtables.models import AgendaItem, Contribution, Hold, Paper, Support
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def table():
    region, buyer, _basis, sub = factories.small_region()
    return Table(region, buyer, sub, factories.open_item(factories.published(sub), about=sub))


class Table:
    def __init__(self, region, buyer, sub, item):
        self.region, self.buyer, self.sub, self.item = region, buyer, sub, item
        self.maker = factories.director(factories.provider(region, name="Lekzorg"))
        self.other = factories.director(factories.provider(region, name="Thuis"))
        self.writer = factories.actor(buyer, Role.PURCHASER)

    def say(self, text="Reistijd telt zwaar.", **given):
        asked = {"target": Target.ARTICLE, "key": "a4", "by": self.maker, "at": NOON, **given}
        return actions.contribute(item=self.item, text=text, **asked)

    def answer(self, *remarks, by=SYSTEM, outcome=Outcome.NOT):
        return actions.reply(
            contributions=remarks,
            outcome=outcome,
            text="Wij rekenen reistijd mee.",
            changed_version=None,
            changed_key="",
            by=by,
            at=LATER,
        )

    def seen(self, viewer):
        return {one.pk for one in queries.contributions(self.item, seen_by=viewer)}


def refused(verb, reason, **given):
    with pytest.raises(Refused) as refusal:
        verb(**given)
    assert refusal.value.reason is reason


def test_a_form_sent_twice_makes_one_remark(table):
    first = table.say(token="a")
    second = table.say(token="a")

    assert first == second
    assert Contribution.objects.count() == 1


def test_another_text_from_the_same_form_is_another_remark(table):
    table.say("Het eerste.", token="a")
    table.say("Iets anders, na terug in de browser.", token="a")
    table.say("Het eerste.", token="a", by=table.other)

    assert Contribution.objects.count() == 3


def test_what_word_leaves_in_a_remark_is_made_plain(table):
    remark = table.say("Reis\u00adtijd:\r\n\uf0b7\u00a0heen\r\n\uf0b7\u00a0terug\ufeff")

    assert remark.text == "Reistijd:\n- heen\n- terug"


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\ufeff"])
def test_a_remark_that_says_nothing_is_refused(table, text):
    refused(table.say, Reason.CONTRIBUTION_EMPTY, text=text)
    assert not Contribution.objects.exists()


def test_a_proposed_wording_stands_beside_a_remark_on_an_article(table):
    remark = table.say(proposed="De gemeente betaalt het tarief per uur. Reistijd is apart.")

    assert remark.proposed.endswith("Reistijd is apart.")


def test_an_article_left_as_it_is_proposes_nothing(table):
    article = table.item.version.articles.get(key="a4").text

    assert table.say(proposed=f"{article}\r\n").proposed == ""


def test_only_an_article_is_reworded(table):
    refused(
        table.say, Reason.ONLY_ARTICLES_ARE_REWORDED, target=Target.ITEM, key="", proposed="Anders."
    )


def test_a_proposed_wording_with_a_new_amount_waits_for_the_chair(table):
    remark = table.say(proposed="De gemeente betaalt € 80 per uur.")

    assert remark.held
    assert remark.pk not in table.seen(table.other)
    assert remark.pk in table.seen(table.maker)


def test_an_amount_that_stands_in_the_article_holds_nothing_up(table):
    region, buyer, _basis, sub = factories.small_region()
    concept = Version.objects.get(document=sub.document)
    documents.change_article(
        version=concept,
        key="a4",
        heading="Tarieven",
        text="De gemeente betaalt € 75,60 per uur.",
        seen_edits=0,
        by=SYSTEM,
        at=NOON,
    )
    here = Table(region, buyer, sub, factories.open_item(factories.published(sub), about=sub))

    assert not here.say(proposed="De gemeente betaalt elke maand € 75,60 per uur.").held


def test_files_of_any_kind_go_with_a_remark(table):
    files = [KeptFile("rooster.xlsx", "a1", "0" * 64, 12), KeptFile("foto.heic", "b2", "1" * 64, 3)]

    remark = table.say(files=files)

    assert set(Paper.objects.filter(contribution=remark).values_list("file_name", flat=True)) == {
        "rooster.xlsx",
        "foto.heic",
    }


def test_more_files_than_people_can_read_are_refused(table):
    files = [KeptFile(f"{n}.txt", f"f{n}", "0" * 64, 1) for n in range(11)]

    refused(table.say, Reason.TOO_MANY_FILES, files=files)
    assert not Contribution.objects.exists()
    assert not Paper.objects.exists()


def test_its_maker_changes_a_remark_and_what_it_said_is_kept(table):
    remark = table.say()

    changed = actions.change_contribution(
        contribution=remark, text="Reistijd telt zwaar in Lopik.", by=table.maker, at=LATER
    )

    assert changed.text == "Reistijd telt zwaar in Lopik."
    assert changed.changed_at == LATER
    assert [one.text for one in changed.earlier.all()] == ["Reistijd telt zwaar."]


def test_a_wording_that_was_held_up_is_not_among_what_it_said_before(table):
    remark = table.say("Voor 71,40 euro per uur rijden wij niet naar Lopik.")
    assert remark.held

    actions.change_contribution(
        contribution=remark, text="Lopik is ver rijden.", by=table.maker, at=LATER
    )

    seen = queries.contributions(table.item, seen_by=table.other).get(pk=remark.pk)
    assert seen.text == "Lopik is ver rijden."
    assert not seen.earlier.exists()
    assert "71,40" in Hold.objects.get().text


def test_nobody_else_changes_or_withdraws_it(table):
    remark = table.say()

    for verb, given in (
        (actions.change_contribution, {"text": "Anders."}),
        (actions.withdraw_contribution, {}),
    ):
        refused(
            verb, Reason.REMARK_NOT_YOURS, contribution=remark, by=table.other, at=LATER, **given
        )
    remark.refresh_from_db()
    assert (remark.text, remark.withdrawn_at) == ("Reistijd telt zwaar.", None)


def test_an_answered_remark_is_fixed(table):
    remark = table.say()
    table.answer(remark)

    refused(
        actions.change_contribution,
        Reason.ALREADY_ANSWERED,
        contribution=remark,
        text="Anders.",
        by=table.maker,
        at=LATER,
    )
    refused(
        actions.withdraw_contribution,
        Reason.ALREADY_ANSWERED,
        contribution=remark,
        by=table.maker,
        at=LATER,
    )
    refused(actions.support, Reason.ALREADY_ANSWERED, contribution=remark, by=table.other, at=LATER)


def test_a_withdrawn_remark_needs_no_answer_and_is_gone_for_competitors(table):
    remark = table.say()

    actions.withdraw_contribution(contribution=remark, by=table.maker, at=LATER)

    assert not queries.has_unanswered(table.item)
    assert remark.pk not in table.seen(table.other)
    assert remark.pk in table.seen(table.maker) & table.seen(table.writer)
    with pytest.raises(Refused) as refusal:
        table.answer(remark)
    assert refusal.value.reason is Reason.REMARK_WITHDRAWN


def test_a_held_remark_written_again_without_the_amount_is_free(table):
    remark = table.say("Wij vragen € 80 per uur.")
    assert remark.held

    remark = actions.change_contribution(
        contribution=remark, text="Wij vragen een hoger tarief.", by=table.maker, at=LATER
    )

    assert not remark.held
    assert remark.pk in table.seen(table.other)
    assert not Hold.objects.filter(outcome="waiting").exists()


def test_a_free_remark_changed_into_one_with_an_amount_waits(table):
    remark = table.say()

    remark = actions.change_contribution(
        contribution=remark, text="Wij vragen € 80 per uur.", by=table.maker, at=LATER
    )

    assert remark.held
    assert remark.pk not in table.seen(table.other)


def test_an_organisation_supports_a_remark_once_and_can_take_it_back(table):
    remark = table.say()

    actions.support(contribution=remark, by=table.other, at=NOON)
    actions.support(contribution=remark, by=table.other, at=NOON)
    assert Support.objects.count() == 1

    actions.take_back_support(contribution=remark, by=table.other, at=NOON)
    assert not Support.objects.exists()


def test_one_does_not_support_oneself_nor_what_one_may_not_see(table):
    own = table.say()
    price = table.say("Te laag.", target=Target.TERM, key="product:02A05")
    held = table.say("Wij vragen € 80.")

    refused(actions.support, Reason.OWN_REMARK, contribution=own, by=table.maker, at=NOON)
    for hidden in (price, held):
        refused(
            actions.support, Reason.NOT_TO_SUPPORT, contribution=hidden, by=table.other, at=NOON
        )
    assert not Support.objects.exists()


def test_a_purchaser_and_a_reader_support_nothing(table):
    remark = table.say()
    reader = factories.actor(factories.provider(table.region), Role.READER)

    for somebody in (table.writer, reader):
        refused(actions.support, Reason.ROLE_MAY_NOT, contribution=remark, by=somebody, at=NOON)


def test_who_supports_is_told_when_the_remark_changes_or_goes(table):
    remark = table.say()
    actions.support(contribution=remark, by=table.other, at=NOON)

    actions.change_contribution(contribution=remark, text="Anders.", by=table.maker, at=LATER)
    actions.withdraw_contribution(contribution=remark, by=table.maker, at=LATER)

    kinds = [task.payload.get("kind") for task in Task.objects.order_by("id")]
    assert kinds[-2:] == ["remark_changed", "remark_withdrawn"]


def test_after_the_minutes_nothing_is_said_changed_or_supported(table):
    remark = table.say()
    factories.closed(table.item.meeting, at=LATER)

    refused(table.say, Reason.ITEM_CLOSED)
    for verb, by, given in (
        (actions.change_contribution, table.maker, {"text": "Anders."}),
        (actions.withdraw_contribution, table.maker, {}),
        (actions.support, table.other, {}),
    ):
        refused(verb, Reason.ITEM_CLOSED, contribution=remark, by=by, at=LATER, **given)
    assert Contribution.objects.count() == 1


@pytest.mark.capability("D071")
def test_an_item_is_open_to_all_from_its_agenda_until_the_minutes(table):
    region, buyer, sub = table.region, table.buyer, table.sub
    gathering = factories.meeting(factories.table(sub), seated=[])
    item = factories.item(gathering, table.item.version, raised_by=buyer)
    not_seated = factories.director(factories.provider(region))
    here = Table(region, buyer, sub, item)

    with pytest.raises(AgendaItem.DoesNotExist):
        here.say(by=not_seated)
    factories.opened(gathering)
    first = here.say("Vóór de bijeenkomst.", by=not_seated)
    factories.held(gathering, at=LATER)
    here.answer(first)
    actions.decide(
        item=item,
        version=item.version,
        adopted=False,
        text="De tafel praat verder.",
        by=SYSTEM,
        at=LATER,
    )
    here.say("Ook na het besluit.", by=not_seated)
    minutes = actions.begin_minutes(meeting=gathering, text="Besproken.", by=SYSTEM, at=LATER)
    actions.share_minutes(minutes=minutes, by=SYSTEM, at=LATER)
    here.say("Tot het verslag er is.", by=not_seated)
    actions.approve_minutes(minutes=minutes, why_early="Allen lazen mee.", by=SYSTEM, at=LATER)
    refused(here.say, Reason.ITEM_CLOSED, by=not_seated)
    assert Contribution.objects.filter(item=item).count() == 3
