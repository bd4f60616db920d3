"""Rules of the house that no linter has a name for. Each guard is proven in ``test_guards.py``."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import call_command
from django.urls import get_resolver

import convenant
from scripts import docs, words
from tests import guards

ROOT = Path(convenant.__file__).parent
REPOSITORY = ROOT.parent.parent

FLOORS_WITHOUT_TABLES = ("core", "ledger", "exchange")
"""What they save and delete are files, never rows."""

HEAVY = ("deltalake", "duckdb", "ibis", "pandas", "pikepdf", "pyarrow", "pyhanko", "weasyprint")
"""Together they take seconds to import: a server must start without them."""

NOT_SPOKEN = {
    "core.volumes.Counted": "inside the calculation of volumes",
    "core.volumes.Frequency": "codes of iWmo and iJw",
    "ledger.checks.rules.Cites": "inside the checks",
    "ledger.checks.rules.Needs": "inside the checks",
    "ledger.store.Kind": "tables of the ledger",
    "outbox.topics.Topic": "kinds of background work; only the worker reads them",
}
"""Enums nobody reads on a screen, and why. Steps of lifecycles are left out too: their buttons
say what they do."""

NO_VIEWER = {
    "agreements.queries.agreements.agreement_of_document": "a step between two rows one holds",
    "agreements.queries.agreements.current_version": "what was offered is public",
    "agreements.queries.agreements.terms_of": "of a version one was allowed to read",
    "agreements.queries.agreements.text_digest": "of a version one was allowed to read",
    "agreements.queries.consents.consent_of": "who is contracted is public",
    "agreements.queries.consents.contract_terms": "for the machine that judges lines",
    "agreements.queries.consents.knows_terms": "a digest tells nothing about its terms",
    "agreements.queries.offers.offers_past_deadline": "for the worker",
    "agreements.queries.offers.shown_as": "narrows what a viewer got",
    "agreements.queries.offers.tally": "counts, of an offer one was allowed to read",
    "delivery.queries.last_month": "which month was declared last tells nothing of anybody",
    "delivery.queries.ledger_version": "a number, for the machine that judges lines",
    "delivery.queries.lines_of": "of a message one was allowed to read",
    "delivery.queries.with_refusals": "narrows what a viewer got",
    "documents.queries.latest_public": "published texts are public",
    "parties.queries.actors.actor_at": "makes the viewer",
    "parties.queries.actors.actor_for": "makes the viewer",
    "parties.queries.actors.places": "makes the viewer",
    "parties.queries.actors.with_address": "for the door; it tells nobody anything",
    "parties.queries.actors.standing": "a step between two rows one holds",
    "outbox.queries.bundled": "for the worker that writes mail",
    "outbox.queries.claimers": "for the worker that starts",
    "parties.queries.rhythms.rhythms": "for the worker that writes mail",
    "parties.queries.rhythms.to_write_to_person": "for the worker that writes mail",
    "parties.queries.arrangements.count_words": "of an arrangement one was allowed to read",
    "parties.queries.arrangements.ready_for_tables": "yes or no, for a verb",
    "parties.queries.arrangements.status_of": "of an arrangement one was allowed to read",
    "parties.queries.arrangements.unanswered": "of an arrangement one was allowed to read",
    "parties.queries.regions.by_code": "names and codes of organisations are public",
    "parties.queries.regions.candidates": "who takes part is public, and its size class",
    "parties.queries.arrangements.arrangement_to_write": "for the worker that writes letters",
    "parties.queries.invitations.open_invitation": "for the command that begins",
    "parties.queries.periods.holds_on": "a condition, not a read",
    "parties.queries.mandates.mandated_by": "mandates are public decisions",
    "parties.queries.people.people_of": "for the worker that writes mail",
    "roundtables.queries.guard.chairs": "who chairs is no secret",
    "roundtables.queries.guard.statement_of": "what the chair stated is public",
    "roundtables.queries.proposals.holds_up_publication": "yes or no, for a verb",
    "roundtables.queries.proposals.shares_in_year": "counts of published agendas are public",
    "roundtables.queries.contributions.has_unanswered": "yes or no, for a verb",
    "roundtables.queries.doubles.sent_before": "for a verb, about its own actor",
    "roundtables.queries.meetings.meetings_in_year": "the calendar of tables is public",
    "roundtables.queries.series.circumstances": "only days, for who plans",
    "roundtables.queries.attendance.followed": "the secret of the address is the proof",
    "roundtables.queries.tables.table": "that a table exists is public",
}
"""Queries without a viewer, and why. All others take one, or say that what they give is public."""

FOR_MAKERS = ("web/shared/templates/shared/styleguide.html",)
"""Pages only developers see; their words need no translation."""

VIEWERS = ("seen_by", "viewer", "by")


OUTSIDE = ("config", "web", "api", "jobs", "exchange")
"""Floors that meet people and machines; the words and verbs of the house lie below them."""


def modules(name: str = "convenant") -> Iterator[ModuleType]:
    """Import and give every module below a package, leaving out migrations and the outside."""
    package = importlib.import_module(name)
    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", []), f"{name}."):
        if found.name.split(".")[1] not in OUTSIDE and not found.name.endswith(".migrations"):
            yield from modules(found.name)


def named(last: str) -> Iterator[ModuleType]:
    """Give the modules called so inside an area, and what lies in a package called so."""
    for module in modules():
        if module.__name__.split(".")[2:3] == [last]:
            yield module


def public_functions(module: ModuleType) -> Iterator[Callable[..., object]]:
    """Give the functions a module defines itself and does not hide."""
    for name, function in inspect.getmembers(module, inspect.isroutine):
        if not name.startswith("_") and getattr(function, "__module__", "") == module.__name__:
            yield function


def short(thing: ModuleType | Callable[..., object]) -> str:
    """Name a module, function or class without the package in front."""
    name = thing.__name__
    if not isinstance(thing, ModuleType):
        name = f"{thing.__module__}.{name}"
    return name.removeprefix("convenant.")


def sources(*patterns: str, below: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Give the name and text of files, without what was made elsewhere."""
    for pattern in patterns:
        for path in sorted(below.rglob(pattern)):
            if not {"vendor", "migrations", "locale"} & set(path.relative_to(below).parts):
                yield path.relative_to(below).as_posix(), path.read_text("utf-8")


