"""Who one can sign in as in the demo. Empty unless the operator switched the demo on."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.translation import get_language

from convenant.wording.roles import ROLES


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of the cast; ``code`` is the second factor of this half minute, None without one."""

    name: str
    role: str
    organisation: str
    email: str
    does: str
    password: str
    code: str | None


def members() -> list[CastMember]:
    """The cast, in the order of the story; templates call this themselves."""
    if not settings.CONVENANT_DEMO:
        return []
    try:
        told = json.loads((settings.CONVENANT_HOME / "demo.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    roles = {role.value: words for role, words in ROLES.items()}
    language = (get_language() or "nl")[:2]
    return [
        CastMember(
            name=member["name"],
            role=str(roles.get(member["role"], member["role"])),
            organisation=member["organisation"],
            email=member["email"],
            does=member.get(f"does_{language}") or member["does"],
            password=member["password"],
            code=_code(member["secret"]) if member["secret"] else None,
        )
        for member in told.get("cast", ())
    ]


def _code(secret: str) -> str:
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(secret, counter)))
