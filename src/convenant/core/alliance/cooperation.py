"""Whether providers may work together: the questions of competition law (ACM; practice A5; D202).

It helps to see what is forbidden for sure; it does not say that the rest is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from convenant.core.findings import Finding, Severity

SOURCE = "ACM, sociaal domein; Mw art. 6"


class PartnerAnswer(StrEnum):
    """What a partner said when it was asked whether it takes part."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class CooperationCheck:
    """Answers of who registers a cooperation, each yes or no."""

    same_care: bool  # the partners offer the same kind of care
    joint_price: bool  # they agree on prices, or on yes or no to an offer
    divides: bool  # they divide clients, areas or assignments
    clients_choose: bool  # clients remain free to choose a provider
    open_to_others: bool  # other providers may join on the same conditions
    necessary: bool  # what they do they cannot do alone


def competition_findings(check: CooperationCheck) -> list[Finding]:
    """What blocks and what to look after. Agreeing on prices or dividing clients or areas between
    providers of the same care is forbidden, also if a municipality asks for it; between different
    kinds of care (a chain) it is not about competing."""
    findings = []
    if check.same_care and check.joint_price:
        findings.append(Finding("cooperation_joint_price", Severity.BLOCKS, SOURCE))
    if check.same_care and check.divides:
        findings.append(Finding("cooperation_divides", Severity.BLOCKS, SOURCE))
    if not check.same_care and check.joint_price:
        findings.append(Finding("cooperation_chain_price", Severity.WARNS, SOURCE))
    if not check.clients_choose:
        findings.append(
            Finding(
                "cooperation_no_choice",
                Severity.BLOCKS if check.same_care else Severity.WARNS,
                SOURCE,
            )
        )
    if check.same_care and not check.open_to_others:
        findings.append(Finding("cooperation_closed", Severity.WARNS, SOURCE))
    if check.same_care and not check.necessary:
        findings.append(Finding("cooperation_unnecessary", Severity.WARNS, SOURCE))
    if not findings:
        code = "cooperation_same_care" if check.same_care else "cooperation_chain"
        findings.append(Finding(code, Severity.INFORMS, SOURCE))
    return findings
