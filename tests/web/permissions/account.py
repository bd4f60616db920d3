"""One's own account, and coming in by an identity provider (none is configured here)."""

from __future__ import annotations

from collections.abc import Mapping

ALL = "200 200 200 200 200 200 200 200 200 200"
GONE = "404 404 404 404 404 404 404 404 404 404 404"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("account_start", "get"): f"302 {ALL}",
    ("account_post", "get"): f"302 {ALL}",
    ("account_post", "post"): "302 422 422 422 422 422 422 422 422 422 422",
    ("account_place", "get"): f"302 {ALL}",
    ("account_place", "post"): f"302 {ALL}",
    ("account_confirm_oidc", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("openid_connect_login", "get"): GONE,
    ("openid_connect_callback", "get"): GONE,
    ("socialaccount_connections", "get"): f"302 {ALL}",
    ("socialaccount_signup", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("socialaccount_login_cancelled", "get"): f"200 {ALL}",
    ("socialaccount_login_error", "get"): "401 401 401 401 401 401 401 401 401 401 401",
    ("usersessions_list", "get"): f"302 {ALL}",
    ("mfa_add_webauthn", "get"): f"302 {ALL}",
    ("mfa_edit_webauthn", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("mfa_list_webauthn", "get"): f"302 {ALL}",
    ("mfa_login_webauthn", "get"): "302 302 302 302 302 302 302 302 302 302 302",
    ("mfa_reauthenticate_webauthn", "get"): "302 403 403 403 403 403 403 403 403 403 403",
    ("mfa_remove_webauthn", "get"): "302 404 404 404 404 404 404 404 404 404 404",
}


def _unknown_provider(scene: object) -> list[object]:
    return ["elders"]


def _unknown_passkey(scene: object) -> list[object]:
    return [1]


ADDRESSES = {
    "account_confirm_oidc": _unknown_provider,
    "openid_connect_login": _unknown_provider,
    "openid_connect_callback": _unknown_provider,
    "mfa_edit_webauthn": _unknown_passkey,
    "mfa_remove_webauthn": _unknown_passkey,
}
