"""What the rules of the method found, in sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.findings import Finding, Severity
from convenant.core.seats import SizeClass
from convenant.wording.alliance_events import COOPERATION_FINDINGS
from convenant.wording.development import LACKING as AT_TABLE
from convenant.wording.representation import CHOOSERS

FINDINGS = {
    **COOPERATION_FINDINGS,
    "meetings_below_norm": _(
        "In %(year)s komt deze tafel op hoogstens %(reachable)s bijeenkomsten; de methode vraagt "
        "er %(norm)s. Plan er meer."
    ),
    "milestone_after_successor": _(
        "%(milestone)s (%(day)s) staat later dan %(successor)s (%(successor_day)s), die daarna "
        "komt. Verander een van de twee dagen."
    ),
    "seats_missing": _(
        "Van de %(size)s aanbieders zitten er %(seats)s aan tafel; de methode vraagt er %(norm)s."
    ),
    "seats_over": _(
        "Van de %(size)s aanbieders zitten er %(seats)s aan tafel; de methode vraagt er precies "
        "%(norm)s."
    ),
    "seat_unchosen": _(
        "Zetels die nog niet zijn gekozen door %(chooser)s: %(count)s. Vraag om die keuze."
    ),
    "providers_uncovered": _(
        "Aanbieders voor wie niemand aan tafel spreekt: %(count)s. Wijs een vertegenwoordiger toe."
    ),
    "agenda_opened_late": _(
        "De digitale tafel gaat %(days)s dagen voor de bijeenkomst open; de methode vraagt er "
        "%(norm)s."
    ),
    "basis_topic_missing": _(
        "In de basisovereenkomst ontbreekt een artikel over %(topic)s. Schrijf dat eerst."
    ),
    "basis_has_prices": _(
        "In de basisovereenkomst staan producten of tarieven. Die horen in een deelovereenkomst."
    ),
    "development_lacks": _("Aan deze ontwikkeltafel ontbreekt %(what)s."),
    "sub_lacks": _("In de deelovereenkomst ontbreken %(what)s. Vul die eerst aan."),
}

SEVERITIES = {
    Severity.BLOCKS: _("Dit moet eerst"),
    Severity.WARNS: _("Let op"),
    Severity.INFORMS: _("Goed om te weten"),
}

_SIZES_OF = {
    SizeClass.LARGE: _("grote"),
    SizeClass.MEDIUM: _("middelgrote"),
    SizeClass.SMALL: _("kleine"),
}

TOPICS = {
    "communication": _("communicatie"),
    "consultation": _("overleg"),
    "decisions": _("besluitvorming"),
    "quality": _("kwaliteit"),
    "joining": _("toetreden en uittreden"),
    "sanctions": _("sancties"),
}

LACKING = {
    "effect": _("effecten"),
    "budget": _("een budget bij de effecten"),
    "parties": _("partijen"),
    "conditions": _("producten met tarief en een looptijd"),
}


def finding_words(finding: Finding) -> str:
    """The sentence of a finding with its values filled in."""
    spoken = {
        **{str(key): word for key, word in _SIZES_OF.items()},
        **{str(key): word for key, word in CHOOSERS.items()},
        **TOPICS,
        **LACKING,
        **{code.value: words for code, words in AT_TABLE.items()},
    }
    values = {
        name: spoken.get(value, value) if isinstance(value, str) else value
        for name, value in finding.values.items()
    }
    return str(FINDINGS[finding.code]) % values
