"""``convenant calculate``: the same sums as everywhere, with their steps."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def calculate(*words):
    out = StringIO()
    call_command("calculate", *words, stdout=out)
    return out.getvalue()


def test_a_ceiling_that_runs_out_says_when():
    told = calculate(
        *("ceiling --amount 2.300.000 --used 1.900.000 --months 10,5556 --on 2026-09-01".split())
    )

    assert "82,6" in told
    assert "2.2" in told
    assert "november 2026" in told


def test_the_same_sum_for_machines():
    words = "--json ceiling --amount 1200 --used 800 --months 8 --on 2026-09-01".split()

    assert json.loads(calculate(*words)) == {
        "share": "0.6667",
        "monthsLeft": "4.0",
        "goneOn": None,
    }


def test_a_volume_by_the_week_counts_broken_weeks():
    words = (
        "--json volume --volume 3 --unit 04 --frequency 2 --starts 2022-07-11 --ends 2022-09-04"
        " --first 2022-08-01 --last 2022-08-31"
    ).split()

    assert json.loads(calculate(*words)) == {"period": 15, "whole": 24}


def test_minutes_against_an_hour_tariff_are_rounded_once():
    words = "amount --volume 50 --unit 01 --tariff 75,65 --tariff-unit 04".split()

    assert "63,04" in calculate(*words)  # 75.65 x 50 / 60 = 63.0416...


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("amount --volume 5 --unit 04 --tariff 75.60", "75.60 is geen bedrag"),
        ("ceiling --amount 100 --used 10 --months veel", "veel is geen aantal"),
        ("ceiling --amount 100 --used 10 --months 2 --on 1-9-2026", "1-9-2026 is geen dag"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(words, sentence):
    with pytest.raises(CommandError, match=sentence) as wrong:
        calculate(*words.split())
    assert wrong.value.returncode == 1
