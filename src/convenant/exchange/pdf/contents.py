"""What an agreement's PDF carries besides its pages. The writer and the verifier share these."""

from __future__ import annotations

from typing import Final

TERMS_FILE: Final = "voorwaarden.json"
"""Name of the embedded file with the canonical terms (associated file, relationship Data)."""

NAMESPACE: Final = "urn:convenant:agreement:1#"
"""XMP namespace of the properties below; described in the file itself, as PDF/A-3 demands."""

TERMS_HASH: Final = "termsSha256"
ADDRESS: Final = "address"
DOCUMENT_ID: Final = "documentId"
VERSION: Final = "version"
