from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from convenant.exchange.istandaarden.explaining import explained
from convenant.exchange.istandaarden.grammar import shape
from convenant.exchange.istandaarden.libxml import Schema
from convenant.exchange.istandaarden.messages import Reason, Unreadable
from convenant.exchange.istandaarden.reading import official_schema, read_message
from convenant.exchange.istandaarden.schema import schema_of
from tests.exchange.istandaarden.material import (
    DATA,
    SHARED,
    XSD,
    allocation,
    changed,
    needs_standard,
)

LINE = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"
ZIP = b"PK\x03\x04 and so on"

REFUSED: dict[str, tuple[Reason, bytes, int | None, str, str]] = {
    "nothing": (Reason.EMPTY, b" \r\n", None, "", ""),
    "a zip": (Reason.ZIP, ZIP, None, "", ""),
    "a text": (Reason.NOT_XML, b"Geachte heer", 1, "", ""),
    "almost xml": (Reason.NOT_XML, b"<<a>", 1, "", ""),
    "a mark": (Reason.BYTE_ORDER_MARK, b"\xef\xbb\xbf" + DATA, 1, "", ""),
    "utf-16": (Reason.NOT_UTF8, DATA.decode().encode("utf-16"), 1, "UTF-16", ""),
    "latin-1": (Reason.NOT_UTF8, changed("UTF-8", "ISO-8859-1"), 1, "ISO-8859-1", ""),
    "a wrong byte": (Reason.NOT_UTF8, DATA.replace(b"R2", b"R\xe9"), 54, "", ""),
    "a wrong byte at the start": (Reason.NOT_UTF8, DATA.replace(b"D1", b"D\xe9"), 10, "", ""),
    "a doctype": (
        Reason.DOCTYPE, changed("<wmo323:B", '<!DOCTYPE a SYSTEM "b">\r\n<wmo323:B'), 2, "", "",
    ),
    "an entity": (
        Reason.ENTITY, changed(">R1<", ">&hoi;<"), 35, "",
        f"{LINE}/ProductReferentie/ReferentieNummer",
    ),
    "half a file": (Reason.TRUNCATED, DATA[: len(DATA) // 2], 56, "",
        f"{LINE[:-3]}[2]/ToewijzingNummer"),
    "no end": (Reason.TRUNCATED, DATA.replace(b"</wmo323:Bericht>", b""), 119, "", ""),
    "crossed tags": (
        Reason.TAGS_MISMATCHED, changed("</wmo323:Eenheid>", "</wmo323:Volume>"), 45, "",
        f"{LINE}/Eenheid",
    ),
    "a stray sign": (Reason.MALFORMED, changed(">R1<", ">R&1<"), 35,
        "not well-formed (invalid token)", f"{LINE}/ProductReferentie/ReferentieNummer"),
    "two roots": (Reason.MALFORMED, DATA + b"<a/>", 119, "junk after document element", ""),
    "a web page": (Reason.UNKNOWN_MESSAGE, b"<html></html>", 1, "html", ""),
    "an older message": (
        Reason.UNKNOWN_MESSAGE, DATA.replace(b"wmo323", b"wmo303"), 2,
        "http://www.istandaarden.nl/iwmo/3_2/wmo303/schema", "",
    ),
    "laws mixed": (
        Reason.UNKNOWN_MESSAGE, DATA.replace(b"/wmo323/", b"/jw323/"), 2,
        "http://www.istandaarden.nl/iwmo/3_2/jw323/schema", "",
    ),
    "version 2.4": (Reason.WRONG_VERSION, DATA.replace(b"3_2", b"2_4"), 2, "2.4", ""),
    "version 3.1": (Reason.WRONG_VERSION, DATA.replace(b"3_2", b"3_1"), 2, "3.1", ""),
    "version 3.1 inside": (
        Reason.WRONG_VERSION, changed("<wmo323:BerichtSubversie>2", "<wmo323:BerichtSubversie>1"),
        6, "1", "Header/BerichtSubversie",
    ),
    "another code": (Reason.VALUE_NOT_LISTED, changed(">484<", ">490<"), 4, "490",
        "Header/BerichtCode"),
    "another namespace": (
        Reason.WRONG_NAMESPACE,
        changed("<wmo323:ProductCode>02A05</wmo323:ProductCode>",
                "<iwmo:ProductCode>02A05</iwmo:ProductCode>"),
        39, "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema", f"{LINE}/ProductCode",
    ),
    "an element less": (
        Reason.ELEMENT_MISSING, changed("<wmo323:Eenheid>04</wmo323:Eenheid>\r\n", ""), 45,
        "ProductTarief", f"{LINE}/Eenheid",
    ),
    "the last element less": (
        Reason.ELEMENT_MISSING,
        changed("<iwmo:DebetCredit>D</iwmo:DebetCredit>\r\n</wmo323:Ing", "</wmo323:Ing"), 49, "",
        f"{LINE}/IngediendBedrag/DebetCredit",
    ),
    "an element more": (
        Reason.ELEMENT_UNKNOWN, changed("<wmo323:Eenheid>", "<wmo323:A/><wmo323:Eenheid>"), 45,
        "A", f"{LINE}/A",
    ),
    "an element in a value": (
        Reason.ELEMENT_UNKNOWN, changed(">R1<", "><a/>R1<"), 35, "a",
        f"{LINE}/ProductReferentie/ReferentieNummer/a",
    ),
    "an element too early": (
        Reason.ELEMENT_MISSING,
        changed("<wmo323:GeleverdVolume>16</wmo323:GeleverdVolume>\r\n"
                "<wmo323:Eenheid>04</wmo323:Eenheid>",
                "<wmo323:Eenheid>04</wmo323:Eenheid>\r\n"
                "<wmo323:GeleverdVolume>16</wmo323:GeleverdVolume>"),
        44, "Eenheid", f"{LINE}/GeleverdVolume",
    ),
    "an element too late": (
        Reason.ELEMENT_MISPLACED,
        changed("<wmo323:ProductCode>", "<wmo323:ToewijzingNummer>1</wmo323:ToewijzingNummer>"
                "<wmo323:ProductCode>"),
        39, "ToewijzingNummer", f"{LINE}/ToewijzingNummer",
    ),
    "an element twice": (
        Reason.ELEMENT_REPEATED,
        changed("</wmo323:Eenheid>", "</wmo323:Eenheid><wmo323:Eenheid>04</wmo323:Eenheid>"),
        45, "Eenheid", f"{LINE}/Eenheid",
    ),
    "an attribute": (Reason.ATTRIBUTE_UNKNOWN, changed("<wmo323:Bsn>", '<wmo323:Bsn a="b">'), 31,
        "a", "Declaratie/Clienten/Client[1]/Bsn"),
    "a type of its own": (
        Reason.ATTRIBUTE_UNKNOWN,
        changed("<wmo323:Bsn>", '<wmo323:Bsn xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
                ' i:nil="true">'),
        31, "http://www.w3.org/2001/XMLSchema-instance nil", "Declaratie/Clienten/Client[1]/Bsn",
    ),
    "a stray text": (Reason.TEXT_MISPLACED, changed("<wmo323:Clienten>", "<wmo323:Clienten>x"),
        30, "", "Declaratie/Clienten"),
    "an empty value": (Reason.VALUE_EMPTY, changed(">R1<", "><"), 35, "",
        f"{LINE}/ProductReferentie/ReferentieNummer"),
    "an empty number": (Reason.VALUE_EMPTY, changed(">16<", "> <"), 44, "",
        f"{LINE}/GeleverdVolume"),
    "a long value": (Reason.VALUE_TOO_LONG, changed(">02A05<", ">02A05X<"), 39, "02A05X",
        f"{LINE}/ProductCode"),
    "an unlisted code": (Reason.VALUE_NOT_LISTED, changed("heid>04<", "heid>05<"), 45, "05",
        f"{LINE}/Eenheid"),
    "half a unit": (Reason.VALUE_NOT_WHOLE, changed(">16<", ">16,5<"), 44, "16,5",
        f"{LINE}/GeleverdVolume"),
    "a negative amount": (Reason.VALUE_OUT_OF_RANGE, changed(">97600<", ">-1<"), 48, "-1",
        f"{LINE}/IngediendBedrag/Bedrag"),
    "a huge number": (Reason.VALUE_OUT_OF_RANGE, changed(">16<", f">{'9' * 5000}<"), 44,
        "9" * 80 + "…", f"{LINE}/GeleverdVolume"),
    "a day that is not": (
        Reason.VALUE_NOT_DATE, changed("2026-02-28<", "2026-02-29<"), 22, "2026-02-29",
        "Declaratie/DeclaratiePeriode/Einddatum",
    ),
    "a day with a zone": (
        Reason.VALUE_NOT_DATE, changed("2026-02-28<", "2026-02-28Z<"), 22, "2026-02-28Z",
        "Declaratie/DeclaratiePeriode/Einddatum",
    ),
    "a short sender": (Reason.VALUE_FORMAT, changed(">41410101<", ">4141010<"), 7, "4141010",
        "Header/Afzender"),
    "a citizen's number": (Reason.VALUE_FORMAT, changed(">999900006<", ">99990000x<"), 31, "",
        "Declaratie/Clienten/Client[1]/Bsn"),
    "a time": (
        Reason.VALUE_NOT_TIME, allocation().replace(b"09:00:00", b"9 uur"), 53, "9 uur",
        "Client/ToegewezenProducten/ToegewezenProduct[1]/Toewijzingstijd",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_message_is_refused_with_what_is_wrong_and_where(case: str) -> None:
    code, data, line, what, where = REFUSED[case]

    with pytest.raises(Unreadable) as refusal:
        read_message(data, name="file.xml")

    found = refusal.value
    assert (found.code, found.what, found.where) == (code, what, where)
    assert found.name == "file.xml"
    assert found.line == line


def test_every_reason_is_proven_here_or_where_files_are_read() -> None:
    elsewhere = {Reason.TOO_LARGE, Reason.SCHEMA}

    assert {code for code, *_ in REFUSED.values()} | elsewhere == set(Reason)


def test_a_refusal_says_what_was_expected() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_message(changed("heid>04<", "heid>05<"))

    assert refusal.value.expected == "01 04 14 16 82 83 84"


def test_a_refusal_never_repeats_what_says_who_somebody_is() -> None:
    data = allocation()
    for told, wrong in (
        (b">999900006<", b">123456782x<"),
        (b">1961-05-17<", b">1961-05-32<"),
        (b">Bakker<", b"> <"),
        (b">7<", b">zeven<"),
        (b">1234AB<", b">1234ABCDE<"),
    ):
        with pytest.raises(Unreadable) as refusal:
            read_message(data.replace(told, wrong, 1))
        assert refusal.value.what == ""


TEXTS = [
    "", " ", "0", "04", "1", "-1", "+7", "007", " 5 ", "1.5", "99999999999", "2026-02-30",
    "2026-02-28", " 2026-02-28 ", "2026-02-28Z", "C", "02", "31", "abc", "x" * 30, "12345678",
    "0356", "09:00:00", "09:00:00.5", "25:00:00", "1.0.0", "01.0.0", "é", "a\nb", "999900006",
]  # fmt: skip


def _remove(node: Any, _: Any) -> None:
    node.getparent().remove(node)


def _repeat(node: Any, _: Any) -> None:
    node.addnext(etree.fromstring(etree.tostring(node)))


def _swap(node: Any, _: Any) -> None:
    following = node.getnext()
    if following is not None:
        node.addprevious(following)


def _rename(node: Any, draw: Any) -> None:
    namespace = etree.QName(node).namespace
    name = draw(st.sampled_from(["Onbekend", "Bsn", "Eenheid", "Einddatum", "Client", "Code"]))
    node.tag = f"{{{namespace}}}{name}"


def _move_namespace(node: Any, _: Any) -> None:
    node.tag = f"{{urn:elders}}{etree.QName(node).localname}"


def _say(node: Any, draw: Any) -> None:
    node.text = draw(st.sampled_from(TEXTS))


def _mark(node: Any, _: Any) -> None:
    node.set("a", "b")


CHANGES: list[Callable[[Any, Any], None]] = [
    _say, _say, _say, _remove, _repeat, _swap, _rename, _move_namespace, _mark,
]  # fmt: skip


@st.composite
def mutations(draw: Any, data: bytes) -> bytes:
    """The message with one or two things changed anywhere below its root."""
    root = etree.fromstring(data)
    for _ in range(draw(st.integers(1, 2))):
        nodes = [node for node in root.iter("*") if node is not root]
        if not nodes:
            break  # the first change took them all away
        draw(st.sampled_from(CHANGES))(draw(st.sampled_from(nodes)), draw)
    return etree.tostring(root, encoding="UTF-8")


def agreed(data: bytes, kind: str, law: str, official: Schema | None) -> None:
    one = shape(kind, law)  # type: ignore[arg-type]
    fault = schema_of(kind, one.law).first_fault(data)
    told = explained(data, one)
    assert (fault is None) == (told is None), (fault, told)
    if official is not None:
        theirs = official.first_fault(data)
        assert (fault is None) == (theirs is None), (fault, theirs)


@settings(deadline=None, max_examples=300)
@given(mutations(DATA))
def test_the_quick_check_and_the_explanation_agree(data: bytes) -> None:
    agreed(data, "323", "wmo", None)


@needs_standard
@settings(deadline=None, max_examples=400)
@given(st.data())
def test_our_own_check_agrees_with_the_official_schemas(data: st.DataObject) -> None:
    samples = sorted(path for path in (SHARED / "samples").iterdir() if "derived" not in path.name)
    sample = data.draw(st.sampled_from(samples))
    kind, law = sample.stem[-3:], sample.stem[:-3].lower()
    official = official_schema(XSD, shape(kind, law))  # type: ignore[arg-type]

    agreed(data.draw(mutations(sample.read_bytes())), kind, law, official)
