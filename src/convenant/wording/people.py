"""The words for invitations and for proof of signing authority."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.lifecycles import AuthorityStatus, InvitationStatus
from convenant.exchange.proofs import ProofFault, ProofKind

INVITATIONS = {
    InvitationStatus.SENT: _("wacht op antwoord"),
    InvitationStatus.ACCEPTED: _("aanvaard"),
    InvitationStatus.WITHDRAWN: _("ingetrokken"),
}

AUTHORITIES = {
    AuthorityStatus.HANDED_IN: _("wacht op controle"),
    AuthorityStatus.ACCEPTED: _("aanvaard"),
    AuthorityStatus.REFUSED: _("geweigerd"),
    AuthorityStatus.REPLACED: _("vervangen"),
    AuthorityStatus.ENDED: _("beëindigd"),
}

PROOF_KINDS = {
    ProofKind.PDF: _("PDF"),
    ProofKind.PNG: _("afbeelding (PNG)"),
    ProofKind.JPEG: _("afbeelding (JPEG)"),
}

PROOF_FAULTS = {
    ProofFault.EMPTY: _("Het bestand is leeg. Kies een ander bestand."),
    ProofFault.TOO_LARGE: _(
        "Het bestand is groter dan 10 MB. Scan het met minder kleuren of als zwart-wit."
    ),
    ProofFault.OTHER_KIND: _(
        "Dit is geen PDF en geen afbeelding (PNG of JPEG), ook al kan de naam dat zeggen. Sla het "
        "uittreksel op als PDF en kies dat bestand."
    ),
}
