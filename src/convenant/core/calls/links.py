"""The link by which somebody without an account keeps a registration (D082)."""

from __future__ import annotations

from convenant.core.invitations import secret_of


def registration_secret(letter: str, *, key: bytes) -> str:
    """The secret of the link in a letter; of it only the digest is kept. Never the secret of an
    invitation, whatever the letter is called."""
    return secret_of(f"registration:{letter}", key=key)
