"""A private question leaves no trace where others look."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenant.audit import queries as audit
from convenant.core.actors import PUBLIC
from convenant.core.lifecycles import QuestionStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.exchange.mail.confidential import Notice, confidential_letter
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Contribution, PrivateQuestion
from tests import factories
from tests.factories import NOON
from tests.roundtables import confiding
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

SECRET = "Mogen wij onze vestiging Walnoot sluiten?"


@pytest.fixture
def scene():
    return confiding.scene()


def refused(reason, verb, **given):
    with pytest.raises(Refused) as refusal:
        verb(**given)
    assert refusal.value.reason is reason


def judged(scene, question, *, accepted, why="Omdat"):
    return actions.judge_question(
        question=question, accepted=accepted, why=why, by=scene.purchaser, at=NOON
    )


def test_an_accepted_question_is_answered_to_the_asker_alone(scene):
    question = confiding.question(scene, text=SECRET)
    answer = {"text": "Ja, dat mag.", "by": scene.purchaser, "at": NOON}
    refused(Reason.QUESTION_STEP_UNKNOWN, actions.answer_question, question=question, **answer)
    judged(scene, question, accepted=True)
    actions.answer_question(question=question, **answer)

    for viewer in (scene.director, scene.purchaser, scene.chair):
        assert queries.private_question(question.pk, seen_by=viewer).answer == "Ja, dat mag."
    for viewer in (scene.other, scene.reader, scene.alderman, PUBLIC):
        assert not queries.private_questions(seen_by=viewer).exists()
        with pytest.raises(PrivateQuestion.DoesNotExist):
            queries.private_question(question.pk, seen_by=viewer)


def test_when_the_interest_is_not_enough_the_asker_withdraws_or_asks_openly(scene):
    first, second = confiding.question(scene), confiding.question(scene, text=SECRET)
    open_question = actions.open_question
    mine = {"by": scene.director, "at": NOON}
    refused(Reason.QUESTION_STEP_UNKNOWN, open_question, question=second, item=scene.item, **mine)
    refused(Reason.ANSWER_NEEDS_REASON, lambda: judged(scene, first, accepted=False, why=" "))
    for question in (first, second):
        judged(scene, question, accepted=False, why="Dit raakt iedereen.")

    refused(
        Reason.NOT_FOR_YOUR_ORGANISATION,
        open_question,
        question=second,
        item=scene.item,
        by=scene.other,
        at=NOON,
    )
    actions.withdraw_question(question=first, **mine)
    opened = open_question(question=second, item=scene.item, **mine)

    assert PrivateQuestion.objects.get(pk=first.pk).status == QuestionStatus.WITHDRAWN
    said = queries.contributions(scene.item, seen_by=scene.other)
    assert [one.text for one in said] == [SECRET]
    assert opened.contribution == said.get()
    refused(Reason.QUESTION_STEP_UNKNOWN, actions.withdraw_question, question=opened, **mine)


def test_a_question_says_which_interest_it_has(scene):
    def ask(**change):
        given = {
            "table": scene.table,
            "item": None,
            "text": SECRET,
            "interest": "Personeel",
            "by": scene.director,
            "at": NOON,
        }
        return actions.ask_privately(**(given | change))

    far = factories.director(factories.provider(factories.region("Elders")))
    for change, reason in (
        ({"interest": " "}, Reason.INTEREST_MISSING),
        ({"text": " "}, Reason.TEXT_MISSING),
        ({"by": scene.reader}, Reason.ROLE_MAY_NOT),
        ({"by": scene.purchaser}, Reason.NOT_FOR_YOUR_ORGANISATION),
        ({"by": far}, Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        refused(reason, lambda change=change: ask(**change))
    assert not PrivateQuestion.objects.exists()
    assert ask().status == QuestionStatus.ASKED


def test_its_text_stands_in_no_letter_task_or_trail_of_others(scene):
    question = confiding.question(scene, text=SECRET)
    judged(scene, question, accepted=True)

    tasks = str(list(Task.objects.values("key", "payload")))
    letter = confidential_letter(
        Notice.WAITS, to="a@b.example", name="Anna", link="https://example/vragen/x/"
    )
    assert "Walnoot" not in tasks
    assert letter.subject == "Er wacht iets op u"
    assert scene.table.name not in letter.body
    assert scene.provider.name not in letter.body
    trail = [event.type for event in audit.latest(seen_by=scene.other)]
    assert not [kind for kind in trail if kind.startswith("question.")]
    assert "Walnoot" not in str(list(audit.latest(seen_by=scene.purchaser).values("data")))


def addresses(scene):
    return [
        reverse("home:start"),
        reverse("tables:list"),
        reverse("tables:show", args=[scene.table.slug]),
        reverse("tables:meeting", args=[scene.item.meeting_id]),
        reverse("tables:item", args=[scene.item.pk]),
        reverse("confidential:start", args=[scene.table.slug]),
        reverse("confidential:questions", args=[scene.table.slug]),
        reverse("public:table", args=[scene.table.slug]),
        reverse("public:meeting", args=[scene.item.meeting_id]),
    ]


def without_tokens(body: bytes) -> str:
    """A page without what differs at every visit by itself."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", body.decode())
    text = re.sub(r'(name="token" value=")[^"]*', r"\1", text)
    text = re.sub(r'(CSRFToken": ")[^"]*', r"\1", text)
    return re.sub(r"nonce-[\w+/=-]+|nonce=\"[^\"]*\"", "", text)


