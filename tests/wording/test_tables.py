import pytest
from django.utils.translation import override

from convenant.wording.tables import cited_clause


@pytest.mark.parametrize(
    ("language", "kept", "spoken"),
    [
        ("nl", "artikel 4, tarief 02A05", "artikel 4, tarief 02A05"),
        ("en", "artikel 4, tarief 02A05", "article 4, tariff 02A05"),
        ("en", "artikel 5, plafond 2026", "article 5, ceiling 2026"),
    ],
)
def test_a_clause_from_the_ledger_is_told_in_the_readers_language(
    language: str, kept: str, spoken: str
) -> None:
    with override(language):
        assert cited_clause(kept) == spoken


def test_a_clause_written_otherwise_is_left_alone() -> None:
    with override("en"):
        assert cited_clause("bijlage 2") == "bijlage 2"
