"""Every file people send gets its rows, or its own clear answer."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from convenant.core.actors import Kind
from convenant.core.imports.problems import FileNote, FileProblem, Problem, Unreadable
from convenant.exchange.spreadsheets import limits, reading
from convenant.wording.imports import file_problem_words, note_words

HEAD = ["KVK-nummer", "AGB-code", "Naam", "Peildatum", "Omzet"]
ROW = ["69599084", "73000001", "Lekzicht", "31-12-2024", "1.250.000"]


def xlsx(fill=None, *, rows=(HEAD, ROW), sheet="Aanbieders"):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, place, value)
            elif value is not None:
                page.write(number, place, value)
    if fill:
        fill(book, page)
    book.close()
    return out.getvalue()


def read(content, name="lijst.xlsx", kind=Kind.PROVIDER):
    return reading.read(content, name, kind=kind)


def refusal_of(content, name="lijst.xlsx", kind=Kind.PROVIDER):
    """Why a file is refused, and the sentence for it (all of its blanks are filled)."""
    with pytest.raises(Unreadable) as refused:
        read(content, name, kind)
    return refused.value.problem, file_problem_words(refused.value.problem, refused.value.values)


def notes_of(table):
    return {one.note: note_words(one.note, one.values) for one in table.notes}


def found_in(table, row=0):
    return {(one.field, one.problem) for one in table.rows[row].found}


def repacked(content, change):
    """The same archive with some parts changed or added: a name and its bytes each."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        parts = {name: old.read(name) for name in old.namelist()} | change
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def test_an_excel_file_is_read():
    table = read(xlsx())

    assert dict(table.rows[0].typed) == {
        "kvk": "69599084",
        "agb": "73000001",
        "name": "Lekzicht",
        "measured_on": "31-12-2024",
        "turnover": "1.250.000",
    }
    assert table.rows[0].number == 2
    assert FileNote.COLUMNS_FOUND in notes_of(table)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_whatever_separates_and_encodes_it(separator, encoding):
    lines = [separator.join(HEAD), separator.join([*ROW[:2], "Zorg Café", *ROW[3:]])]

    table = read("\r\n".join(lines).encode(encoding), "lijst.csv")

    assert table.rows[0].typed["name"] == "Zorg Café"
    assert (FileNote.OLD_ENCODING in notes_of(table)) == (encoding == "cp1252")


def test_csv_may_quote_separators_and_line_ends():
    text = 'KVK;AGB;Naam;Gemeenten 2024\n69599084;73000001;"De Brug; wonen";"Houten\nLopik"\n'

    row = read(text.encode(), "lijst.csv").rows[0]

    assert row.typed["name"] == "De Brug; wonen"
    assert row.typed["served:2024"] == "Houten; Lopik"


def test_an_ods_file_is_read():
    table = read(ods(_ods_row(*HEAD) + _ods_row(*ROW)), "lijst.ods")

    assert table.rows[0].typed["agb"] == "73000001"


def test_merged_cells_in_an_ods_file_are_named():
    spanned = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2" '
        'office:value-type="string"><text:p>69599084</text:p></table:table-cell>'
        + "".join(f"<table:table-cell><text:p>{v}</text:p></table:table-cell>" for v in ROW[1:])
        + "</table:table-row>"
    )

    table = read(ods(_ods_row(*HEAD) + spanned), "lijst.ods")

    assert ("kvk", Problem.MERGED) in found_in(table)


def _ods_row(*values):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>'
        for v in values
    )
    return f"<table:table-row>{cells}</table:table-row>"


def ods(rows, extra=None):
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0" '
        f'xmlns:style="{space}:style:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_of_50_mb_is_refused_with_its_size():
    problem, words = refusal_of(b"KVK;AGB\n" + b"x" * 50_000_000, "lijst.csv")

    assert problem is FileProblem.TOO_LARGE
    assert "50 MB" in words
    assert "10 MB" in words


def test_a_bomb_is_refused_before_it_goes_off():
    bomb = repacked(xlsx(), {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 300_000_000})

    problem, words = refusal_of(bomb)

    assert len(bomb) < limits.LARGEST_FILE
    assert problem is FileProblem.BOMB
    assert "MB" in words


