"""The words of information evenings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.calls import RegistrationStatus

REGISTRATION_STATUSES = {
    RegistrationStatus.ASKED: gettext_lazy("nog niet bevestigd"),
    RegistrationStatus.CONFIRMED: gettext_lazy("komt"),
    RegistrationStatus.CANCELLED: gettext_lazy("komt niet"),
}
