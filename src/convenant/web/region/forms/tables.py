"""What a round table is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.agenda import TableKind
from convenant.core.reasons import Reason
from convenant.web.region.forms.fields import explained, offer, radio_field, text_field
from convenant.wording.reasons import REASONS
from convenant.wording.seats import TABLE_KINDS_HELP
from convenant.wording.tables import TABLE_KINDS


class TableForm(forms.Form):
    """The agreement, the kind, the name and the purpose of a table."""

    agreement = forms.ChoiceField(
        label=gettext_lazy("Over welke overeenkomst gaat de tafel?"),
        error_messages={"required": gettext_lazy("Kies een overeenkomst.")},
    )
    kind = radio_field(gettext_lazy("Wat voor tafel is het?"))
    name = forms.CharField(
        label=gettext_lazy("Naam van de tafel"),
        help_text=gettext_lazy("Bijvoorbeeld: Overlegtafel begeleiding."),
        max_length=100,
        error_messages={"required": REASONS[Reason.NAME_EMPTY]},
    )
    purpose = text_field(gettext_lazy("Waarvoor is deze tafel?"), required=True, rows=3)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        agreements: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", explained(TABLE_KINDS, TABLE_KINDS_HELP))
        self.fields["kind"].initial = TableKind.NEGOTIATION.value
        offer(self, "agreement", [("", _("Kies een overeenkomst")), *agreements])