def test_a_bomb_that_lies_about_its_size_goes_off_in_vain(monkeypatch):
    monkeypatch.setattr(limits.Bounded.__init__, "__defaults__", (10_000,))
    many = [HEAD, *([*ROW[:2], f"Naam {n}", *ROW[3:]] for n in range(2_000))]

    assert refusal_of(xlsx(rows=many))[0] is FileProblem.BOMB


def test_a_small_file_that_is_packed_well_is_no_bomb():
    table = read(xlsx(rows=[HEAD, *([ROW] * 3000)]))

    assert len(table.rows) == 3000


def test_macros_are_refused():
    content = repacked(xlsx(), {"xl/vbaProject.bin": b"x"})

    assert refusal_of(content, "lijst.xlsm")[0] is FileProblem.MACROS
    assert refusal_of(content, "lijst.xlsx")[0] is FileProblem.MACROS
    assert refusal_of(ods("", {"Basic/x.xml": b""}), "lijst.ods")[0] is FileProblem.MACROS


def test_an_old_excel_file_is_refused_with_what_to_do():
    problem, words = refusal_of(bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook", "lijst.xls")

    assert problem is FileProblem.OLD_EXCEL
    assert ".xlsx" in words


def test_a_workbook_with_a_password_is_refused():
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")

    assert refusal_of(content)[0] is FileProblem.ENCRYPTED


def test_a_binary_workbook_is_refused():
    content = repacked(xlsx(), {"xl/workbook.bin": b"x"})

    assert refusal_of(content, "lijst.xlsb")[0] is FileProblem.BINARY_EXCEL


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "leeg.xlsx", FileProblem.EMPTY),
        (b"  \n ", "leeg.csv", FileProblem.EMPTY),
        (b"PK\x03\x04kapot", "kapot.xlsx", FileProblem.DAMAGED),
        (b"geen zip", "lijst.xlsx", FileProblem.DAMAGED),
        (b"%PDF-1.7 x", "lijst.csv", FileProblem.NOT_A_SPREADSHEET),
        (b"<html><table>", "lijst.csv", FileProblem.NOT_A_SPREADSHEET),
        (b"\r\n<html><table>", "lijst.xls", FileProblem.NOT_A_SPREADSHEET),
    ],
)
def test_what_is_no_spreadsheet_is_told_apart(content, name, problem):
    assert refusal_of(content, name)[0] is problem


def test_a_zip_of_something_else_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("brief.txt", "x")

    assert refusal_of(out.getvalue())[0] is FileProblem.NOT_A_SPREADSHEET


def test_a_workbook_cut_off_halfway_is_damaged():
    assert refusal_of(xlsx()[:-400])[0] is FileProblem.DAMAGED
    broken = repacked(xlsx(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})
    assert refusal_of(broken)[0] is FileProblem.DAMAGED


def test_entities_in_a_workbook_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        strings = archive.read("xl/sharedStrings.xml")
    body = strings.split(b"?>", 1)[1].replace(b"Lekzicht", b"&e;")

    table = read(repacked(xlsx(), {"xl/sharedStrings.xml": evil + body}))

    assert "geheim" not in str(table)


def test_an_empty_sheet_is_empty():
    assert refusal_of(xlsx(rows=[]))[0] is FileProblem.EMPTY


def test_only_heads_are_no_rows():
    assert refusal_of(xlsx(rows=[HEAD]))[0] is FileProblem.NO_ROWS


def test_a_missing_head_is_told_with_what_stands_there():
    problem, words = refusal_of(xlsx(rows=[ROW, ROW]))

    assert problem is FileProblem.NO_HEADER
    assert "Lekzicht" in words


def test_a_missing_column_is_named_with_those_not_recognised():
    problem, words = refusal_of(xlsx(rows=[["KVK", "Naam", "Kleur"], ["1", "a", "b"]]))

    assert problem is FileProblem.COLUMN_MISSING
    assert "AGB-code" in words
    assert "Kleur" in words
    assert "rij 1" in words


