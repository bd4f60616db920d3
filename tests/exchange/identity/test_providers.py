"""The operator's file of identity providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from convenant.core.actors import Role
from convenant.exchange.identity import Faulty, ProviderKind, read_providers

OWN = """
providers:
  - id: houten
    name: Gemeente Houten
    server_url: https://login.houten.example/
    client_id: convenant
    secret_file: houten.secret
    organisation: gemeente-houten
    roles:
      zorg-inkoop: [purchaser, contract_manager]
"""
BROKER = """
providers:
  - id: eherkenning
    name: eHerkenning
    kind: eherkenning
    server_url: https://broker.example
    client_id: convenant
    secret: geheim
"""


def write(folder: Path, text: str) -> Path:
    (folder / "houten.secret").write_text("geheim\n")
    file = folder / "oidc.yaml"
    file.write_text(text)
    return file


def test_an_organisations_own_provider_is_read_with_its_secret_from_a_file(tmp_path: Path) -> None:
    (own,) = read_providers(write(tmp_path, OWN))

    assert (own.id, own.kind, own.secret) == ("houten", ProviderKind.OWN, "geheim")
    assert own.server_url == "https://login.houten.example"
    assert own.roles == {"zorg-inkoop": (Role.PURCHASER, Role.CONTRACT_MANAGER)}
    assert own.required_level == ""


def test_eherkenning_demands_eh3_and_makes_account_managers_unless_told_otherwise(
    tmp_path: Path,
) -> None:
    (broker,) = read_providers(write(tmp_path, BROKER))

    assert broker.required_level == "urn:etoegang:core:assurance-class:loa3"
    assert broker.default_roles == (Role.ACCOUNT_MANAGER,)
    assert broker.second_factor_levels == {
        "urn:etoegang:core:assurance-class:loa3",
        "urn:etoegang:core:assurance-class:loa4",
    }
    assert broker.claims.subject == ("urn:etoegang:core:ActingSubjectID",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("providers:", "aanbieders:", "must begin with a list called providers"),
        ("    name: Gemeente Houten\n", "", "name is missing"),
        ("https://login", "http://login", "must begin with https://"),
        ("purchaser", "inkoper", "is no role"),
        ("houten.secret", "weg.secret", "secret_file cannot be read"),
        ("    secret_file: houten.secret\n", "", "give secret_file"),
        ("    organisation: gemeente-houten\n", "", "say for which organisation"),
        ("id: houten", "id: Houten!", "only small letters"),
        ("organisation: gemeente", "organisatie: gemeente", "organisatie is not known"),
        ("name: Gemeente", "kind: saml\n    name: Gemeente", "kind is own or eherkenning"),
    ],
)
def test_a_fault_in_the_file_is_named_with_what_to_do(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    file = write(tmp_path, OWN.replace(old, new, 1))

    with pytest.raises(Faulty, match=words):
        read_providers(file)


def test_a_file_that_is_not_there_and_one_that_is_no_yaml_are_named(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="cannot be read"):
        read_providers(tmp_path / "weg.yaml")
    with pytest.raises(Faulty, match="is not YAML"):
        read_providers(write(tmp_path, "providers: [unclosed"))


def test_two_providers_with_one_id_are_refused(tmp_path: Path) -> None:
    twice = OWN + OWN.split("providers:\n")[1]

    with pytest.raises(Faulty, match="two providers with id houten"):
        read_providers(write(tmp_path, twice))
