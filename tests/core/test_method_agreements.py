from __future__ import annotations

from dataclasses import replace

import pytest

from convenant.core.findings import Severity, blocking
from convenant.core.method.agreements import (
    BASIS_TOPICS,
    BasisText,
    basis_complete,
    basis_without_prices,
    sub_complete,
)
from convenant.core.terms import Terms
from tests.factories import SUB_TERMS


@pytest.mark.parametrize("missing", BASIS_TOPICS)
def test_each_missing_topic_blocks_a_basic_agreement(missing):
    topics = frozenset(BASIS_TOPICS) - {missing}

    (finding,) = blocking(basis_complete(BasisText(topics, Terms())))

    assert finding.values == {"topic": missing}


def test_a_basic_agreement_with_all_topics_is_complete():
    assert basis_complete(BasisText(frozenset(BASIS_TOPICS), Terms())) == []


def test_prices_in_the_basis_are_warned_about_and_do_not_block():
    (finding,) = basis_without_prices(BasisText(frozenset(), SUB_TERMS))

    assert finding.severity is Severity.WARNS
    assert basis_without_prices(BasisText(frozenset(), Terms())) == []


@pytest.mark.parametrize(
    ("terms", "parties", "lacking"),
    [
        (SUB_TERMS, 3, []),
        (SUB_TERMS, 0, ["parties"]),
        (replace(SUB_TERMS, effects=()), 3, ["effect"]),
        (replace(SUB_TERMS, effects=(replace(SUB_TERMS.effects[0], budget=0),)), 3, ["budget"]),
        (replace(SUB_TERMS, products=()), 3, ["conditions"]),
        (replace(SUB_TERMS, duration=None), 3, ["conditions"]),
    ],
)
def test_what_a_sub_agreement_lacks_is_named(terms, parties, lacking):
    assert [finding.values["what"] for finding in sub_complete(terms, parties)] == lacking
