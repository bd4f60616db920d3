"""What people do at tables, by noun."""

from convenant.web.tables.views.items import contribute, decide, item, reply
from convenant.web.tables.views.meetings import add_item, close, confirm, meeting, publish
from convenant.web.tables.views.tables import index, plan, show

__all__ = [
    "add_item",
    "close",
    "confirm",
    "contribute",
    "decide",
    "index",
    "item",
    "meeting",
    "plan",
    "publish",
    "reply",
    "show",
]
