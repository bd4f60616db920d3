"""An agreement as a PDF that people can read, machines can check and an archive can keep.

PDF/A-3a and PDF/UA-1, with the canonical terms embedded as ``voorwaarden.json`` and their hash
both printed and declared. The tables are made from the very terms that are embedded, so that
text and data cannot say different things. Sealing comes after: ``exchange.signing.seal``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.core.terms import Terms
from convenant.exchange.pdf import archive, contents, typesetting
from convenant.exchange.pdf.layout import agreement_html, stylesheet


@dataclass(frozen=True, slots=True)
class Party:
    """A municipality (``cbs``: four digits) or a provider (``agb``: eight digits)."""

    name: str
    kvk: str = ""
    agb: str = ""
    cbs: str = ""
    place: str = ""
    represented_by: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` has a blank line between paragraphs; ``hard`` as D010 means it."""

    key: str
    number: str
    heading: str
    text: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A decision this agreement rests on: of a table, or of a municipality's college."""

    title: str
    taken_by: str
    on: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who put a name to it. ``method`` is a sentence in the document's language."""

    name: str
    role: str
    organisation: str
    at: datetime
    method: str


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """Everything an agreement's PDF says, as plain values. Moments are aware, amounts in cents.

    ``made_at`` is the moment the version was fixed: it dates the file, so that rendering the same
    document again gives the same bytes. ``identifier`` is the short name in every footer.
    """

    region: str
    kind: str
    title: str
    version: int
    identifier: str
    address: str
    made_at: datetime
    municipalities: tuple[Party, ...]
    provider: Party
    articles: tuple[Article, ...]
    terms: Terms
    rests_on: tuple[RestsOn, ...] = ()
    signatures: tuple[Signature, ...] = ()
    language: str = "nl"


def render_agreement(document: AgreementDocument) -> bytes:
    """The PDF of an agreement: PDF/A-3a (ISO 19005-3), PDF/UA-1 (ISO 14289-1), not yet sealed.

    All text in ``document`` is taken as text, never as markup. The same document gives the same
    bytes. Raises ValueError when ``made_at`` or a signature's moment has no time zone.
    """
    if any(moment.tzinfo is None for moment in _moments(document)):
        raise ValueError("moments in an agreement's document need a time zone")
    with translation.override(document.language):
        html = agreement_html(document)
        laid_out = typesetting.pages(
            html,
            css=stylesheet(),
            identifier=hashlib.sha256(html.encode()).digest()[:16],
            attachments=[
                typesetting.AssociatedFile(
                    name=contents.TERMS_FILE,
                    description=_("De voorwaarden als gegevens (JSON, RFC 8785)"),
                    content=document.terms.canonical(),
                    made_at=document.made_at,
                )
            ],
        )
    return archive.finish(
        laid_out,
        declared={
            contents.TERMS_HASH: document.terms.digest(),
            contents.ADDRESS: typesetting.printable(document.address),
            contents.DOCUMENT_ID: typesetting.printable(document.identifier),
            contents.VERSION: str(document.version),
        },
    )


def _moments(document: AgreementDocument) -> list[datetime]:
    return [document.made_at, *(signature.at for signature in document.signatures)]