def test_a_column_that_stands_twice_is_named_with_both_places():
    problem, words = refusal_of(xlsx(rows=[[*HEAD, "name"], [*ROW, "x"]]))

    assert problem is FileProblem.COLUMN_TWICE
    assert "Naam" in words
    assert "C" in words
    assert "F" in words


def test_a_list_of_the_other_kind_says_so():
    content = xlsx(rows=[["CBS-code", "Gemeente"], ["0321", "Houten"]])

    problem, words = refusal_of(content)

    assert problem is FileProblem.WRONG_KIND
    assert "gemeenten" in words


def test_heads_in_english_and_mixed_are_read():
    heads = ["Chamber of Commerce No", "AGB code", "Provider", "Reference date", "Jaaromzet (€)"]

    table = read(xlsx(rows=[[*heads, "Municipalities 2023", "Youth budget 2023", "Kleur"], [*ROW]]))

    assert set(table.rows[0].typed) == {"kvk", "agb", "name", "measured_on", "turnover"}
    assert "Municipalities" not in notes_of(table)[FileNote.COLUMNS_UNKNOWN]
    assert "Kleur (H)" in notes_of(table)[FileNote.COLUMNS_UNKNOWN]
    assert "Gemeenten 2023 (F)" in notes_of(table)[FileNote.COLUMNS_FOUND]


def test_titles_above_the_heads_do_not_matter():
    table = read(xlsx(rows=[["Overzicht 2024"], [], HEAD, ROW]))

    assert table.rows[0].number == 4


def test_a_formula_gives_its_result_and_is_told():
    table = read(xlsx(lambda _book, page: page.write_formula("E2", "=1000*2", None, 2000)))

    assert table.rows[0].typed["turnover"] == "2000"
    found = table.rows[0].found[0]
    assert found.problem is Problem.FORMULA
    assert found.values == {"cell": "E2", "formula": "=1000*2"}


def test_a_formula_without_a_result_must_be_typed():
    table = read(xlsx(lambda _book, page: page.write_formula("C2", "=A1&B1", None, "")))

    assert ("name", Problem.FORMULA_WITHOUT_RESULT) in found_in(table)
    assert "name" not in table.rows[0].typed


def test_a_fault_in_a_cell_is_told():
    content = repacked(
        xlsx(),
        {
            "xl/worksheets/sheet1.xml": _sheet1(xlsx()).replace(
                b'<c r="E2" t="s"><v>9</v></c>', b'<c r="E2" t="e"><v>#N/A</v></c>'
            )
        },
    )

    assert ("turnover", Problem.CELL_ERROR) in found_in(read(content))


def _sheet1(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_merged_cells_are_named_in_every_row_they_touch():
    rows = [HEAD, ROW, [None, "73000002", "De Linde", "31-12-2024", "5"]]

    table = read(xlsx(lambda _book, page: page.merge_range("A2:A3", "69599084"), rows=rows))

    for row in table.rows:
        told = [one for one in row.found if one.problem is Problem.MERGED]
        assert told[0].values == {"cells": "A2:A3"}


def test_merged_heads_are_told():
    rows = [["Lijst"], HEAD, ROW]

    table = read(xlsx(lambda _book, page: page.merge_range("F2:G2", "Budget"), rows=rows))

    assert "F2:G2" in notes_of(table)[FileNote.HEADER_MERGED]


def test_hidden_rows_count_and_are_told():
    table = read(xlsx(lambda _book, page: page.set_row(1, None, None, {"hidden": True})))

    assert ("", Problem.HIDDEN) in found_in(table)
    assert "2" in notes_of(table)[FileNote.ROWS_HIDDEN]


def test_hidden_columns_are_told():
    table = read(xlsx(lambda _book, page: page.set_column(2, 2, 10, None, {"hidden": True})))

    assert "C" in notes_of(table)[FileNote.COLUMNS_HIDDEN]


def test_of_several_sheets_the_one_with_the_list_is_read():
    def more(book, page):
        page.write_row(0, 0, ["Toelichting", "bij", "deze", "lijst", "x"])
        page.write_row(1, 0, ["a", "b", "c", "d", "e"])
        second = book.add_worksheet("Lijst")
        second.write_row(0, 0, HEAD)
        second.write_row(1, 0, ROW)
        book.add_worksheet("Geheim").hide()

    table = read(xlsx(more, sheet="Lees mij"))

    assert table.rows[0].typed["name"] == "Lekzicht"
    assert "Lees mij" in notes_of(table)[FileNote.SHEETS_NOT_READ]
    assert "Geheim" in notes_of(table)[FileNote.SHEETS_HIDDEN]


def test_a_date_is_a_date_however_excel_keeps_it():
    def dated(book, page):
        page.write_datetime("D2", date(2024, 12, 31), book.add_format({"num_format": "d mmm yyyy"}))
        page.write_number("D3", 45657)

    table = read(xlsx(dated, rows=[HEAD, ROW, ROW]))

    assert [row.typed["measured_on"] for row in table.rows] == ["31-12-2024", "31-12-2024"]
    assert found_in(table, 0) == set()
    assert found_in(table, 1) == {("measured_on", Problem.DATE_FROM_NUMBER)}


def test_dates_of_a_workbook_that_counts_from_1904():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ROW)
    page.write_datetime("D2", date(2024, 12, 31), book.add_format({"num_format": 14}))
    book.close()

    assert read(out.getvalue()).rows[0].typed["measured_on"] == "31-12-2024"


