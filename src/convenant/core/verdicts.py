"""The answer to "may this person do this now?": yes, or no with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from convenant.core.reasons import Reason


class Refused(Exception):
    """A verb did not do what was asked; nothing has changed.

    ``values`` fill the blanks in the words of the reason, such as who must be asked.
    """

    def __init__(self, reason: Reason, values: Mapping[str, str] | None = None) -> None:
        self.reason = reason
        self.values = dict(values or {})
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when allowed; otherwise carries the reason a person is told."""

    reason: Reason | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.reason is None

    def require(self) -> None:
        """Raise ``Refused`` when the answer is no."""
        if self.reason is not None:
            raise Refused(self.reason, self.values)


YES = Verdict()


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal, in the order given; YES when there is none."""
    return next((verdict for verdict in verdicts if not verdict), YES)
