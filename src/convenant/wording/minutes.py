"""The words of minutes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.lifecycles import MinutesStatus
from convenant.core.minutes import MinutesText

MINUTES_STATUSES = {
    MinutesStatus.DRAFT: gettext_lazy("concept"),
    MinutesStatus.SHARED: gettext_lazy("gedeeld voor reacties"),
    MinutesStatus.APPROVED: gettext_lazy("vastgesteld"),
}

MINUTES_TEXTS = {
    MinutesText.SHARED: gettext_lazy("gedeelde tekst"),
    MinutesText.APPROVED: gettext_lazy("vastgestelde tekst"),
}
