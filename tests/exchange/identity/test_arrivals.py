"""What claims mean: pure, so every case in a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from convenant.core.actors import Role
from convenant.exchange.identity import (
    Claims,
    IdentityProvider,
    NotAccepted,
    ProviderKind,
    Refusal,
    arrive,
)

LOA = "urn:etoegang:core:assurance-class:loa"
OWN = IdentityProvider(
    id="houten",
    name="Gemeente Houten",
    kind=ProviderKind.OWN,
    server_url="https://login.houten.example",
    client_id="convenant",
    secret="geheim",
    organisation="gemeente-houten",
    roles={"inkoop": (Role.PURCHASER,), "beheer": (Role.ADMINISTRATOR, Role.PURCHASER)},
)
BROKER = replace(
    OWN,
    id="eh",
    name="eHerkenning",
    kind=ProviderKind.EHERKENNING,
    organisation="",
    claims=Claims(
        subject=("urn:acting",), organisation={"kvk": ("urn:legal", "urn:kvk"), "oin": ("oin",)}
    ),
    default_roles=(Role.ACCOUNT_MANAGER,),
    levels=tuple(LOA + level for level in ("2", "2plus", "3", "4")),
    required_level=LOA + "3",
    second_factor_levels=frozenset({LOA + "3", LOA + "4"}),
)
EMPLOYEE = {
    "iss": "https://login.houten.example",
    "sub": "abc",
    "name": "Jan Bakker",
    "email": "jan@houten.example",
    "groups": ["inkoop", "iedereen"],
    "amr": ["pwd", "mfa"],
}
COMPANY = {
    "iss": "https://broker.example",
    "urn:acting": "a1b2",
    "urn:legal": "69599084",
    "acr": LOA + "3",
}


def test_an_employee_is_known_by_issuer_and_subject_and_has_the_roles_of_her_groups() -> None:
    found = arrive(EMPLOYEE, OWN)

    assert found.account == "https://login.houten.example|abc"
    assert (found.code, found.organisation) == ("slug", "gemeente-houten")
    assert found.roles == {Role.PURCHASER}
    assert found.second_factor


def test_groups_add_up_and_unknown_ones_give_nothing() -> None:
    assert arrive({**EMPLOYEE, "groups": ["beheer", "x"]}, OWN).roles == {
        Role.ADMINISTRATOR,
        Role.PURCHASER,
    }
    assert arrive({**EMPLOYEE, "groups": "x"}, OWN).roles == frozenset()


@pytest.mark.parametrize(
    ("amr", "counts"), [(["mfa"], True), (["pwd"], False), ("mfa", False), (None, False)]
)
def test_only_methods_that_the_operator_named_are_a_second_factor(amr, counts: bool) -> None:
    assert arrive({**EMPLOYEE, "amr": amr}, OWN).second_factor is counts


def test_claims_are_found_by_their_whole_name_or_by_a_path() -> None:
    claims = Claims(name=("https://x.example/naam",), groups=("realm_access.roles",))
    provider = replace(OWN, claims=claims)
    told = {
        **EMPLOYEE,
        "https://x.example/naam": "Jan",
        "realm_access": {"roles": ["beheer"]},
    }

    found = arrive(told, provider)

    assert found.name == "Jan"
    assert Role.ADMINISTRATOR in found.roles


def test_of_eherkenning_the_legal_subject_is_the_organisation_and_part_of_the_account() -> None:
    found = arrive(COMPANY, BROKER)

    assert (found.code, found.organisation) == ("kvk", "69599084")
    assert found.account == "https://broker.example|a1b2|69599084"
    assert found.roles == {Role.ACCOUNT_MANAGER}
    assert found.second_factor
    elsewhere = arrive({**COMPANY, "urn:legal": "11111111"}, BROKER)
    assert elsewhere.account != found.account


@pytest.mark.parametrize(
    ("level", "refusal"),
    [
        (LOA + "2", Refusal.LEVEL_TOO_LOW),
        (LOA + "2plus", Refusal.LEVEL_TOO_LOW),
        (LOA + "9", Refusal.LEVEL_UNKNOWN),
        ("", Refusal.LEVEL_UNKNOWN),
    ],
)
def test_a_level_below_what_is_asked_is_refused(level: str, refusal: Refusal) -> None:
    with pytest.raises(NotAccepted) as refused:
        arrive({**COMPANY, "acr": level}, BROKER)

    assert refused.value.refusal is refusal
    assert refused.value.values["wanted"] == "EH3"


def test_a_higher_level_than_asked_is_welcome() -> None:
    assert arrive({**COMPANY, "acr": LOA + "4"}, BROKER).second_factor


@pytest.mark.parametrize(
    ("missing", "named"), [("urn:acting", "urn:acting"), ("urn:legal", "urn:legal"), ("iss", "iss")]
)
def test_a_missing_claim_is_named(missing: str, named: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        arrive({**COMPANY, missing: ""}, BROKER)

    assert refused.value.refusal is Refusal.CLAIM_MISSING
    assert refused.value.values["claim"] == named


def test_an_oin_that_holds_a_kvk_number_is_read_and_another_must_be_mapped() -> None:
    without = {name: value for name, value in COMPANY.items() if name != "urn:legal"}

    assert arrive({**without, "oin": "00000003695990840000"}, BROKER).organisation == "69599084"
    mapped = replace(BROKER, organisations={"00000001001854669000": "gemeente-houten"})
    found = arrive({**without, "oin": "00000001001854669000"}, mapped)
    assert (found.code, found.organisation) == ("slug", "gemeente-houten")
    with pytest.raises(NotAccepted) as refused:
        arrive({**without, "oin": "00000001001854669000"}, BROKER)
    assert refused.value.refusal is Refusal.ORGANISATION_UNKNOWN


def test_a_key_that_would_not_fit_is_shortened_and_stays_one_persons() -> None:
    long, other = "x" * 300, "y" * 300

    first = arrive({**EMPLOYEE, "sub": long}, OWN).account
    second = arrive({**EMPLOYEE, "sub": other}, OWN).account

    assert len(first) <= 191
    assert first != second
