"""From a signature to its sealed PDF: made once, kept, and the same file ever after."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.agreements import actions, queries
from convenant.core.actors import Actor, Role, machine
from convenant.exchange import files
from convenant.exchange.pdf.agreement import (
    AgreementDocument,
    Article,
    Party,
    RestsOn,
    Signature,
    render_agreement,
)
from convenant.exchange.signing.seal import ensure_seal_key, seal

if TYPE_CHECKING:
    from convenant.agreements.queries.consents import SignedDocument

SEALER = machine("seal")


def sealed_pdf(
    number: str,
    *,
    at: datetime,
    home: Path,
    keys: Path,
    site: str = "",
    by: Actor = SEALER,
) -> bytes:
    """The sealed PDF of the signature with this number; made now if it was not made before.

    ``site`` is the address of this installation, printed as where the agreement can be checked.
    May be repeated after a crash at any point: the first seal that was recorded stays. Raises
    Signature.DoesNotExist when it is not there or not for ``by``, FileNotWhole when the kept file
    was lost or changed, NoSealKey or CannotSeal when there is no usable key.
    """
    found = queries.signature(number, seen_by=by)
    if found.sealed_at is None:
        document = queries.signed_document(number, seen_by=by)
        content = _sealed(document, at=at, keys=keys, site=site)
        # The file first: a record that names a file we do not have could never be repaired.
        digest = files.store(content, home=home)
        found = actions.attach_seal(signature=found, file_digest=digest, by=SEALER, at=at)
    return files.read(found.file_digest, home=home)


def _sealed(document: SignedDocument, *, at: datetime, keys: Path, site: str) -> bytes:
    region = document.agreement.region.name
    with translation.override("nl"):
        key = ensure_seal_key(keys, common_name=_("Zegel van regio %s") % region, at=at)
        return seal(
            render_agreement(agreement_document(document, site=site)),
            key=key.key,
            certificate=key.certificate,
            chain=key.chain,
            at=at,
            reason=_("Dit bestand is zo gemaakt en daarna niet veranderd."),
            location=region,
        )


def agreement_document(document: SignedDocument, *, site: str) -> AgreementDocument:
    """What the PDF of a signed agreement says, as plain values. Municipalities that gave a mandate
    are represented by the one that made the offer (D036)."""
    signed, agreement = document.signature, document.agreement
    return AgreementDocument(
        region=_("Regio %s") % agreement.region.name,
        kind=_("Basisovereenkomst") if agreement.basis_id is None else _("Deelovereenkomst"),
        title=agreement.title,
        version=document.version.number,
        identifier=f"{agreement.slug}-{document.version.number}-{signed.number}",
        address=f"{site.rstrip('/')}/handtekeningen/{signed.number}/",
        made_at=document.version.published_at or signed.signed_at,
        municipalities=tuple(
            Party(
                name=municipality.name,
                cbs=municipality.cbs,
                represented_by=_("%s, met mandaat") % document.offered_by.name
                if municipality.pk != document.offered_by.pk
                else "",
            )
            for municipality in document.municipalities
        ),
        provider=Party(
            name=document.provider.name,
            kvk=document.provider.kvk,
            agb=document.provider.agb,
            represented_by=signed.person_name,
        ),
        articles=tuple(
            Article(
                key=article.key,
                number=str(article.position),
                heading=article.heading,
                text=article.text,
                hard=article.hard,
            )
            for article in document.articles
        ),
        terms=document.terms,
        rests_on=(
            RestsOn(
                title=document.decision,
                taken_by=f"{document.table}, {document.decided_by}",
                on=document.decided_at.date(),
            ),
        ),
        signatures=(
            Signature(
                name=signed.person_name,
                role=_role(signed.role),
                organisation=signed.organisation_name,
                at=signed.signed_at,
                method=_("Bevestigd op het platform, ingelogd met wachtwoord en tweede factor."),
            ),
        ),
    )


def _role(code: str) -> str:
    return _("bestuurder, tekenbevoegd") if code == Role.DIRECTOR else code
