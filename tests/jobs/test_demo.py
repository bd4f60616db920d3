"""``convenant demo`` makes the same invented region every time, and never touches another one."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from convenant.core.actors import Role
from convenant.core.method.agreements import BASIS_TOPICS
from convenant.core.seats import SizeClass
from convenant.jobs.demo import content
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import invent_providers

SMALL = ("--providers", "20", "--months", "3")


def environment(folder: Path) -> dict[str, str]:
    left_out = {"DATABASE_URL", "CONVENANT_URL", "CONVENANT_DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "convenant.config.settings",
        "CONVENANT_HOME": str(folder / "var"),
        "CONVENANT_KEYS": str(folder / "keys"),
    }


def demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "django", "demo", "--no-serve", *options],
        env=environment(folder),
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo, made once."""
    folder = tmp_path_factory.mktemp("demo")
    done = demo(folder, *SMALL)
    assert done.returncode == 0, done.stderr
    return folder


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "var" / "convenant.sqlite3")) as database:
        return database.execute(query).fetchall()


def count(folder: Path, table: str) -> int:
    return int(rows(folder, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - our own words


def digest(folder: Path) -> str:
    """What makes a region this region: who, at what tariffs and ceilings, and what was paid."""
    told = [
        rows(folder, query)
        for query in (
            "SELECT name, slug, agb, kvk, cbs FROM parties_organisation ORDER BY slug",
            "SELECT name, email FROM parties_person ORDER BY email",
            "SELECT version_id, key, tariff FROM agreements_product ORDER BY 1, 2",
            "SELECT version_id, key, amount FROM agreements_ceiling ORDER BY 1, 2",
            "SELECT heading, text FROM documents_article ORDER BY version_id, position",
            "SELECT provider, code, sum(approved) FROM delivery_spending GROUP BY 1, 2",
        )
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def test_the_same_size_gives_the_same_region(made: Path, tmp_path: Path) -> None:
    again = demo(tmp_path, *SMALL)

    assert again.returncode == 0
    assert digest(tmp_path) == digest(made)


def test_a_second_run_finds_the_region_and_leaves_it(made: Path) -> None:
    before = digest(made)

    again = demo(made, *SMALL)

    assert again.returncode == 0
    assert "wordt gemaakt" not in again.stdout
    assert digest(made) == before


def test_the_cast_is_printed_with_its_password(made: Path) -> None:
    said = demo(made).stdout

    assert "samen-aan-tafel" in said
    assert "marieke.de.wit@lekstroom.example" in said
    assert "verzonnen" in said


def test_json_tells_the_same_to_a_machine(made: Path) -> None:
    told = json.loads(demo(made, "--json").stdout)

    assert told["region"] == "Lekstroom"
    assert len(told["cast"]) == 12
    assert told["steps"] == []


def test_the_marker_with_the_secrets_is_for_its_owner_only(made: Path) -> None:
    assert (made / "var" / "demo.json").stat().st_mode & 0o077 == 0


def test_everyone_agreed_a_first_version_of_all_four(made: Path) -> None:
    found = rows(
        made,
        "SELECT a.slug, v.number, count(*) FROM agreements_consent c"
        " JOIN agreements_agreement a ON a.id = c.agreement_id"
        " JOIN documents_version v ON v.id = c.version_id GROUP BY 1, 2",
    )

    signed = {(slug, number) for slug, number, _ in found}
    assert {slug for slug, number in signed if number == 1} == {
        "basisovereenkomst",
        "begeleiding",
        "huishoudelijke-hulp",
        "jeugdhulp-ambulant",
    }
    assert ("huishoudelijke-hulp", 2) in signed
    assert ("begeleiding", 2) not in signed


def test_a_second_version_of_begeleiding_waits_for_a_table(made: Path) -> None:
    status, items = rows(
        made,
        "SELECT v.status, (SELECT count(*) FROM roundtables_agendaitem i WHERE i.version_id = v.id)"
        " FROM documents_version v JOIN documents_document d ON d.id = v.document_id"
        " WHERE d.slug = 'begeleiding' AND v.number = 2",
    )[0]

    assert (status, items) == ("published", 0)


def test_one_offer_is_open_with_part_of_the_answers(made: Path) -> None:
    (offer,) = [row[0] for row in rows(made, "SELECT id FROM agreements_offer WHERE status='open'")]
    answers = count(made, f"agreements_answer WHERE offer_id = {offer}")

    assert 0 < answers < count(made, f"agreements_addressee WHERE offer_id = {offer}")


def test_one_table_is_open_this_week_with_unanswered_remarks(made: Path) -> None:
    (meeting,) = rows(made, "SELECT id, starts_at FROM roundtables_meeting WHERE status = 'open'")
    starts = datetime.fromisoformat(meeting[1]).replace(tzinfo=UTC)

    assert timedelta() < starts - datetime.now(UTC) < timedelta(days=7)
    assert count(made, "roundtables_contribution WHERE reply_id IS NULL") > 0


def test_the_outsider_signed_the_basis_only(made: Path) -> None:
    found = rows(
        made,
        "SELECT a.slug FROM agreements_consent c"
        " JOIN agreements_agreement a ON a.id = c.agreement_id"
        " JOIN parties_organisation o ON o.id = c.provider_id WHERE o.name LIKE '%Uiterdreef'",
    )

    assert found == [("basisovereenkomst",)]


def test_nearly_all_lines_are_approved_and_some_are_not(made: Path) -> None:
    lines, approved = rows(
        made, "SELECT sum(lines), sum(approved_lines) FROM delivery_message WHERE kind = '323'"
    )[0]

    assert lines > 500
    assert 0.95 * lines < approved < lines


def test_no_old_mail_waits_to_be_sent(made: Path) -> None:
    waiting = rows(
        made,
        "SELECT DISTINCT topic FROM outbox_task WHERE done_at IS NULL AND not_before_at IS NULL",
    )

    assert waiting == [("seal",)]  # and reminders of what is still to come


def test_a_folder_with_another_installation_is_refused_and_kept(tmp_path: Path) -> None:
    prepared = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=environment(tmp_path),
        check=True,
    )
    assert prepared.returncode == 0
    with closing(sqlite3.connect(tmp_path / "var" / "convenant.sqlite3")) as database:
        database.execute(
            "INSERT INTO parties_region (slug, name, founded_at, invented)"
            " VALUES ('echt', 'Echt', '2024-01-01', 0)"
        )
        database.commit()

    for options in ((), ("--fresh",)):
        refused = demo(tmp_path, *SMALL, *options)
        assert refused.returncode == 2
        assert "geen demo is" in refused.stderr

    assert rows(tmp_path, "SELECT slug FROM parties_region") == [("echt",)]


def test_a_demo_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.json").write_text('{"state": "being made"}')
    (tmp_path / "var" / "left-over").write_text("half")

    done = demo(tmp_path, "--providers", "12", "--months", "1")

    assert done.returncode == 0
    assert not (tmp_path / "var" / "left-over").exists()
    assert json.loads((tmp_path / "var" / "demo.json").read_text())["state"] == "ready"


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--providers", "3"), "--providers is een getal van 12 tot en met 500."),
        (("--months", "0"), "--months is een getal van 1 tot en met 48."),
    ],
)
def test_numbers_out_of_reach_are_refused(
    tmp_path: Path, option: tuple[str, str], says: str
) -> None:
    refused = demo(tmp_path, *option)

    assert refused.returncode == 2
    assert says in refused.stderr
    assert not (tmp_path / "var" / "demo.json").exists()


