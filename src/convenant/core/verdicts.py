"""The answer to "may this person do this now?": yes, or no with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from convenant.core.reasons import Reason


class Refused(Exception):
    """A verb did not do what was asked; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when allowed; otherwise carries the reason a person is told."""

    reason: Reason | None = None

    def __bool__(self) -> bool:
        return self.reason is None

    def require(self) -> None:
        """Raise ``Refused`` when the answer is no."""
        if self.reason is not None:
            raise Refused(self.reason)


YES = Verdict()


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal, in the order given; YES when there is none."""
    return next((verdict for verdict in verdicts if not verdict), YES)
