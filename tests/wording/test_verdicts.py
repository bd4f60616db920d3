"""Verdicts on messages as sentences: with amounts, days and volumes as people write them."""

import pytest

from convenant.exchange.istandaarden.intake import NOT_YOURS, OTHER_REGION
from convenant.exchange.istandaarden.messages import Reason
from convenant.ledger.checks.rules import RuleId
from convenant.wording.delivery import reason_words, refusal_words
from convenant.wording.level2 import LEVEL2


@pytest.mark.parametrize(
    ("rule", "expected", "found", "words"),
    [
        ("TR418", "7560", "7600", "Het tarief is € 76,00; afgesproken is € 75,60."),
        ("TR307", "2026-05-11", "2026-05-01", "op 1 mei 2026, vóór de toewijzing (11 mei 2026)"),
        ("TR321", "12 04", "16 04", "(16 × uur) is meer dan de toewijzing deze maand toelaat (12"),
        ("TR322", "30000 83", "45000 83", "(€ 450,00) gaat dit boven de hele toewijzing (€ 300,00"),
        ("TR341", "04", "16", "De eenheid is dagdeel; afgesproken is uur."),
    ],
)
def test_the_values_of_a_rule_are_written_as_people_write_them(rule, expected, found, words):
    assert words in refusal_words(rule, expected=expected, found=found).wrong.replace("\xa0", " ")


@pytest.mark.parametrize("rule", list(RuleId))
def test_every_rule_says_what_is_wrong_and_what_to_do(rule):
    words = refusal_words(rule.value, expected="", found="")

    assert words.wrong.endswith(".")
    assert words.todo.endswith(".")


@pytest.mark.parametrize("code", [*Reason, *LEVEL2, *RuleId, NOT_YOURS, OTHER_REGION, "not-kept"])
def test_every_reason_for_refusing_a_whole_file_has_a_sentence(code):
    sentence = reason_words(str(code), {"line": 3, "where": "Header", "municipality": "0321"})

    assert "%(" not in sentence
    assert sentence.rstrip(")").endswith((".", "bericht", "Header"))
