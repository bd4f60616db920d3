"""What every test has: the marks it may carry, and Debian's browser."""

from __future__ import annotations

import os
import re
import shutil
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

CAPABILITIES = range(1, 230)
"""D001 to D229: the numbered demands that tests prove."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only tests that touch the database, without the browser journeys",
    )


def pytest_configure() -> None:
    # Nothing has been collected or compressed in a checkout; files are served as they lie there.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # A slow hash guards people's passwords; the cast of a test has none worth guarding.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def is_capability(name: object) -> bool:
    """Say whether ``name`` is one of D001 to D229, written so."""
    return isinstance(name, str) and bool(
        re.fullmatch(r"D\d{3}", name) and int(name[1:]) in CAPABILITIES
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("capability"):
            if len(mark.args) != 1 or mark.kwargs or not is_capability(mark.args[0]):
                raise pytest.UsageError(
                    f'{item.nodeid}: a capability is marked with one id from "D001" to "D229", '
                    f"not with {mark.args}; give a second id its own mark."
                )
    if config.getoption("--database-only"):
        left_out = [item for item in items if not _touches_the_database(item)]
        items[:] = [item for item in items if _touches_the_database(item)]
        config.hook.pytest_deselected(items=left_out)
    if connection.vendor != "postgresql":
        not_here = pytest.mark.skip(reason="needs PostgreSQL; make test-postgres runs it")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(not_here)


def _touches_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("journey"):
        return False
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; nothing is downloaded for a test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("Journeys need Chromium: apt-get install chromium (make test does this).")
    # Chromium refuses its sandbox to root, and tests in a container run as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": sandbox}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch visitor at a desk."""
    return {
        **browser_context_args,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "viewport": {"width": 1280, "height": 900},
    }