def test_zeros_that_excel_dropped_come_back_where_that_is_certain():
    rows = [HEAD, [1_177_142, 6_012_345, "Een", None, None], [12_345, 345, "Twee", None, None]]

    table = read(xlsx(rows=rows))

    assert (table.rows[0].typed["kvk"], table.rows[0].typed["agb"]) == ("01177142", "06012345")
    assert found_in(table) == {("kvk", Problem.ZEROS_RESTORED), ("agb", Problem.ZEROS_RESTORED)}
    assert (table.rows[1].typed["kvk"], table.rows[1].typed["agb"]) == ("12345", "345")


def test_a_text_of_seven_digits_is_not_completed():
    table = read(xlsx(rows=[HEAD, ["1177142", *ROW[1:]]]))

    assert table.rows[0].typed["kvk"] == "1177142"


def test_numbers_are_shown_as_people_see_them():
    rows = [HEAD, [*ROW[:4], 0.1 + 0.2], [*ROW[:4], 1.5e6], [69599084.0, *ROW[1:4], 1234567.891]]

    shown = [row.typed["turnover"] for row in read(xlsx(rows=rows)).rows]

    assert shown == ["0,3", "1500000", "1234567,89"]


def test_spaces_around_values_are_taken_away():
    rows = [HEAD, ["  69599084\u00a0", "73000001 ", "  Lek  zicht ", *ROW[3:]]]

    typed = read(xlsx(rows=rows)).rows[0].typed

    assert (typed["kvk"], typed["name"]) == ("69599084", "Lek zicht")


def test_more_rows_than_are_read_are_refused_with_the_limit():
    lines = ["KVK;AGB;Naam", *(f"1;2;Naam {n}" for n in range(100_000))]

    problem, words = refusal_of("\n".join(lines).encode(), "lijst.csv")

    assert problem is FileProblem.TOO_MANY_ROWS
    assert "20000" in words


def test_one_cell_in_the_far_corner_takes_no_memory():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = repacked(
        xlsx(),
        {"xl/worksheets/sheet1.xml": _sheet1(xlsx()).replace(b"</sheetData>", far)},
    )

    assert refusal_of(content)[0] is FileProblem.TOO_MANY_COLUMNS


def test_a_formula_in_csv_is_no_value():
    text = 'KVK;AGB;Naam\n69599084;73000001;=HYPERLINK("http://x")\n'

    table = read(text.encode(), "lijst.csv")

    assert ("name", Problem.FORMULA_WITHOUT_RESULT) in found_in(table)


def test_a_code_that_csv_guards_with_a_formula_is_read():
    text = 'KVK;AGB;Naam\n="01177142";="06012345";Een\n'

    assert read(text.encode(), "lijst.csv").rows[0].typed["kvk"] == "01177142"


def test_amounts_keep_their_cents():
    table = read(xlsx(rows=[HEAD, [*ROW[:4], 1234.5]]))

    assert Decimal(table.rows[0].typed["turnover"].replace(",", ".")) == Decimal("1234.5")
