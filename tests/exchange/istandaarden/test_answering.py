from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from convenant.exchange.istandaarden.answering import Answer, Outcome, Refusal, decided, write_325
from convenant.exchange.istandaarden.grammar import Law
from convenant.exchange.istandaarden.libxml import Schema
from convenant.exchange.istandaarden.reading import read_message
from convenant.exchange.istandaarden.writing import Unwritable
from tests.exchange.istandaarden.material import (
    CREDIT,
    DATA,
    EXAMPLE,
    FIRST_BSN,
    HOURS,
    SECOND_BSN,
    SHARED,
    XSD,
    Example,
    allocation,
    changed,
    needs_standard,
)

MESSAGE = read_message(DATA)
TOTAL = 57200
N = "*[local-name()='{}']"


def answer(*refusals: Refusal, data: bytes = DATA) -> Answer:
    return write_325(
        message=read_message(data),
        refusals=refusals,
        identification="A1",
        dated=date(2026, 3, 9),
    )


def values(given: Answer, path: str) -> list[str]:
    steps = "/".join(N.format(step) for step in path.split("/"))
    return [node.text for node in etree.fromstring(given.data).xpath(steps)]


def codes(given: Answer, path: str) -> list[str]:
    return values(given, "/".join(part for part in (path, "RetourCodes/RetourCode") if part))


LINES = "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie"


def test_an_approved_declaration_is_answered_with_its_total_and_no_clients() -> None:
    given = answer()

    assert given.decision.outcome is Outcome.APPROVED
    assert given.decision.awarded == TOTAL
    assert codes(given, "Header") == ["0200"]
    assert codes(given, "DeclaratieAntwoord") == ["8001"]
    assert values(given, "DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag") == [str(TOTAL)]
    assert values(given, "DeclaratieAntwoord/Clienten") == []


def test_a_level_2_fault_is_answered_with_only_a_header() -> None:
    broken = changed("<iwmo:TotaalBedrag>57200<", "<iwmo:TotaalBedrag>1<")
    given = answer(Refusal("line", "9338", 0), data=broken)

    assert given.decision.outcome is Outcome.REJECTED
    assert codes(given, "Header") == ["0001"]
    assert values(given, "DeclaratieAntwoord") == []


def test_a_fault_in_the_header_is_answered_with_only_a_header() -> None:
    given = answer(Refusal("header", "9056"), Refusal("declaration", "9333"))

    assert codes(given, "Header") == ["9056"]
    assert given.decision.awarded is None
    assert values(given, "DeclaratieAntwoord") == []


def test_a_fault_in_the_declaration_awards_nothing() -> None:
    given = answer(Refusal("declaration", "9333"), Refusal("line", "9338", 0))

    assert given.decision.outcome is Outcome.REJECTED
    assert codes(given, "Header") == ["0200"]
    assert codes(given, "DeclaratieAntwoord") == ["9333"]
    assert values(given, "DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag") == ["0"]
    assert values(given, "DeclaratieAntwoord/TotaalToegekendBedrag/DebetCredit") == ["D"]
    assert values(given, "DeclaratieAntwoord/Clienten") == []


def test_a_rejected_line_comes_back_unchanged_with_its_codes_and_without_the_others() -> None:
    given = answer(
        Refusal("line", "9341", 0), Refusal("line", "0611", 0), Refusal("line", "9341", 0)
    )

    assert given.decision.outcome is Outcome.PARTLY
    assert given.decision.awarded == TOTAL - HOURS.amount
    assert given.decision.rejected_lines == 1
    assert codes(given, "DeclaratieAntwoord") == ["0200"]
    assert values(given, "DeclaratieAntwoord/Clienten/Client/Bsn") == [FIRST_BSN]
    assert codes(given, "DeclaratieAntwoord/Clienten/Client") == ["0200"]
    assert codes(given, LINES) == ["9341", "0611"]
    sent = etree.fromstring(DATA).xpath("//" + N.format("Prestatie"))[0]
    back = etree.fromstring(given.data).xpath("//" + N.format("Prestatie"))[0]
    assert texts(back)[:-2] == texts(sent)


def texts(node: etree._Element) -> list[tuple[str, str]]:
    return [
        (etree.QName(leaf).localname, leaf.text or "") for leaf in node.iter("*") if not len(leaf)
    ]


def test_a_refused_client_comes_back_whole_with_lines_that_were_not_judged() -> None:
    given = answer(Refusal("client", "8187", 3), Refusal("line", "9338", 2))

    assert values(given, "DeclaratieAntwoord/Clienten/Client/Bsn") == [SECOND_BSN]
    assert codes(given, "DeclaratieAntwoord/Clienten/Client") == ["8187"]
    assert codes(given, LINES) == ["0233", "0233"]
    assert values(given, f"{LINES}/ProductReferentie/VorigReferentieNummer") == ["OLD1"]


