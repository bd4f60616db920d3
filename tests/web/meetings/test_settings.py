"""The working group, the norm of a year and the milestones, in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from convenant.core.agenda import TableKind
from convenant.roundtables import actions
from convenant.roundtables.models import (
    MeetingYearSetting,
    Milestone,
    MilestonePlan,
    WorkingGroupMember,
)
from tests.factories import NOON, SYSTEM


def page_of(response):
    return response.content.decode()


def test_the_working_group_is_chosen_from_the_municipalities(scene, url):
    browser = scene.browser("purchaser")
    chair = scene.people["chair"]

    typed = {"person": [str(chair.person), str(scene.people["seated"].person), "x", "9" * 30]}
    assert browser.post(url("working_group"), typed).status_code == 302

    assert [one.person_id for one in WorkingGroupMember.objects.all()] == [chair.person]
    assert chair.name in page_of(browser.get(reverse("tables:show", args=[scene.table.slug])))
    assert scene.browser("seated").post(url("working_group"), typed).status_code == 403


def test_a_table_chooses_its_year_and_an_own_norm_with_a_reason(scene, url):
    browser = scene.browser("purchaser")
    typed = {"kind": "contract", "begins_on": "2020-07-01", "least": "4", "why": "Kleine tafel."}

    assert browser.post(url("year"), typed).status_code == 302

    setting = MeetingYearSetting.objects.get()
    assert (setting.kind, setting.least) == ("contract", 4)
    assert "de norm is 4" in page_of(browser.get(url("year")))


@pytest.mark.parametrize(
    "changed",
    [{"why": " "}, {"least": "0"}, {"least": "1000000000000"}, {"kind": "maan"}, {"kind": ""}],
)
def test_an_own_norm_without_a_reason_or_sense_is_refused_and_kept(scene, url, changed):
    typed = {"kind": "calendar", "begins_on": "", "least": "4", "why": "Klein 🙂", **changed}

    response = scene.browser("purchaser").post(url("year"), typed)

    assert response.status_code == 422
    assert typed["why"] in page_of(response)
    assert not MeetingYearSetting.objects.exists()


def test_an_evaluation_table_has_no_norm_until_one_is_set(scene):
    table = actions.found_table(
        region=scene.region,
        slug="terugblik",
        name="Terugblik",
        document=scene.table.document,
        purpose="Samen terugkijken.",
        kind=TableKind.EVALUATION,
        by=SYSTEM,
        at=NOON,
    )
    browser = scene.browser("purchaser")
    shown, year = (reverse(name, args=[table.slug]) for name in ("tables:show", "meetings:year"))

    assert "Deze tafel heeft geen norm." in page_of(browser.get(shown))
    assert "de norm is" not in page_of(browser.get(shown))
    assert "De methode vraagt van deze tafel geen vast aantal." in page_of(browser.get(year))

    browser.post(year, {"kind": "calendar", "begins_on": "", "least": "2", "why": "Twee keer."})
    assert "de norm is 2" in page_of(browser.get(shown))


def begun(scene, url):
    browser = scene.browser("purchaser")
    assert browser.post(url("milestones"), {"year": "2027"}).status_code == 302
    plan = MilestonePlan.objects.get()
    return browser, plan, reverse("meetings:steps", args=[scene.table.slug, plan.year])


def rows(plan, **changed):
    steps = plan.milestones.order_by("position")
    return {
        "code": [one.code for one in steps],
        "name": [one.name for one in steps],
        "day": [one.on.isoformat() for one in steps],
        "step": "save",
        **changed,
    }


def test_the_milestones_of_a_year_begin_with_the_template_once(scene, url):
    browser, plan, _steps = begun(scene, url)

    assert plan.milestones.count() == 8
    page = page_of(scene.browser("outside").get(url("milestones")))
    assert "Colleges stellen de overeenkomst vast" in page
    assert browser.post(url("milestones"), {"year": "2027"}).status_code == 409
    assert scene.browser("outside").post(url("milestones"), {"year": "2028"}).status_code == 403


@pytest.mark.parametrize("year", ["", "0", "99999", "-1", "²⁰²⁷", "volgend jaar"])
def test_a_year_that_is_none_begins_no_milestones(scene, url, year):
    response = scene.browser("purchaser").post(url("milestones"), {"year": year})

    assert response.status_code == 409
    assert not MilestonePlan.objects.exists()


def test_a_milestone_after_its_successor_is_warned_for_and_kept(scene, url):
    browser, plan, steps = begun(scene, url)
    typed = rows(plan)
    typed["day"][0] = "2027-12-31"

    assert browser.post(steps, typed).status_code == 302

    page = page_of(browser.get(url("milestones")))
    assert "De werkgroep staat vast" in page
    assert "volgorde klopt niet" in page_of(
        browser.get(reverse("tables:show", args=[scene.table.slug]))
    )


@pytest.mark.parametrize(
    ("name", "day"), [("Eigen 🎯", ""), ("Eigen 🎯", "31-31-2027"), ("Eigen 🎯", "morgen")]
)
def test_a_step_without_a_day_is_refused_and_kept(scene, url, name, day):
    browser, plan, steps = begun(scene, url)
    typed = rows(plan)
    for field, value in (("code", ""), ("name", name), ("day", day)):
        typed[field] = [*typed[field], value]

    response = browser.post(steps, typed)

    assert response.status_code == 422
    assert "Geef elke mijlpaal een naam en een dag." in page_of(response)
    assert name in page_of(response)
    assert plan.milestones.count() == 8


@pytest.mark.parametrize("code", ["bedacht", "<script>"])
def test_a_step_nobody_knows_is_refused(scene, url, code):
    browser, plan, steps = begun(scene, url)
    typed = rows(plan)
    typed["code"] = [code, *typed["code"][1:]]

    assert browser.post(steps, typed).status_code in {409, 422}
    assert not Milestone.objects.filter(code=code).exists()


def test_a_step_is_reached_and_not_after_all(scene, url):
    browser, plan, _steps = begun(scene, url)
    step = plan.milestones.order_by("position").first()
    done = reverse("meetings:step_done", args=[step.pk])

    assert scene.browser("outside").post(done).status_code == 403
    assert scene.browser("stranger").post(done).status_code == 404
    browser.post(done)
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    browser.post(done)
    step.refresh_from_db()
    assert step.done_on is None


def test_a_new_table_is_not_red_for_a_year_it_did_not_have(scene, url):
    table = actions.found_table(
        region=scene.region,
        slug="nieuw",
        name="Nieuwe tafel",
        document=scene.table.document,
        purpose="Net begonnen.",
        by=SYSTEM,
        at=timezone.now() - timedelta(days=1),
    )

    page = page_of(scene.browser("purchaser").get(reverse("meetings:year", args=[table.slug])))

    assert "de norm is 9" in page
    assert "Plan er meer" in page
    assert "iet meer haalbaar" not in page
