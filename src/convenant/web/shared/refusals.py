"""What a refusal becomes on a page: its words and the status of the answer."""

from __future__ import annotations

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.wording.reasons import REASONS

ABOUT_WHO = frozenset(
    {
        Reason.NOT_SIGNED_IN,
        Reason.NOT_FOR_YOUR_ORGANISATION,
        Reason.ROLE_MAY_NOT,
        Reason.SECOND_FACTOR_NEEDED,
        Reason.NO_MANDATE,
        Reason.NO_SIGNING_AUTHORITY,
        Reason.NOT_ADDRESSED,
    }
)


def words_of(refusal: Refused) -> str:
    """Why, in the reader's language."""
    words = str(REASONS[refusal.reason])
    return words % refusal.values if refusal.values else words


def status_of(refusal: Refused) -> int:
    """403 when somebody else might do this, 409 when nobody can as things stand."""
    return 403 if refusal.reason in ABOUT_WHO else 409
