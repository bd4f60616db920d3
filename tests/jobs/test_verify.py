from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import CommandError, call_command
from django.utils import translation

from convenant.core.findings import Finding, Severity
from convenant.exchange.signing.report import Code
from convenant.wording.seals import SEAL_FINDINGS, seal_finding_words
from tests.exchange.signing.samples import NAME, key, sealed, unsealed


@pytest.fixture
def keys(tmp_path: Path, settings) -> Path:
    """An installation's key folder that trusts the sealer of the samples."""
    settings.CONVENANT_KEYS = tmp_path / "keys"
    settings.CONVENANT_KEYS.mkdir()
    pem = key().certificate.public_bytes(serialization.Encoding.PEM)
    (settings.CONVENANT_KEYS / "seal-certificate.pem").write_bytes(pem)
    return settings.CONVENANT_KEYS


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "overeenkomst.pdf"
    file.write_bytes(sealed())
    return file


def run(*arguments: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_genuine_file_is_named_so_with_its_sealer(keys, pdf):
    code, said, _ = run(pdf)

    assert code == 0
    assert "ECHT: het zegel klopt" in said
    assert f"Verzegeld door “{NAME}”, volgens het zegel op 22 november 2026, 16:00." in said
    assert "Voorwaarden: SHA-256" in said


def test_a_changed_file_is_refused_with_the_reason(keys, pdf):
    spoiled = bytearray(sealed())
    spoiled[3000] ^= 1
    pdf.write_bytes(spoiled)

    code, said, _ = run(pdf)

    assert code == 1
    assert "NIET ECHT" in said
    assert "na het verzegelen is er iets veranderd" in said


def test_a_stranger_is_not_believed_until_his_certificate_is_given(pdf, tmp_path, settings):
    settings.CONVENANT_KEYS = tmp_path / "nergens"
    certificate = tmp_path / "regio.pem"
    certificate.write_bytes(key().certificate.public_bytes(serialization.Encoding.PEM))

    code, said, _ = run(pdf)
    assert code == 1
    assert "NIET BEWEZEN" in said
    assert "--trust" in said

    code, said, _ = run(pdf, "--trust", certificate)
    assert code == 0
    assert not settings.CONVENANT_KEYS.exists()


def test_a_missing_file_could_not_be_checked_but_the_others_are(keys, pdf, tmp_path):
    code, said, complaint = run(tmp_path / "weg.pdf", pdf, tmp_path)

    assert code == 2
    assert "ECHT" in said
    assert "weg.pdf bestaat niet" in complaint
    assert "is een map" in complaint


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "bestaat niet"), (b"x", "geen certificaat")]
)
def test_a_certificate_that_cannot_be_read_stops_the_run(keys, pdf, tmp_path, content, reason):
    given = tmp_path / "cert.pem"
    if content is not None:
        given.write_bytes(content)

    with pytest.raises(CommandError, match=reason) as stopped:
        run(pdf, "--trust", given)
    assert stopped.value.returncode == 2


def test_the_answer_can_be_read_by_machines(keys, pdf, tmp_path):
    plain = tmp_path / "onverzegeld.pdf"
    plain.write_bytes(unsealed())

    code, said, complaint = run("--json", pdf, plain, tmp_path / "weg.pdf")
    genuine, unproven, missing = json.loads(said)

    assert code == 2
    assert complaint == ""
    assert genuine["genuine"] is True
    assert genuine["terms"]["equal"] is True
    assert genuine["seals"][0]["sealedAt"] == "2026-11-22T15:00:00+00:00"
    assert [finding["code"] for finding in unproven["findings"]] == ["seal_absent"]
    assert unproven["seals"] == []
    assert "bestaat niet" in missing["error"]


def test_a_file_name_cannot_steer_the_terminal(keys, pdf, tmp_path):
    code, _, complaint = run(tmp_path / "\x1b[2Jweg.pdf")

    assert code == 2
    assert "\x1b" not in complaint
    assert "[U+001B]" in complaint


def test_every_code_has_a_sentence_that_can_be_filled_in():
    values = {
        "bytes": 1, "limit": 2, "what": "x", "field": "Zegel", "sealer": "Regio", "count": 2,
        "found": "a", "declared": "b", "sha256": "c", "missing": 3,
    }  # fmt: skip

    assert set(SEAL_FINDINGS) == set(Code)
    with translation.override("nl"):
        for code in Code:
            said = seal_finding_words(Finding(code, Severity.BLOCKS, "", values))
            assert "%" not in said
            assert said.endswith((".", ")"))
