"""What an allocated volume is multiplied by, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.volumes import Counted

COUNTED = {
    Counted.DAYS: _("dagen"),
    Counted.WEEKS: _("kalenderweken, ook gebroken"),
    Counted.SIX_WEEKS: _("altijd zes weken bij huishoudelijke hulp"),
    Counted.SUNDAYS: _("zondagen"),
    Counted.SUNDAYS_AND_TAIL: _("zondagen en de laatste gebroken week"),
    Counted.MONTHS: _("kalendermaanden, ook gebroken"),
    Counted.WHOLE: _("één keer voor de hele toewijzing"),
}
