"""Words for what allauth keeps about browsers and providers."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from convenant.web.account import oidc

register = template.Library()

_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def browser(agent: str) -> str:
    """What a browser calls itself, as people know it: "Firefox op Windows"."""
    name = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if name and system:
        return _("%(browser)s op %(system)s") % {"browser": name, "system": system}
    return name or system or _("Onbekende browser")


@register.filter
def provider_name(provider: str) -> str:
    """The name of an identity provider by its id."""
    return oidc.name_of(provider)
