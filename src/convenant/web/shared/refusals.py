"""What a refusal becomes on a page: its words and the status of the answer."""

from __future__ import annotations

from django.utils import timezone

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.parties import actions as parties
from convenant.parties.permissions.mandates import REASON_OF
from convenant.web.shared.http import ActingRequest
from convenant.wording.mandates import reason_words

ABOUT_MANDATES = frozenset(REASON_OF.values())

ABOUT_WHO = frozenset(
    {
        Reason.NOT_SIGNED_IN,
        Reason.HOLD_NOT_YOURS,
        Reason.NOT_FOR_YOUR_ORGANISATION,
        Reason.ROLE_MAY_NOT,
        Reason.SECOND_FACTOR_NEEDED,
        Reason.NO_SIGNING_AUTHORITY,
        Reason.NOT_ADDRESSED,
        Reason.REMARK_NOT_YOURS,
        Reason.NOT_ADMINISTRATOR_OF_REGION,
        Reason.WORD_NOT_ASKED,
        *ABOUT_MANDATES,
    }
)


def words_of(refusal: Refused) -> str:
    """Why, in the reader's language."""
    return reason_words(refusal.reason, refusal.values)


def why_not(verdict: Verdict) -> str:
    """The words beside a button that is grey; empty when it is not."""
    if verdict.reason is None:
        return ""
    return words_of(Refused(verdict.reason, verdict.values))


def told(request: ActingRequest, refusal: Refused) -> str:
    """Why, in the reader's language; and when somebody tried what no mandate covers, that is kept.

    The verb was undone as a whole, so the one who refuses to a person writes it down (D037).
    """
    if request.method == "POST" and refusal.reason in ABOUT_MANDATES and refusal.values:
        parties.record_blocked_act(
            reason=refusal.reason,
            values=refusal.values,
            address=request.path,
            by=request.actor,
            at=timezone.now(),
        )
    return words_of(refusal)


def status_of(refusal: Refused) -> int:
    """403 when somebody else might do this, 409 when nobody can as things stand."""
    return 403 if refusal.reason in ABOUT_WHO else 409