def test_170_providers_have_unique_names_and_codes_and_all_sizes() -> None:
    plans = invent_providers(170, content.people())

    assert len({plan.name for plan in plans}) == len({plan.slug for plan in plans}) == 170
    assert len({plan.agb for plan in plans}) == len({plan.kvk for plan in plans}) == 170
    assert all(len(plan.agb) == len(plan.kvk) == 8 for plan in plans)
    sizes = [plan.size for plan in plans]
    assert [sizes.count(size) for size in SizeClass] == pytest.approx([15, 45, 110], abs=2)


def test_the_basic_agreement_settles_every_obligatory_subject() -> None:
    assert {article.topic for article in content.basis().articles} >= set(BASIS_TOPICS)


def test_article_four_of_every_sub_agreement_is_about_the_tariffs() -> None:
    for story in content.subs():
        assert story.articles[3].key == "tarieven"
        assert 8 <= len(story.articles) <= 12
        keys = {article.key for article in story.articles}
        starts = date(2024, 1, 1)
        amounts = {plan.term.key: 1 for plan in story.ceilings}
        assert {
            term.article for term in story.terms(starts_on=starts, amounts=amounts).all()
        } <= keys


def test_every_role_of_the_story_is_in_the_cast() -> None:
    assert {member["role"] for member in content.people()["cast"]} >= {
        Role.PURCHASER,
        Role.CONTRACT_MANAGER,
        Role.ALDERMAN,
        Role.CHAIR,
        Role.METHOD_GUIDE,
        Role.SOCIAL_TEAM_MEMBER,
        Role.ADMINISTRATOR,
        Role.DIRECTOR,
        Role.ACCOUNT_MANAGER,
    }


def days() -> Iterator[datetime]:
    """Days on which counting back is hardest: the turns of years and months, leap days."""
    for day in ("01-01", "01-02", "02-28", "03-01", "03-31", "06-30", "07-01", "12-31"):
        for year in (2025, 2026, 2028):
            yield datetime.fromisoformat(f"{year}-{day}T10:00:00+00:00")
    yield datetime(2028, 2, 29, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("now", list(days()), ids=str)
@pytest.mark.parametrize("months", [1, 24, 36])
def test_on_every_day_the_order_of_events_holds(now: datetime, months: int) -> None:
    calendar = Calendar(now, months)

    assert calendar.start <= calendar.first_month < calendar.today
    assert calendar.since < calendar.basis_start < calendar.start
    assert timedelta() < calendar.this_week - now < timedelta(days=7)
    assert timedelta(days=6) < calendar.deadline - now < timedelta(days=12)
    assert calendar.next_terms > calendar.deadline.date()
    for story in (content.basis(), *content.subs()):
        begun, decided = calendar.held(story.start_at), calendar.held(story.decision_at)
        assert calendar.since < (begun - timedelta(days=60)).date()
        assert begun + timedelta(days=20) < decided
        assert decided.date() + timedelta(days=45) < calendar.start
