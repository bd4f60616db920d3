"""Every verdict on a message has a sentence, with amounts and days as people write them."""

from __future__ import annotations

import pytest

from convenant.exchange.istandaarden.messages import Reason
from convenant.exchange.istandaarden.rules import RULES as LEVEL2_RULES
from convenant.ledger.checks.rules import RuleId
from convenant.wording.delivery import reason_words, refusal_words
from convenant.wording.level2 import LEVEL2


@pytest.mark.parametrize("rule", RuleId)
def test_every_rule_says_what_is_wrong_and_what_to_do(rule):
    words = refusal_words(rule, expected="1", found="2")

    assert words.wrong.endswith(".")
    assert words.todo.endswith(".")
    assert "%(" not in words.wrong


@pytest.mark.parametrize(
    ("rule", "expected", "found", "sentence"),
    [
        ("TR418", "7560", "7500", "Het tarief is €\u00a075,00; afgesproken is €\u00a075,60."),
        (
            "TR307",
            "2026-01-15",
            "2026-01-01",
            "De periode begint op 1 januari 2026, vóór de toewijzing (15 januari 2026).",
        ),
        ("TR341", "04", "16", "De eenheid is dagdeel; afgesproken is uur."),
    ],
)
def test_values_are_written_as_people_write_them(rule, expected, found, sentence):
    assert refusal_words(rule, expected=expected, found=found).wrong == sentence


@pytest.mark.parametrize("reason", Reason)
def test_every_fault_in_a_file_has_a_sentence_and_says_where(reason):
    words = reason_words(
        reason.value, {"line": 7, "what": "dit", "where": "Header", "expected": "dat"}
    )

    assert words.startswith("Regel 7: ")
    assert "%(" not in words


def test_a_reason_without_values_is_still_a_sentence():
    assert reason_words(Reason.NOT_XML.value, {}).startswith("Het bestand is geen XML-bericht")


def test_every_rule_inside_a_declaration_has_words_with_its_number():
    assert {rule.number for rule in LEVEL2_RULES} == set(LEVEL2)
    assert "regel TR358" in reason_words("TR358", {"where": "Declaratie"})


def test_a_code_nobody_knows_is_a_defect_and_not_a_silence():
    with pytest.raises(ValueError, match="nooit"):
        refusal_words("nooit", expected="", found="")
