"""What the documents promise must be there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from django.utils.translation import override

from scripts import docs
from scripts.capabilities import ranges

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for folder in (REPOSITORY, REPOSITORY / "docs")
    for path in (folder.glob("*.md") if folder == REPOSITORY else folder.rglob("*.md"))
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def names(pages: list[Path]) -> list[str]:
    """Name pages by their path in the repository."""
    return [page.relative_to(REPOSITORY).as_posix() for page in pages]


def project() -> dict[str, str]:
    """Read what ``pyproject.toml`` says about the project."""
    table: dict[str, str] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    return table


@pytest.mark.parametrize("document", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text("utf-8")) if "://" not in link]

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_reference_is_what_the_code_says() -> None:
    with override("nl"):
        assert docs.stale() == []


def test_a_stale_reference_is_found_and_mended(tmp_path: Path) -> None:
    with override("nl"):
        docs.write(tmp_path)
        page = tmp_path / "lifecycles.md"
        page.write_text(page.read_text("utf-8").replace("confirmed --> open", "confirmed --> shut"))

        assert "-    confirmed --> shut: publish_agenda" in docs.stale(tmp_path)
        assert docs.write(tmp_path) == ["lifecycles.md"]
        assert docs.stale(tmp_path) == []


def test_every_lifecycle_and_rule_is_in_the_reference() -> None:
    with override("nl"):
        text = docs.rules() + docs.lifecycles()

    assert [name for name in docs.LIFECYCLES if f"## {name.capitalize()}" not in text] == []
    assert [rule.id for rule in docs.RULES if f"`{rule.id}`" not in text] == []


ADRS = sorted((REPOSITORY / "docs" / "adr").glob("*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.name[:4]) for page in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("document", ADRS, ids=names(ADRS))
def test_a_decision_is_short_and_says_what_follows(document: Path) -> None:
    text = document.read_text("utf-8")

    assert 15 <= len(text.splitlines()) <= 40
    assert text.startswith(f"# {int(document.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Why this came up",
        "What we do",
        "What follows",
    ]


def test_the_glossary_has_each_name_once() -> None:
    text = (REPOSITORY / "docs" / "domain" / "glossary.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("|")]
    terms = [row[0].strip() for row in rows if row[0].strip() not in {"code", "---"}]

    assert {len(row) for row in rows} == {3}
    assert len(terms) == len(set(terms))
    assert len(terms) > 70


def test_the_readme_opens_with_the_two_commands() -> None:
    lines = (REPOSITORY / "README.md").read_text("utf-8").splitlines()
    commands = [line.split("#")[0].strip() for line in lines[:6] if line.startswith("    ")]

    assert commands == ["make demo", "make test"]


@pytest.mark.parametrize("document", PAGES, ids=names(PAGES))
def test_make_targets_that_are_named_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = re.findall(r"(?:`|^    |`{3}\n)make ([a-z-]+)", text, re.MULTILINE)

    assert set(named) - known == set()


def test_publiccode_says_what_the_project_says() -> None:
    described = yaml.safe_load((REPOSITORY / "publiccode.yml").read_text("utf-8"))

    assert described["softwareVersion"] == project()["version"]
    assert described["legal"]["license"] == project()["license"] == "EUPL-1.2"
    assert described["intendedAudience"]["countries"] == ["NL"]
    assert all(
        len(text["shortDescription"]) <= 150 and 150 <= len(text["longDescription"]) <= 10_000
        for text in described["description"].values()
    )


def test_the_licence_is_the_eupl() -> None:
    text = (REPOSITORY / "LICENSE").read_text("utf-8")

    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert "hereby grants You a worldwide" in " ".join(text.split())


def test_runs_of_capabilities_are_written_short() -> None:
    assert ranges(["D001", "D003", "D002", "D007"]) == "D001-D003, D007"
    assert ranges([]) == ""


def test_the_locks_hold_what_the_project_asks_for() -> None:
    described = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    groups = described["dependency-groups"]
    for lock, asked in (
        ("requirements-uv.lock", groups["bootstrap"]),
        ("requirements.lock", [*described["project"]["dependencies"], *groups["build"]]),
        ("requirements-dev.lock", [*described["project"]["dependencies"], *groups["dev"]]),
    ):
        text = (REPOSITORY / lock).read_text("utf-8")
        names_asked = [re.split(r"[\[<>=]", requirement)[0] for requirement in asked]

        assert [name for name in names_asked if f"\n{name}==" not in f"\n{text}"] == []
        assert text.count("==") <= text.count("--hash=sha256:")
