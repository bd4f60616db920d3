"""What people do between the municipalities and one provider, by noun."""

from __future__ import annotations

from convenant.web.confidential.views.after_talks import (
    add_action,
    agree,
    attach,
    finish_action,
    paper,
    remark,
    write_minutes,
)
from convenant.web.confidential.views.procedures import end_procedure, start_procedure
from convenant.web.confidential.views.questions import (
    answer_question,
    judge,
    new_question,
    open_question,
    question,
    questions,
    withdraw,
)
from convenant.web.confidential.views.requests import (
    answer_paper,
    answer_request,
    close_request,
    new_request,
    remind,
    request_page,
    requests,
    summarise,
)
from convenant.web.confidential.views.start import start
from convenant.web.confidential.views.talks import (
    calendar,
    cancel_talk,
    decline_talk,
    new_talk,
    set_talk,
    talk,
    talks,
)

__all__ = [
    "add_action",
    "agree",
    "answer_paper",
    "answer_question",
    "answer_request",
    "attach",
    "calendar",
    "cancel_talk",
    "close_request",
    "decline_talk",
    "end_procedure",
    "finish_action",
    "judge",
    "new_question",
    "new_request",
    "new_talk",
    "open_question",
    "paper",
    "question",
    "questions",
    "remark",
    "remind",
    "request_page",
    "requests",
    "set_talk",
    "start",
    "start_procedure",
    "summarise",
    "talk",
    "talks",
    "withdraw",
    "write_minutes",
]