def test_clients_and_lines_keep_the_order_of_the_message() -> None:
    given = answer(Refusal("line", "9338", 3), Refusal("client", "8187", 1))

    assert values(given, f"{LINES}/ProductReferentie/ReferentieNummer") == ["R1", "R2", "R4"]
    assert codes(given, LINES) == ["0233", "0233", "9338"]


CASES: dict[str, Sequence[Refusal]] = {
    "none": (),
    "a debit": (Refusal("line", "9338", 0),),
    "a credit": (Refusal("line", "8017", 3),),
    "a client": (Refusal("client", "8187", 0),),
    "all": tuple(Refusal("line", "9338", position) for position in range(4)),
    "debits, so that a credit remains": tuple(
        Refusal("line", "9338", position) for position in range(3)
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_awarded_is_what_was_asked_less_what_comes_back(case: str) -> None:
    given = answer(*CASES[case])

    def signed(path: str, name: str) -> list[int]:
        amounts = values(given, f"{path}/{name}")
        sides = values(given, f"{path}/DebetCredit")
        assert all(
            side == "D" for side, amount in zip(sides, amounts, strict=True) if amount == "0"
        )
        return [
            -int(amount) if side == "C" else int(amount)
            for amount, side in zip(amounts, sides, strict=True)
        ]

    [asked] = signed("DeclaratieAntwoord/TotaalIngediendBedrag", "TotaalBedrag")
    [awarded] = signed("DeclaratieAntwoord/TotaalToegekendBedrag", "TotaalBedrag")
    assert asked - awarded == sum(signed(f"{LINES}/IngediendBedrag", "Bedrag"))
    assert awarded == given.decision.awarded


def test_the_answer_is_the_mirror_of_what_was_sent() -> None:
    given = answer()

    assert values(given, "Header/Afzender") == ["0356"]
    assert values(given, "Header/Ontvanger") == ["41410101"]
    assert values(given, "Header/BerichtIdentificatie/Identificatie") == ["A1"]
    assert values(given, "Header/DeclaratieIdentificatie/Identificatie") == ["D1"]
    assert values(given, "Header/DeclaratieIdentificatie/Dagtekening") == ["2026-03-05"]
    assert values(given, "Header/XsdVersieDeclaratie/BerichtXsdVersie") == ["1.0.0"]
    assert values(given, "DeclaratieAntwoord/DeclaratieNummer") == ["F1"]


def test_the_file_is_utf_8_without_a_mark_and_its_lines_end_in_cr_lf() -> None:
    data = EXAMPLE.with_line(0, 0, reference="R&D <é>").data()
    given = answer(Refusal("line", "9338", 0), data=data)

    assert given.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n')
    assert given.data.count(b"\n") == given.data.count(b"\r\n") > 10
    assert values(given, f"{LINES}/ProductReferentie/ReferentieNummer") == ["R&D <é>"]


def test_an_answer_can_be_read_back() -> None:
    message = read_message(answer(Refusal("line", "9338", 0)).data)

    assert (message.kind, message.municipality, message.provider) == ("325", "0356", "41410101")
    assert message.summary.values["RetourCode"] == ("0200", "9338")


def test_only_codes_of_the_closed_list_are_taken() -> None:
    with pytest.raises(ValueError, match="9999 is no retourcode"):
        decided(MESSAGE, [Refusal("line", "9999", 0)])


@pytest.mark.parametrize("position", [None, -1, 4])
def test_a_line_that_is_not_there_cannot_be_refused(position: int | None) -> None:
    with pytest.raises(ValueError, match=f"no line {position} in a message of 4 lines"):
        decided(MESSAGE, [Refusal("line", "9338", position)])


def test_only_a_declaration_is_answered() -> None:
    with pytest.raises(ValueError, match="a 325 answers a 323, not a 301"):
        decided(read_message(allocation()), [])


def test_an_identification_that_is_too_long_is_not_written() -> None:
    with pytest.raises(Unwritable) as refusal:
        write_325(message=MESSAGE, refusals=[], identification="A" * 13, dated=date(2026, 3, 9))

    assert refusal.value.args == (
        "value-too-long", "Header/BerichtIdentificatie/Identificatie", "12",
    )  # fmt: skip


@needs_standard
@pytest.mark.parametrize("law", ["wmo", "jw"])
@pytest.mark.parametrize("case", CASES)
def test_every_answer_is_valid_by_the_standards_own_schema(case: str, law: Law) -> None:
    first, second = replace(HOURS, category="45", code="45A04"), replace(CREDIT, category="45")
    other = replace(first, reference="R2", allocation=2)
    youth = Example(clients=((FIRST_BSN, (first, other)), (SECOND_BSN, (first, second))))
    path = XSD / "jw" / "JW325.xsd"
    if law == "wmo":
        path = SHARED / "xsd-derived-wmo" / "WMO325.xsd"
    refusals = [*CASES[case]]
    message = read_message((youth if law == "jw" else EXAMPLE).data(law))
    given = write_325(
        message=message, refusals=refusals, identification="A1", dated=message.header.dated
    )

    assert Schema.compiled(Path(path)).first_fault(given.data) is None
