"""What people do at tables, by noun."""

from convenant.web.tables.views.answers import adopt_wording, answer, reply, unanswered
from convenant.web.tables.views.deciding import decide
from convenant.web.tables.views.digital import digital
from convenant.web.tables.views.items import contribute, item
from convenant.web.tables.views.meetings import add_item, close, confirm, meeting, publish
from convenant.web.tables.views.remarks import change_remark, support, withdraw_remark
from convenant.web.tables.views.tables import index, plan, show

__all__ = [
    "add_item",
    "adopt_wording",
    "answer",
    "change_remark",
    "close",
    "confirm",
    "contribute",
    "decide",
    "digital",
    "index",
    "item",
    "meeting",
    "plan",
    "publish",
    "reply",
    "show",
    "support",
    "unanswered",
    "withdraw_remark",
]
