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
    Role.DIRECTOR: gettext_lazy("bestuurder"),
    Role.ACCOUNT_MANAGER: gettext_lazy("accountmanager"),
    Role.READER: gettext_lazy("meelezer"),
}

TASKS = {
    Role.PURCHASER: gettext_lazy(
        "Schrijft aan teksten, plant tafels en doet aanbiedingen aan aanbieders."
    ),
    Role.CONTRACT_MANAGER: gettext_lazy(
        "Schrijft aan teksten, plant tafels, volgt berichten en geld. Doet geen aanbiedingen."
    ),
    Role.POLICY_OFFICER: gettext_lazy(
        "Leest alles van de regio, beantwoordt inbreng en houdt het beleid van de gemeente bij."
    ),
    Role.ALDERMAN: gettext_lazy(
        "Besluit voor de gemeente en ziet wat is besloten en wat het kost."
    ),
    Role.CHAIR: gettext_lazy("Leidt de overlegtafel en legt vast wat de tafel besluit."),
    Role.METHOD_GUIDE: gettext_lazy(
        "Bewaakt de methode; zonder deze rol gaat een tafel niet door."
    ),
    Role.SOCIAL_TEAM_MEMBER: gettext_lazy(
        "Beslist mee over toegang tot zorg en praat mee aan tafel. Mag daarom geen rol hebben bij "
        "een aanbieder."
    ),
    Role.ADMINISTRATOR: gettext_lazy(
        "Beheert de mensen van de gemeente en de inrichting van de regio."
    ),
    Role.DIRECTOR: gettext_lazy(
        "Beheert de mensen van de organisatie, antwoordt op aanbiedingen en ondertekent, zodra de "
        "regio de tekenbevoegdheid heeft gecontroleerd."
    ),
    Role.ACCOUNT_MANAGER: gettext_lazy(
        "Antwoordt op aanbiedingen, praat mee aan tafel en levert berichten aan. Ondertekent niet."
    ),
    Role.READER: gettext_lazy("Leest mee met alles van de organisatie. Verandert niets."),
}
"""What somebody may do in a role; shown when choosing one."""

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
