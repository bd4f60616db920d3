"""A region to walk through: made once, and for each file of journeys a copy that is served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PATIENCE, People
from tests.journeys.site import Site, build, serving

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A demo region that is not served; nobody changes it."""
    return build(tmp_path_factory.mktemp("region"))


@pytest.fixture(scope="module")
def site(region: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The region, served for the journeys in one file."""
    with serving(region, tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="module")
def people(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[People]:
    """The cast; whoever was asked for stays signed in until the end of the file."""
    everybody = People(browser, site, browser_context_args)
    yield everybody
    everybody.leave()
