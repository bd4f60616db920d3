"""The names of the house colours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.themes import Theme

THEMES = {
    Theme.HOUSE: _("petrol, de kleur van Convenant"),
    Theme.BLUE: _("blauw"),
    Theme.GREEN: _("groen"),
    Theme.RED: _("rood"),
    Theme.PURPLE: _("paars"),
    Theme.ORANGE: _("oranje"),
    Theme.BLACK: _("zwart"),
}
