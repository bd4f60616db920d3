"""Our side of a real identity provider."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from convenant.core.actors import Role
from convenant.exchange.identity import Claims, IdentityProvider, ProviderKind
from tests.oidc import ACTING, LEGAL, LEVEL, SECRET, Idp, running

KVK = "69599084"
USERS = {
    # An organisation's own provider, as Entra tells it.
    "inkoper": {
        "email": "jan.bakker@nieuwegein.example",
        "name": "Jan Bakker",
        "tid": "1111",
        "groups": ["zorg-inkoop", "iedereen"],
        "acr": "1",
        "amr": ["pwd", "mfa"],
    },
    "zonder-groep": {
        "email": "piet@nieuwegein.example",
        "name": "Piet Smit",
        "tid": "1111",
        "groups": ["iedereen"],
        "acr": "1",
        "amr": ["pwd"],
    },
    "zonder-mfa": {
        "email": "anna@nieuwegein.example",
        "name": "Anna Vos",
        "tid": "1111",
        "groups": ["zorg-inkoop"],
        "acr": "1",
        "amr": ["pwd"],
    },
    "twee-petten": {
        "email": "kees@nieuwegein.example",
        "name": "Kees Mol",
        "groups": ["sociaal-team", "aanbieder"],
        "acr": "1",
        "amr": ["pwd", "mfa"],
    },
    # A broker of eHerkenning: no name, no address.
    "zorgbv": {LEGAL: KVK, ACTING: "a1b2c3", "acr": f"{LEVEL}loa3", "amr": []},
    "zorgbv-laag": {LEGAL: KVK, ACTING: "a1b2c3", "acr": f"{LEVEL}loa2", "amr": []},
    "onbekend-bv": {LEGAL: "12345678", ACTING: "d4e5f6", "acr": f"{LEVEL}loa3", "amr": []},
    "niemand": {LEGAL: KVK, "acr": f"{LEVEL}loa3", "amr": []},
}
CALLBACK = "http://testserver/account/oidc/{}/login/callback/"


@pytest.fixture(scope="session")
def idp() -> Iterator[Idp]:
    redirects = [CALLBACK.format(name) for name in ("gemeente", "eherkenning")]
    with running(USERS, redirects) as started:
        yield started


@pytest.fixture
def configured(idp: Idp, settings) -> None:
    configure(settings, *providers(idp.url))


def providers(url: str) -> tuple[IdentityProvider, IdentityProvider]:
    return (
        IdentityProvider(
            id="gemeente",
            name="Gemeente Nieuwegein",
            kind=ProviderKind.OWN,
            server_url=url,
            client_id="convenant",
            secret=SECRET,
            organisation="gemeente-0356",
            roles={"zorg-inkoop": (Role.PURCHASER,), "sociaal-team": (Role.SOCIAL_TEAM_MEMBER,)},
        ),
        IdentityProvider(
            id="eherkenning",
            name="eHerkenning",
            kind=ProviderKind.EHERKENNING,
            server_url=url,
            client_id="convenant",
            secret=SECRET,
            claims=Claims(subject=(ACTING,), organisation={"kvk": (LEGAL,)}),
            default_roles=(Role.ACCOUNT_MANAGER,),
            levels=(f"{LEVEL}loa2", f"{LEVEL}loa2plus", f"{LEVEL}loa3", f"{LEVEL}loa4"),
            required_level=f"{LEVEL}loa3",
            second_factor_levels=frozenset({f"{LEVEL}loa3", f"{LEVEL}loa4"}),
        ),
    )


def configure(settings, *found: IdentityProvider) -> None:
    """What settings.py makes of the operator's file."""
    settings.CONVENANT_OIDC = found
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            **settings.SOCIALACCOUNT_PROVIDERS["openid_connect"],
            "APPS": [
                {
                    "provider_id": provider.id,
                    "name": provider.name,
                    "client_id": provider.client_id,
                    "secret": provider.secret,
                    "settings": {
                        "server_url": provider.server_url,
                        "scope": list(provider.scope),
                    },
                }
                for provider in found
            ],
        }
    }
