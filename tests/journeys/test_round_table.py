"""The life of a twin table, in browsers and without mocks: from a series of meetings to the
minutes, at both tables at once.

Marieke plans for the municipalities, Joost chairs. Annelies has a seat and speaks for the small
provider of Ruben and Lotte, who take part digitally; Mustafa's provider competes with both. At each
stage it is looked at what each of them, and the public, sees and does not see.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.people import People
from tests.journeys.site import Site
from tests.journeys.steps import concluding, gathering, twin
from tests.journeys.steps.round_table import Life

pytestmark = pytest.mark.journey


def test_the_life_of_a_twin_table(site: Site, people: People) -> None:
    life = Life(site, people, datetime.now(ZoneInfo("Europe/Amsterdam")).date())

    # 1. Who speaks for whom, when they meet, and an invitation for the calendar.
    gathering.a_small_provider_chooses_who_speaks_for_it(life)
    gathering.a_series_is_planned_with_preparations(life)
    gathering.confirming_sends_invitations_for_the_calendar(life)
    # 2. Both sides build the agenda; what competitors may not discuss has its own place.
    gathering.both_sides_raise_items(life)
    gathering.a_price_is_refused_with_what_to_do_instead(life)
    gathering.a_private_question_is_answered_to_who_asked(life)
    gathering.the_agenda_is_built_and_published(life)
    gathering.everybody_sees_the_agenda_they_may_see(life)
    # 3. Who has a seat asks those it speaks for.
    twin.the_represented_are_asked_and_answer(life)
    # 4. Remarks at both tables; one with an amount waits for the chair.
    twin.a_remark_proposes_other_words(life)
    twin.another_provider_supports_it(life)
    twin.a_remark_with_an_amount_is_held(life)
    twin.the_chair_decides_and_its_maker_writes_it_again(life)
    # 5. One answer for several remarks, with the clause that changed by them.
    twin.the_proposed_words_come_in_the_next_version(life)
    twin.one_answer_goes_to_both_tables(life)
    # 6. The table decides, and the meeting is held.
    concluding.the_chair_makes_the_statement_and_lays_down_the_decision(life)
    concluding.it_is_held_with_who_was_there(life)
    # 7. The represented hear what was said for them.
    concluding.the_speaker_reports_back(life)
    concluding.the_represented_reads_what_was_said_for_it(life)
    # 8. The minutes are shared, commented on and approved; then everybody may read them.
    concluding.the_minutes_are_shared_and_commented_on(life)
    concluding.the_comment_is_answered_and_the_minutes_approved(life)
    concluding.everybody_reads_what_came_of_it(life)
    # 9. What was said in confidence, or held up, is nowhere.
    concluding.nobody_learns_what_is_not_theirs(life)

    assert life.wrong == []
    assert people.complaints == []