def visit(client, url):
    """What comes back, and how often the database was asked."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(url)
    headers = {
        name: re.sub(r"'nonce-[^']*'", "", value)
        for name, value in answer.headers.items()
        if name != "Set-Cookie"
    }
    return answer.status_code, without_tokens(answer.content), headers, len(asked)


def test_for_others_every_page_is_the_same_with_and_without_it(scene):
    browsers = [signed_in(scene.other), signed_in(scene.alderman), Client()]
    places = [(browser, url) for browser in browsers for url in addresses(scene)]
    for browser, url in places:
        browser.get(url)  # what a first visit writes down is written down
    before = [visit(browser, url) for browser, url in places]

    question = confiding.question(scene, text=SECRET)
    judged(scene, question, accepted=True)
    actions.answer_question(question=question, text="Ja.", by=scene.purchaser, at=NOON)
    confiding.planned(scene)
    confiding.request(scene, providers=[scene.provider.pk])

    after = [visit(browser, url) for browser, url in places]
    for (_browser, url), one, other in zip(places, before, after, strict=True):
        assert one[1] == other[1], url
        assert one == other, url


def test_what_is_of_another_is_answered_as_what_is_not_there(scene):
    question, talk = confiding.question(scene), confiding.planned(scene)
    request = confiding.request(scene, providers=[scene.provider.pk])
    client = signed_in(scene.other)
    for name, pk in (
        ("confidential:question", question.pk),
        ("confidential:talk", talk.pk),
        ("confidential:request", request.pk),
    ):
        theirs, nothing = reverse(name, args=[pk]), reverse(name, args=[uuid4()])
        client.get(theirs)
        found, missing = visit(client, theirs), visit(client, nothing)
        assert found[0] == missing[0] == 404
        assert found[1].replace(theirs, "") == missing[1].replace(nothing, "")
        assert found[2:] == missing[2:]
        for step in ("judge", "withdraw") if name.endswith("question") else ():
            url = reverse(f"confidential:{step}", args=[pk])
            assert client.post(url, {"accepted": "yes"}).status_code == 404


def test_the_meeting_does_not_wait_for_it_and_counts_do_not_move(scene):
    confiding.question(scene, text=SECRET)

    item = queries.items(scene.item.meeting, seen_by=scene.purchaser).get()
    assert (item.said, item.unanswered) == (0, 0)
    assert not Contribution.objects.exists()
    assert not queries.has_unanswered(scene.item)
