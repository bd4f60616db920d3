import os
import shutil
import threading
from pathlib import Path

import pytest

from convenant.exchange.istandaarden.libxml import NoSchema
from convenant.exchange.istandaarden.messages import Message, Reason, Unreadable
from convenant.exchange.istandaarden.reading import read_file, read_many, read_message
from tests.exchange.istandaarden.material import (
    DATA,
    EXAMPLE,
    FEBRUARY,
    SHARED,
    XSD,
    allocation,
    changed,
    needs_standard,
)


def test_a_message_says_what_it_is_and_between_whom() -> None:
    message = read_message(DATA, name="a.xml")

    assert (message.name, message.kind, message.law) == ("a.xml", "323", "wmo")
    assert (message.provider, message.municipality) == ("41410101", "0356")
    assert message.header.identification == "D1"
    assert message.header.dated == EXAMPLE.dated
    assert (message.header.basis_xsd, message.header.message_xsd) == ("1.0.0", "1.0.0")
    assert message.declaration is not None
    assert message.declaration.number == FEBRUARY.number
    assert message.declaration.total == 97600 + 45000 + 12200 - 97600
    assert message.summary.counts == {"Client": 2, "Prestatie": 4}


def test_the_same_file_has_the_same_id_and_another_file_another() -> None:
    first, again, other = (read_message(data) for data in (DATA, DATA, changed(">R1<", ">R0<")))

    assert first.id == again.id != other.id
    assert len(first.id) == 64


def test_an_allocation_goes_the_other_way() -> None:
    message = read_message(allocation())

    assert (message.kind, message.provider, message.municipality) == ("301", "41410101", "0356")
    assert message.summary.counts == {"ToegewezenProduct": 1}


def test_many_files_are_answered_in_their_order_whatever_they_are() -> None:
    items = [("a", DATA), ("b", b"brief"), ("c", allocation()), ("d", EXAMPLE.data("wmo"))] * 150
    answers = list(read_many(items))

    assert [answer.name for answer in answers] == [name for name, _ in items]
    for answer in answers:
        if answer.name == "b":
            assert isinstance(answer, Unreadable)
            assert answer.code is Reason.NOT_XML
        else:
            assert isinstance(answer, Message)
            assert answer.kind == ("301" if answer.name == "c" else "323")
    alone = read_message(DATA)
    last = answers[-1]
    assert isinstance(last, Message)
    assert last.lines is not None
    assert last.lines.equals(alone.lines)


def test_a_large_file_is_read_as_a_small_one_is() -> None:
    client = DATA[DATA.index(b"<wmo323:Client>") : DATA.rindex(b"</wmo323:Clienten>")]
    large = DATA.replace(client, client * 400)
    assert len(large) > 1_000_000
    message = read_message(large)

    assert message.lines is not None
    assert message.lines.num_rows == 1600
    assert {finding.rule for finding in message.findings} == {"TR101", "TR315", "TR358"}
    with pytest.raises(Unreadable) as refusal:
        read_message(large[:-40])
    assert refusal.value.code is Reason.TRUNCATED


def test_a_file_of_two_gigabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)

    with pytest.raises(Unreadable) as refusal:
        read_file(path)

    assert refusal.value.code is Reason.TOO_LARGE
    assert refusal.value.name == "huge.xml"
    assert (refusal.value.what, refusal.value.expected) == (str(2 << 30), "..250000000")


def test_a_pipe_is_read_no_further_than_allowed(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    endless = threading.Thread(target=_pour, args=(path,), daemon=True)
    endless.start()

    with pytest.raises(Unreadable) as refusal:
        read_file(path, max_bytes=10_000)

    assert refusal.value.code is Reason.TOO_LARGE
    endless.join(timeout=10)
    assert not endless.is_alive()


def _pour(path: Path) -> None:
    try:
        with path.open("wb") as stream:
            while True:
                stream.write(b" " * 4096)
    except BrokenPipeError:
        return


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(DATA)

    assert read_file(path, max_bytes=len(DATA)).name == "a.xml"
    with pytest.raises(Unreadable):
        read_file(path, max_bytes=len(DATA) - 1)


def test_official_schemas_are_enforced_wherever_they_lie_in_the_folder(tmp_path: Path) -> None:
    deep = tmp_path / "downloads" / "iwmo"
    deep.mkdir(parents=True)
    (deep / "WMO323.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' targetNamespace="http://www.istandaarden.nl/iwmo/3_2/wmo323/schema">'
        '<xs:element name="Bericht" type="xs:int"/></xs:schema>',
        encoding="utf-8",
    )

    assert not read_message(DATA).official_xsd
    assert not read_message(allocation(), xsd_folder=tmp_path).official_xsd
    with pytest.raises(Unreadable) as refusal:
        read_message(DATA, xsd_folder=tmp_path)
    assert refusal.value.code is Reason.SCHEMA
    assert refusal.value.line
    assert "Bericht" in refusal.value.what


def test_a_folder_with_a_broken_schema_is_the_installations_fault(tmp_path: Path) -> None:
    (tmp_path / "wmo323.xsd").write_text("<xs:schema", encoding="utf-8")

    with pytest.raises(NoSchema, match=r"wmo323\.xsd"):
        read_message(DATA, xsd_folder=tmp_path)


SAMPLES = sorted((SHARED / "samples").glob("*.xml")) if SHARED.is_dir() else []


@needs_standard
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_of_the_standard_is_read_and_passes(path: Path) -> None:
    message = read_file(path, xsd_folder=XSD)

    assert message.law.upper() + message.kind == path.stem.split("_")[0]
    assert message.findings == ()
    assert message.official_xsd == ("derived" not in path.name)
    assert bool(message.summary.counts or message.summary.values) == (path.stem != "JW308")


@needs_standard
def test_a_sample_of_another_message_under_a_schemas_name_is_refused(tmp_path: Path) -> None:
    for name in ("JW305.xsd", "basisschema.xsd"):
        shutil.copy(XSD / "jw" / name, tmp_path)
    (tmp_path / "JW305.xsd").rename(tmp_path / "JW307.xsd")

    with pytest.raises(Unreadable) as refusal:
        read_file(SHARED / "samples" / "JW307.xml", xsd_folder=tmp_path)

    assert refusal.value.code is Reason.SCHEMA


@needs_standard
def test_a_summary_counts_classes_and_shows_the_telling_values() -> None:
    message = read_file(SHARED / "samples" / "JW307.xml")

    assert message.summary.counts == {"StopProduct": 2}
    assert message.summary.values["RedenBeeindiging"] == ("31",)
    assert message.summary.values["ToewijzingNummer"] == ("300201", "300202")
