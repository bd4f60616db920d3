"""Each guard is shown a bad sample and must find it, and a good one and must not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import pytest
from django.urls import include, path

from tests import guards
from tests.conftest import is_capability


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def view(request: object) -> None:
    """Stand in for a page."""


@pytest.mark.parametrize(
    "bad",
    [
        "row.save()",
        "row.delete()",
        "Table.objects.create(name='x')",
        "Table.objects.filter(pk=1).update(name='x')",
        "queries.mine(viewer).filter(pk=1).update(name='x')",
        "region.tables.all().bulk_update(rows, ['name'])",
        "Table.objects.get_or_create(name='x')",
    ],
)
def test_a_write_is_found(bad: str) -> None:
    assert len(guards.writes(bad)) == 1


@pytest.mark.parametrize(
    "good",
    ["settings.update(a=1)", "hashlib.sha256().update(b'')", "Table.objects.filter(a=1).first()"],
)
def test_what_only_looks_like_a_write_is_not_found(good: str) -> None:
    assert guards.writes(good) == []


def test_saving_a_file_is_no_write_where_there_are_no_tables() -> None:
    assert guards.writes("pdf.save(target)", rows=False) == []
    assert guards.writes("Table.objects.create()", rows=False) == ["line 1: Table.objects.create()"]


def test_a_verb_by_position_without_who_and_when_is_found() -> None:
    def bad(agreement: str, *, by: str) -> None: ...

    def good(*, agreement: str, by: str, at: datetime) -> None: ...

    assert guards.unlike_a_verb(bad) == ["agreement can be passed by position", "does not take at"]
    assert guards.unlike_a_verb(good) == []


def test_a_query_without_a_viewer_is_found() -> None:
    def bad(slug: str) -> None: ...

    def good(slug: str, *, seen_by: str) -> None: ...

    assert guards.takes_no_viewer(bad, ["seen_by"])
    assert not guards.takes_no_viewer(good, ["seen_by"])


def test_floating_point_is_found() -> None:
    assert guards.floats("rate = 0.21") == ["line 1: 0.21"]
    assert guards.floats("def f(x: float): ...") == ["line 1: float"]
    assert guards.floats("rate = Decimal('0.21') * 3") == []


@pytest.mark.parametrize(
    "bad",
    [
        "class A(Model):\n    def save(self): ...",
        "changed_at = models.DateTimeField(auto_now=True)",
        "class A(Model):\n    def delete(self):\n        self.save()",
        "from django.db.models.signals import post_save",
    ],
)
def test_workflow_in_tables_is_found(bad: str) -> None:
    assert len(guards.workflow_in_tables(bad)) == 1


def test_a_table_of_rows_and_constraints_passes() -> None:
    good = (
        "class A(Model):\n    class Meta:\n        constraints = []\n    def delete(self): raise No"
    )

    assert guards.workflow_in_tables(good) == []


def test_a_code_without_words_is_found() -> None:
    red = {(Colour, Colour.RED)}

    assert guards.unworded(Colour, red) == ["blue"]
    assert guards.unworded(Colour, red | {(Colour, Colour.BLUE)}) == []


def test_a_code_does_not_borrow_the_words_of_its_double() -> None:
    assert guards.unworded([Colour.RED], {(str, "red")}) == ["red"]
    assert guards.unworded(["red"], {(Colour, Colour.RED)}) == ["red"]


def test_codes_of_findings_are_found() -> None:
    source = "Finding('one', s)\nfindings.Finding(code='two')\nOther('three')"

    assert guards.finding_codes(source) == ["one", "two"]


@pytest.mark.parametrize(
    "bad",
    [
        "<style>p { }</style>",
        "<script>go()</script>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_style_and_script_are_found(bad: str) -> None:
    assert len(guards.inline(bad)) == 1


def test_script_from_a_file_passes() -> None:
    assert guards.inline('<script src="{% static "a.js" %}" defer></script>') == []
    assert guards.inline("{# <style> #}{{ page.style }}") == []


@pytest.mark.parametrize(
    "bad", ["<p>Dag allen</p>", '<img alt="Een tafel">', "{% if a %}Ja{% endif %}"]
)
def test_words_outside_translation_are_found(bad: str) -> None:
    assert len(guards.untranslated(bad)) == 1


def test_translated_words_pass() -> None:
    good = """
        {% translate "Dag" %} {{ name }} &euro; 3,50
        {% blocktranslate with a=b %}Hallo {{ a }}{% endblocktranslate %}
        <img alt="{% translate "Tafel" %}"> {# Dag #} <b>Convenant</b>
        {% block body_attributes %} data-open{% endblock %}
    """

    assert guards.untranslated(good) == []


def test_registries_and_paths_of_a_machine_are_found() -> None:
    assert guards.machine_bound("see " + guards.REGISTRIES[0])
    assert guards.machine_bound("cat /" + "root/notes")
    assert guards.machine_bound("cd '/" + "home/anna/convenant'")
    assert guards.machine_bound("https://voorbeeld.nl/" + "work/1 and src/" + "work/a.py") == []


def test_names_of_urls_are_found_with_their_namespaces() -> None:
    patterns = [
        path("a/", view, name="a"),
        path("b/", include(([path("c/", view, name="c"), path("d/", view)], "b"))),
    ]

    assert list(guards.url_names(patterns)) == ["a", "b:c", "<d/>"]


@pytest.mark.parametrize("bad", ["D000", "D230", "d001", "D1", "001", 1, None])
def test_an_unknown_capability_is_not_one(bad: object) -> None:
    assert not is_capability(bad)


def test_known_capabilities_are() -> None:
    assert is_capability("D001")
    assert is_capability("D229")
