"""What kind of table it is, and how long it lasts (D092)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.agenda import TableKind
from convenant.web.shared.components import Badge, Tone
from convenant.wording.tables import TABLE_KINDS

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def kind_badge(table: RoundTable) -> Badge:
    """The kind of table in words."""
    return Badge(str(TABLE_KINDS[TableKind(table.kind)]).capitalize(), Tone.INFO)


def lasting_words(table: RoundTable, *, on: date) -> str:
    """To which agreement a table belongs, and that it goes on after that was signed."""
    agreement = agreements.agreement_of_document(table.document_id)
    if agreement is None:
        return ""
    if agreements.parties_on(agreement, on=on).exists():
        return _(
            "Hoort bij de overeenkomst %(title)s. Die is ondertekend; de tafel loopt door zolang "
            "de overeenkomst loopt."
        ) % {"title": agreement.title}
    return _(
        "Hoort bij de overeenkomst %(title)s. De tafel loopt door zolang de overeenkomst loopt, "
        "ook na het ondertekenen."
    ) % {"title": agreement.title}
