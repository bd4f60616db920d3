"""The words for how often mail comes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.rhythms import Rhythm

RHYTHMS = {
    Rhythm.AT_ONCE: gettext_lazy("meteen, elk bericht apart"),
    Rhythm.DAILY: gettext_lazy("elke dag om 7.00 uur één bericht"),
    Rhythm.WEEKLY: gettext_lazy("elke maandag om 7.00 uur één bericht"),
}
