"""Private questions: who asks, judges, answers, withdraws and opens them."""

from __future__ import annotations

from convenant.core.actors import Actor
from convenant.core.lifecycles import QUESTION, QuestionStatus
from convenant.core.lifecycles.confidential import QuestionStep
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import PrivateQuestion, RoundTable
from convenant.roundtables.permissions.bilateral import CONFIDANTS, speaks_alone
from convenant.roundtables.permissions.tables import municipal


def may_ask_privately(actor: Actor, table: RoundTable) -> Verdict:
    """Who speaks for a provider of the region."""
    return speaks_alone(actor, table.region_id)


def may_judge_question(actor: Actor, question: PrivateQuestion) -> Verdict:
    """Who reads such questions judges the interest, once."""
    return first_no(
        municipal(actor, question.table.region_id, CONFIDANTS), _can(question, QuestionStep.ACCEPT)
    )


def may_answer_question(actor: Actor, question: PrivateQuestion) -> Verdict:
    """The same people, once the interest is accepted."""
    return first_no(
        municipal(actor, question.table.region_id, CONFIDANTS), _can(question, QuestionStep.ANSWER)
    )


def may_withdraw_question(actor: Actor, question: PrivateQuestion) -> Verdict:
    """Who asked, as long as it is not answered."""
    return first_no(_asker(actor, question), _can(question, QuestionStep.WITHDRAW))


def may_open_question(actor: Actor, question: PrivateQuestion) -> Verdict:
    """Who asked, when the interest was not accepted."""
    return first_no(_asker(actor, question), _can(question, QuestionStep.OPEN))


def _asker(actor: Actor, question: PrivateQuestion) -> Verdict:
    if actor.organisation != question.organisation_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return speaks_alone(actor, question.table.region_id)


def _can(question: PrivateQuestion, step: QuestionStep) -> Verdict:
    if QUESTION.next(QuestionStatus(question.status), step) is None:
        return Verdict(Reason.QUESTION_STEP_UNKNOWN)
    return YES
