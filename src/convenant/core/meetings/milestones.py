"""The milestones of a year at the table (D069; S4:252-258)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from convenant.core.findings import Finding, Severity

SOURCE = "S4:252-258 (D069)"


class Step(StrEnum):
    """What has to be done before a contract is signed, in order."""

    WORKING_GROUP = "working_group"  # April: the internal working group stands
    CHOICE = "choice"  # April: who sits at the table
    SITE = "site"  # April: the digital table works
    FIRST = "first"  # May: the first meeting
    TALKS_BEGIN = "talks_begin"  # June: the other meetings begin
    TALKS_END = "talks_end"  # September: the other meetings end
    COLLEGES = "colleges"  # October: the colleges decide
    SIGNING = "signing"  # November: signed


TEMPLATE: Mapping[Step, tuple[int, int]] = {
    Step.WORKING_GROUP: (4, 1),
    Step.CHOICE: (4, 15),
    Step.SITE: (4, 30),
    Step.FIRST: (5, 4),
    Step.TALKS_BEGIN: (6, 1),
    Step.TALKS_END: (9, 30),
    Step.COLLEGES: (10, 15),
    Step.SIGNING: (11, 15),
}
"""Month and day of each step; the source names the month, the day within it is ours."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on its day; ``code`` is a Step or, for a step of one's own, anything else."""

    code: str
    on: date
    name: str = ""


def from_template(year: int) -> list[Milestone]:
    """The eight milestones of a year (D069)."""
    return [Milestone(step.value, date(year, *day)) for step, day in TEMPLATE.items()]


def out_of_order(milestones: Sequence[Milestone]) -> list[Finding]:
    """Warn for each milestone that is later than one that has to come after it (D069). They are
    given in the order in which they must happen; the same day is allowed."""
    findings = []
    for place, one in enumerate(milestones):
        later = [other for other in milestones[place + 1 :] if other.on < one.on]
        if later:
            findings.append(
                Finding(
                    "milestone_after_successor",
                    Severity.WARNS,
                    SOURCE,
                    {
                        "milestone": one.name or one.code,
                        "successor": later[0].name or later[0].code,
                        "day": one.on.isoformat(),
                        "successor_day": later[0].on.isoformat(),
                    },
                )
            )
    return findings