def offences(guard: Callable[[str], list[str]], *files: tuple[str, str]) -> dict[str, list[str]]:
    """Give what a guard finds, by file, leaving out files where it finds nothing."""
    found = {name: guard(text) for name, text in files}
    return {name: offence for name, offence in found.items() if offence}


def test_only_actions_write_rows() -> None:
    found = {}
    for name, text in sources("*.py"):
        floor, *rest = name.split("/")
        if rest and rest[0].removesuffix(".py") == "actions":
            continue
        offence = guards.writes(text, rows=floor not in FLOORS_WITHOUT_TABLES)
        if offence:
            found[name] = offence

    assert found == {}


def test_verbs_take_keywords_and_say_who_and_when() -> None:
    verbs = [verb for module in named("actions") for verb in public_functions(module)]

    assert verbs
    found = {short(verb): guards.unlike_a_verb(verb) for verb in verbs}
    assert {name: offence for name, offence in found.items() if offence} == {}


def test_queries_take_the_viewer_or_say_that_they_are_public() -> None:
    found = [
        short(query)
        for module in named("queries")
        for query in public_functions(module)
        if guards.takes_no_viewer(query, VIEWERS)
        and "public" not in (query.__doc__ or "").lower()
        and short(query) not in NO_VIEWER
    ]

    assert found == []


def test_the_core_has_no_floating_point() -> None:
    assert offences(guards.floats, *sources("*.py", below=ROOT / "core")) == {}


def test_tables_hold_rows_and_no_workflow() -> None:
    tables = [
        (name, text)
        for name, text in sources("*.py")
        if "models" in name.removesuffix(".py").split("/")
    ]

    assert offences(guards.workflow_in_tables, *tables) == {}


def test_every_code_has_words() -> None:
    words_of = docs.spoken()
    found = {}
    for module in modules():
        for value in vars(module).values():
            if (
                inspect.isclass(value)
                and issubclass(value, Enum)
                and issubclass(value, str)
                and value.__module__ == module.__name__
                and not value.__name__.endswith("Step")
                and short(value) not in NOT_SPOKEN
                and (lacking := guards.unworded(value, words_of))
            ):
                found[short(value)] = lacking

    assert found == {}


def test_every_finding_has_words() -> None:
    codes = [
        code
        for _, text in sources("*.py", below=ROOT / "core")
        for code in guards.finding_codes(text)
    ]

    assert codes
    assert guards.unworded(codes, docs.spoken()) == []


def test_all_words_are_in_both_languages() -> None:
    assert words.problems() == []


def test_templates_have_no_style_or_script_of_their_own() -> None:
    assert offences(guards.inline, *sources("*.html", below=ROOT / "web")) == {}


def test_templates_have_no_words_that_cannot_be_translated() -> None:
    pages = [page for page in sources("*.html") if page[0] not in FOR_MAKERS]

    assert offences(guards.untranslated, *pages) == {}


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {
        name: length
        for name, text in sources("*.py", "*.html", "*.css", "*.js")
        if (length := len(text.splitlines())) > 400
    }

    assert lengths == {}


def test_nothing_names_a_registry_or_somebodys_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    found = {}
    for name in listed.stdout.decode().split("\0"):
        path = REPOSITORY / name
        if name and path.is_file() and b"\0" not in path.read_bytes()[:1024]:
            offence = guards.machine_bound(path.read_text("utf-8", errors="replace"))
            if offence:
                found[name] = offence

    assert found == {}


def test_every_url_is_in_the_permission_table() -> None:
    table = importlib.import_module("tests.web.test_permissions_table").PERMISSIONS
    known = {key if isinstance(key, str) else key[0] for key in table}

    assert set(guards.url_names(get_resolver().url_patterns)) - known == set()


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_server_starts_without_the_heavy_libraries() -> None:
    code = (
        "import json, sys, django; django.setup();"
        "import convenant.config.urls, convenant.config.wsgi;"
        "print(json.dumps(sorted(sys.modules)))"
    )
    started = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )

    assert started.stderr == ""
    assert set(json.loads(started.stdout)) & set(HEAVY) == set()
