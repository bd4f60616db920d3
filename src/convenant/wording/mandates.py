"""Words for mandates: what may be done, about what, how one stands and why it falls short."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from convenant.core.actors import Role
from convenant.core.mandates import Act, Cause, Grant, Lack, MandateState, Subject
from convenant.core.reasons import Reason
from convenant.wording.development import spoken
from convenant.wording.formats import day, euro_whole
from convenant.wording.reasons import REASONS
from convenant.wording.roles import ROLES

ACTS = {
    Act.SPEAK: gettext_lazy("meepraten"),
    Act.DECIDE: gettext_lazy("besluiten aan tafel"),
    Act.OFFER: gettext_lazy("aanbod doen"),
}

ACT_PHRASES = {
    Act.SPEAK: gettext_lazy("namens die gemeente aan tafel spreken"),
    Act.DECIDE: gettext_lazy("namens die gemeente aan tafel besluiten"),
    Act.OFFER: gettext_lazy("namens die gemeente een aanbod doen"),
}
"""What one does, to stand behind "om" and "kunt u niet"."""

SUBJECTS = {
    Subject.ALL: gettext_lazy("alle onderwerpen"),
    Subject.BASIS: gettext_lazy("de basisovereenkomst"),
    Subject.PRODUCTS: gettext_lazy("producten"),
    Subject.TARIFFS: gettext_lazy("tarieven"),
    Subject.CEILINGS: gettext_lazy("plafonds"),
    Subject.QUALITY: gettext_lazy("kwaliteit en effecten"),
}

MANDATE_STATES = {
    MandateState.RUNNING: gettext_lazy("geldt"),
    MandateState.NOT_YET: gettext_lazy("geldt nog niet"),
    MandateState.USED_UP: gettext_lazy("uiterste dag voorbij"),
    MandateState.ENDED: gettext_lazy("afgelopen"),
    MandateState.WITHDRAWN: gettext_lazy("ingetrokken"),
}

CAUSES = {
    Cause.NONE: gettext_lazy("geen mandaat gegeven"),
    Cause.ACT: gettext_lazy("hoort niet bij het mandaat"),
    Cause.SUBJECT: gettext_lazy("het mandaat gaat niet over %(subjects)s"),
    Cause.PRODUCT: gettext_lazy("het mandaat geldt niet voor %(codes)s"),
    Cause.AMOUNT: gettext_lazy("het mandaat gaat tot %(limit)s per jaar"),
    Cause.TOO_LATE: gettext_lazy("het mandaat moest vóór %(day)s zijn gebruikt"),
    Cause.NOT_YET: gettext_lazy("het mandaat gaat pas in op %(day)s"),
    Cause.ENDED: gettext_lazy("het mandaat geldt sinds %(day)s niet meer"),
    Cause.WITHDRAWN: gettext_lazy("het mandaat is op %(day)s ingetrokken"),
}


def reason_words(reason: Reason, values: Mapping[str, str]) -> str:
    """Why something is refused, with its blanks filled in; codes, cents and days become words."""
    words = str(REASONS[reason])
    if not values:
        return words
    return (words % (_spoken(values) if "act" in values else spoken(values))).strip()


def lack_words(lack: Lack) -> str:
    """Why a mandate falls short, in a few words."""
    return str(CAUSES[lack.cause]) % {
        "subjects": subject_words(lack.subjects),
        "codes": ", ".join(lack.codes),
        "limit": "" if lack.limit is None else euro_whole(lack.limit, _language()),
        "day": "" if lack.day is None else day(lack.day, _language()),
    }


def ask_words(contacts: Iterable[tuple[Role, str]], municipality: str) -> str:
    """Whom to ask: names with their roles, or the municipality when nobody is known there."""
    people = [
        _("%(name)s (%(role)s)") % {"name": name, "role": ROLES[role]} for role, name in contacts
    ]
    if not people:
        return _("Vraag het aan de gemeente %(name)s.") % {
            "name": municipality.removeprefix("Gemeente ")
        }
    return _("Vraag het aan %(people)s.") % {"people": listed(people, _("of"))}


def act_words(acts: Collection[Act]) -> str:
    """ "meepraten, besluiten aan tafel en aanbod doen" """
    return listed([str(ACTS[act]) for act in Act if act in acts], _("en"))


def subject_words(subjects: Collection[Subject]) -> str:
    """ "producten en tarieven" """
    return listed([str(SUBJECTS[one]) for one in Subject if one in subjects], _("en"))


def limit_words(grant: Grant) -> list[str]:
    """The limits of a mandate, one sentence each; none when nothing limits it."""
    found = []
    if grant.codes:
        found.append(_("alleen %(codes)s") % {"codes": ", ".join(sorted(grant.codes))})
    if grant.amount is not None:
        amount = euro_whole(grant.amount, _language())
        found.append(_("tot %(amount)s per jaar") % {"amount": amount})
    if grant.use_before is not None:
        found.append(_("te gebruiken vóór %(day)s") % {"day": day(grant.use_before, _language())})
    return found


def listed(words: Collection[str], last: str) -> str:
    """ "a, b en c" with the given word before the last one."""
    *most, end = words or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def _spoken(values: Mapping[str, str]) -> dict[str, str]:
    subjects = [Subject(code) for code in values["subjects"].split(",") if code]
    contacts = [line.split(":", 1) for line in values["ask"].splitlines()]
    others = values["others"].splitlines()
    also = _(" Ook voor %(names)s ontbreekt het.") % {"names": listed(others, _("en"))}
    return {
        **values,
        "act": str(ACT_PHRASES[Act(values["act"])]),
        "subjects": subject_words(subjects),
        "limit": euro_whole(int(values["limit"] or 0), _language()),
        "day": day(date.fromisoformat(values["day"]), _language()) if values["day"] else "",
        "ask": ask_words([(Role(role), name) for role, name in contacts], values["municipality"]),
        "others": also if others else "",
    }


def _language() -> str:
    return get_language() or "nl"
