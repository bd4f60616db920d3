"""A region begins, in browsers and without mocks: set-up, import, invitations, a mandate, an act
that is blocked.

Sanne administers Nieuwegein and begins the region Lekstroom; Bas buys and chairs for it. Petra
administers Houten, Kees IJsselstein. Noor directs a provider, where Tim and Els work with her.
Nothing is there before: no demo, no region, no account.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.people import People
from tests.journeys.site import Site, serving_empty
from tests.journeys.steps import enrolling, joining, mandating, setting_up
from tests.journeys.steps.joining import Start

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation in which nothing has happened yet."""
    with serving_empty(tmp_path_factory.mktemp("site")) as served:
        yield served


def test_from_nothing_to_a_region_with_mandates(site: Site, people: People, tmp_path: Path) -> None:
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    start = Start(site, people, tmp_path, today)

    # 1. One command invites the first administrator.
    joining.the_first_administrator_is_invited_by_command(start)
    joining.she_sets_her_password_and_a_second_factor(start)
    joining.the_link_works_once(start)
    # 2. She sets the region up, one question at a time.
    setting_up.the_region_gets_a_name_a_host_and_municipalities(start)
    setting_up.she_stops_halfway_and_goes_on_later(start)
    setting_up.a_colleague_is_invited(start)
    setting_up.no_table_before_it_is_settled(start)
    setting_up.the_other_questions_are_answered(start)
    setting_up.it_is_put_to_the_municipalities(start)
    # 3. Every municipality gives its word; with the last one it is settled.
    setting_up.administrators_of_the_others_are_invited(start)
    setting_up.the_first_word_is_not_enough(start)
    setting_up.it_is_settled_when_all_gave_theirs(start)
    # 4. Providers come from a spreadsheet with mistakes in it.
    enrolling.a_spreadsheet_shows_its_problems_in_plain_words(start)
    enrolling.one_row_is_corrected_and_one_skipped(start)
    enrolling.all_is_taken_over_at_once(start)
    enrolling.the_same_again_changes_nothing(start)
    # 5. A director comes in, proves that she may sign, and asks her colleagues.
    enrolling.the_first_director_is_invited(start)
    enrolling.she_cannot_sign_before_her_extract_is_checked(start)
    enrolling.the_region_checks_it(start)
    enrolling.she_invites_her_colleagues(start)
    enrolling.who_decides_on_access_is_refused(start)
    # 6. A municipality lets another act for it, within limits; outside them nothing happens.
    mandating.a_mandate_with_limits_is_given(start)
    mandating.there_is_a_text_to_talk_about(start)
    mandating.speaking_for_a_municipality_without_mandate_is_blocked(start)
    mandating.with_a_mandate_to_speak_it_goes_on(start)
    mandating.deciding_beyond_it_is_blocked(start)
    # 7. Whoever is not of this region finds nothing of it.
    mandating.an_outsider_learns_nothing(start)

    assert start.wrong == []
    assert people.complaints == []
