"""The secret in an invitation's letter: made from a key when it is written, kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import hmac


def secret_of(letter: str, *, key: bytes) -> str:
    """The secret of a letter, 43 signs for in an address. Who has no key cannot make it from what
    the database holds; the worker that writes the letter has the key."""
    made = hmac.new(key, f"invitation:{letter}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest_of(secret: str) -> str:
    """What is kept of a secret: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
