from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string

from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Kind,
    Meter,
    Table,
    Tone,
    pagination,
)


def table(**changes):
    values = {
        "caption": "Besteed",
        "columns": [Column("Aanbieder"), Column("Besteed", Kind.EURO)],
        "rows": [["Lekzorg", 123456], [Cell("De Kievit", "/kievit/", "klein"), None]],
    }
    return Table(**(values | changes))


def rendered(name, **values):
    return render_to_string(f"components/{name}.html", values)


def test_a_table_writes_values_as_its_columns_say_and_labels_them_for_a_phone():
    html = rendered("table", table=table(totals=["Totaal", 123456]))

    assert html.count("€\u00a01.234,56") == 2
    assert '<td role="cell" data-label="Besteed" class="number">' in html
    assert '<a href="/kievit/">De Kievit</a><span class="cell__note">klein</span>' in html


def test_a_table_without_rows_says_so_instead_of_showing_an_empty_frame():
    html = rendered("table", table=table(rows=[], empty="Nog niemand declareerde."))

    assert "Nog niemand declareerde." in html
    assert "<table" not in html


def test_a_row_with_a_cell_too_many_is_refused():
    with pytest.raises(ValueError, match="zip"):
        list(table(rows=[["Lekzorg", 1, 2]]).lines())


def test_a_meter_marks_the_ceiling_where_spending_went_past_it():
    over = Meter("Vervoer", spent=300_00, ceiling=240_00)

    assert (over.fill, over.mark, over.share) == (100, 80, Decimal("1.25"))
    assert 'x1="80%"' in rendered("meter", meter=over)


def test_a_meter_below_its_ceiling_has_no_mark_and_without_ceiling_no_share():
    below = Meter("Begeleiding", spent=60_00, ceiling=100_00)

    assert (below.fill, below.mark) == (60, 100)
    assert "meter__mark" not in rendered("meter", meter=below)
    assert Meter("Nieuw", spent=0, ceiling=0).share is None


def test_a_correction_below_zero_leaves_the_bar_empty():
    assert Meter("Terug", spent=-5_00, ceiling=100_00).fill == 0


def test_pagination_keeps_the_other_parts_of_the_address():
    page = Paginator(range(170), 25).page(3)

    pages = pagination(page, QueryDict("zoek=lek&page=3&soort=groot"))

    assert (pages.first, pages.last, pages.total) == (51, 75, 170)
    assert pages.next_url == "?zoek=lek&soort=groot&page=4"
    assert [link.number for link in pages.links] == [1, 2, 3, 4, None, 7]
    assert [link.number for link in pages.links if link.current] == [3]


def test_pagination_of_one_page_shows_no_links():
    html = rendered("pagination", pages=pagination(Paginator([1], 25).page(1), QueryDict()))

    assert "<a" not in html


def test_what_people_typed_is_shown_as_text():
    html = rendered("badge", badge=Badge("<b>ja</b>", Tone.GOOD))

    assert "&lt;b&gt;ja&lt;/b&gt;" in html
    assert "badge--good" in html
