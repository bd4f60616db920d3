"""The words for roles, kinds of organisation and size classes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Kind, Role
from convenant.core.seats import SizeClass

ROLES = {
    Role.PURCHASER: gettext_lazy("inkoper"),
    Role.CONTRACT_MANAGER: gettext_lazy("contractmanager"),
    Role.POLICY_OFFICER: gettext_lazy("beleidsmedewerker"),
    Role.ALDERMAN: gettext_lazy("wethouder"),
    Role.CHAIR: gettext_lazy("voorzitter van de overlegtafel"),
    Role.METHOD_GUIDE: gettext_lazy("procesbegeleider"),
    Role.SOCIAL_TEAM_MEMBER: gettext_lazy("medewerker sociaal team"),
    Role.ADMINISTRATOR: gettext_lazy("beheerder"),
    Role.DIRECTOR: gettext_lazy("bestuurder, tekenbevoegd"),
    Role.ACCOUNT_MANAGER: gettext_lazy("accountmanager"),
    Role.READER: gettext_lazy("meelezer"),
}

KINDS = {
    Kind.MUNICIPALITY: gettext_lazy("gemeente"),
    Kind.PROVIDER: gettext_lazy("aanbieder"),
}

SIZES = {
    SizeClass.LARGE: gettext_lazy("groot"),
    SizeClass.MEDIUM: gettext_lazy("middelgroot"),
    SizeClass.SMALL: gettext_lazy("klein"),
}


def role_sentence(roles: Iterable[Role]) -> str:
    """ "inkoper en voorzitter van de overlegtafel" """
    words = [str(ROLES[role]) for role in sorted(roles)]
    return (
        _("%(first)s en %(last)s")
        % {
            "first": ", ".join(words[:-1]),
            "last": words[-1],
        }
        if len(words) > 1
        else "".join(words)
    )
