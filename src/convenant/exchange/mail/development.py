"""Letters about outcomes, calls and information evenings: that something is there, and where."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, moment_words, write


def _letter(to: str, name: str, subject: str, sentence: str, link: str, reason: str) -> Letter:
    values = {"name": name, "sentence": sentence, "link": link, "reason": reason}
    return write(to, subject, "notice.txt", values)


def _takes_part() -> str:
    return _(
        "U krijgt dit bericht omdat u meedoet in deze regio. In onze berichten staan nooit "
        "vertrouwelijke gegevens; inloggen doet u altijd zelf op het platform."
    )


def outcome_letter(*, to: str, name: str, table: str, link: str) -> Letter:
    """An outcome waits for the word of the municipality (D086)."""
    with translation.override("nl"):
        sentence = _("Een uitkomst van %(table)s ligt voor. Onderschrijft uw gemeente die?")
        subject = _("Uitkomst ligt voor: %(table)s") % {"table": table}
        return _letter(to, name, subject, sentence % {"table": table}, link, _takes_part())


def call_letter(*, to: str, name: str, call: str, link: str) -> Letter:
    """A call was published, for all providers at the same moment (D087)."""
    with translation.override("nl"):
        sentence = _(
            "Er is een oproep aan alle aanbieders van de regio gepubliceerd. U kunt reageren en "
            "vragen stellen:"
        )
        subject = _("Oproep: %(call)s") % {"call": call}
        return _letter(to, name, subject, sentence, link, _takes_part())


def call_withdrawn_letter(*, to: str, name: str, call: str, link: str) -> Letter:
    """A call was withdrawn."""
    with translation.override("nl"):
        sentence = _("Een oproep is ingetrokken. Waarom, leest u hier:")
        subject = _("Oproep ingetrokken: %(call)s") % {"call": call}
        return _letter(to, name, subject, sentence, link, _takes_part())


def receipt_letter(
    *, to: str, name: str, call: str, receipt: str, received_at: datetime, link: str
) -> Letter:
    """An answer to a call was received, with its number and its time; nothing of what it says."""
    with translation.override("nl"):
        sentence = _(
            "Wij ontvingen uw reactie op %(when)s. Het ontvangstnummer is %(receipt)s. U leest "
            "haar hier terug en kunt haar wijzigen tot de sluiting:"
        ) % {"when": moment_words(received_at), "receipt": receipt}
        subject = _("Ontvangen: uw reactie op %(call)s") % {"call": call}
        return _letter(to, name, subject, sentence, link, _takes_part())


def results_letter(*, to: str, name: str, call: str, link: str) -> Letter:
    """There is an answer to what one answered; which one stands on the platform (D088)."""
    with translation.override("nl"):
        sentence = _("Er is een besluit over uw reactie. U leest het hier:")
        subject = _("Er is een besluit: %(call)s") % {"call": call}
        return _letter(to, name, subject, sentence, link, _takes_part())


def session_letter(*, to: str, name: str, title: str, link: str) -> Letter:
    """An information evening was announced (D082)."""
    with translation.override("nl"):
        sentence = _("Er is een informatieavond aangekondigd. U kunt zich hier aanmelden:")
        subject = _("Informatieavond: %(title)s") % {"title": title}
        return _letter(to, name, subject, sentence, link, _takes_part())


def registration_letter(
    *, kind: str, to: str, name: str, title: str, starts_at: datetime, place: str, link: str
) -> Letter:
    """To who registered: to confirm ("asked"), what was confirmed, that it changed, does not go on,
    or is soon. The link is theirs only: with it one also says that one does not come."""
    with translation.override("nl"):
        words = {"title": title, "when": moment_words(starts_at), "place": place}
        sentences = {
            "asked": _(
                "U wilt naar %(title)s, op %(when)s (%(place)s). Bevestig uw aanmelding met deze "
                "link. Was u dit niet? Dan hoeft u niets te doen."
            ),
            "confirmed": _(
                "U staat op de lijst voor %(title)s, op %(when)s (%(place)s). Met deze link stelt "
                "u een vraag of meldt u zich af:"
            ),
            "session_moved": _(
                "De tijd of plaats van %(title)s is gewijzigd. Het is nu op %(when)s (%(place)s). "
                "Kunt u niet? Meld u hier af:"
            ),
            "session_cancelled": _("%(title)s, op %(when)s, gaat niet door. Waarom, leest u hier:"),
            "session_reminder": _(
                "Binnenkort is %(title)s: op %(when)s (%(place)s). Kunt u toch niet? Meld u "
                "hier af:"
            ),
        }
        subjects = {
            "asked": _("Bevestig uw aanmelding: %(title)s"),
            "confirmed": _("U bent aangemeld: %(title)s"),
            "session_moved": _("Gewijzigd: %(title)s"),
            "session_cancelled": _("Gaat niet door: %(title)s"),
            "session_reminder": _("Herinnering: %(title)s"),
        }
        reason = _(
            "U krijgt dit bericht omdat u zich met dit adres hebt aangemeld. Na de avond "
            "verwijderen wij uw naam en adres."
        )
        return _letter(to, name, subjects[kind] % words, sentences[kind] % words, link, reason)
