"""The words for a municipality's own registers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.registers import DependencyReason, Position, ShareSource

DEPENDENCY_REASONS = {
    DependencyReason.DEPENDS_ON_US: _("zij hangen sterk van ons af"),
    DependencyReason.WE_DEPEND_ON_IT: _("wij hangen van hen af"),
    DependencyReason.OTHER: _("andere reden van de gemeente"),
}
POSITIONS = {
    Position.CARRIES: _("trekt mee"),
    Position.SUPPORTS: _("steunt"),
    Position.NEUTRAL: _("neutraal"),
    Position.DOUBTS: _("twijfelt"),
    Position.OPPOSES: _("is tegen"),
}
SHARE_SOURCES = {
    ShareSource.OWN_SPENDING: _("goedgekeurde declaraties van uw gemeente"),
    ShareSource.REGION_BUDGET: _("het ingelezen budget van de hele regio"),
}
INFLUENCES = {
    1: _("weinig"),
    2: _("enige"),
    3: _("gemiddeld"),
    4: _("groot"),
    5: _("zeer groot"),
}
