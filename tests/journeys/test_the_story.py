"""The whole story, in browsers and without mocks: from round table to checked declaration.

Marieke buys care for five municipalities, Joost chairs the table. Annelies directs a large provider
with a seat; Ruben directs a small one without, where Lotte is his colleague; Mustafa's was not
there. Each step below is one of the nine of the story.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.journeys import post
from tests.journeys.people import People
from tests.journeys.site import Site
from tests.journeys.steps import agreeing, delivering, reading, talking
from tests.journeys.steps.story import Story

pytestmark = pytest.mark.journey


def test_from_round_table_to_checked_declaration(
    site: Site, people: People, tmp_path: Path
) -> None:
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    story = Story(site, people, tmp_path, today, post.last_month(today))

    # 1. The purchaser opens the region's home.
    talking.this_week_open_answers_and_a_ceiling_that_runs_out(story)
    # 2. She plans a round table and opens the concept at both tables.
    talking.a_table_is_planned_with_proposed_seats(story)
    talking.the_concept_is_put_on_the_agenda_and_published(story)
    # 3. A small provider and a seated one leave remarks.
    talking.the_small_provider_leaves_a_remark_on_the_article(story)
    talking.the_seated_provider_does_so_and_speaks_of_a_tariff_in_confidence(story)
    # 4. She answers, changes the article and a tariff, and publishes the next version.
    talking.a_new_version_changes_the_article_and_a_tariff(story)
    talking.every_remark_is_answered(story)
    talking.the_difference_shows_words_tariffs_and_remarks(story)
    # 5. The decision becomes an offer, answers and a signature.
    agreeing.the_chair_lays_down_the_decision(story)
    agreeing.the_purchaser_makes_the_offer(story)
    agreeing.the_colleague_answers_yes_and_cannot_sign(story)
    agreeing.the_director_signs(story)
    agreeing.the_pdf_is_genuine_and_a_changed_one_is_not(story)
    agreeing.another_provider_says_no_and_only_municipalities_read_why(story)
    # 6. A provider that was not there joins later.
    agreeing.the_outsider_joins_after_the_deadline(story)
    # 7. Declarations arrive and are checked.
    approved = delivering.approved_amounts(story)
    delivering.a_declaration_is_handed_in_and_checked_line_by_line(story)
    delivering.the_same_file_again_changes_nothing(story)
    delivering.another_declaration_comes_in_by_command(story)
    # 8. The money page shows what was spent against the ceilings.
    delivering.the_money_page_shows_the_amounts(story, before=approved)
    # 9. The public site shows what is public, and nothing else.
    reading.anyone_reads_what_is_public(story)
    reading.nobody_reads_what_is_not(story)

    assert people.complaints == []
